"""`make attack`: everybody knocks at every address of a real server, and more than knocks."""

PROVIDER_PORT = 8192
HOST = "portal.example"  # what the proxy would say it was asked for
