"""Readers of the public pages of services."""

import html
import re

from django.test import Client


def visitor(language="en"):
    """Return somebody who is not signed in."""
    return Client(headers={"accept-language": language})


def reader(who, language="en"):
    """Return somebody who is signed in."""
    client = visitor(language)
    client.force_login(who.user)
    return client


def text_of(answer):
    """Return what a reader sees."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))
