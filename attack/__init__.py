"""`make attack`: everybody knocks at every address of a real server, and more than knocks."""

HOST = "portal.example"  # what the proxy would say it was asked for
