"""A typed client of the social insurance portal."""

from portal_client.portal import Portal as Portal
from portal_client.transport import Answer as Answer
from portal_client.transport import Problem as Problem
from portal_client.transport import of_person as of_person
from portal_client.transport import of_system as of_system
from portal_client.webhooks import NotGenuine as NotGenuine
from portal_client.webhooks import verify as verify
