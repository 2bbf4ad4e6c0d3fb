"""What the pages of this room need from templates."""

from django import template
from django.conf import settings
from django.template.context import Context

from accounts import contacts
from accounts.telling import DEMO_MESSAGE

register = template.Library()


@register.simple_tag(takes_context=True)
def demo_message(context: Context) -> str:
    """Return the last message sent to this visitor, in the demonstration only."""
    return context["request"].session.get(DEMO_MESSAGE, "") if settings.DEMO else ""


@register.filter
def readable_contact(contact: str) -> str:
    """Return 138 0013 8000 as people read a mobile number, anything else as it is."""
    return contacts.readable(contact) if contact else ""
