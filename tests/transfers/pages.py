"""What the tests of the citizens' pages share: somebody signed in, and answers to type."""

import html
import re

from django.test import Client
from django.urls import reverse

from agencies.actors import Actor

GUANGZHOU, CHENGDU, HANGZHOU = "440100", "510100", "330100"
PLACES = {"original": CHENGDU, "new_region": GUANGZHOU}
DETAILS = {
    "employer_name": "广州示例科技有限公司",
    "contact_phone": "138 0000 0000",
    "contact_address": "广州市天河区示例路1号",
    "note": "",
}
DECLARED = {"declared": "on"}


def signed_in(who: Actor, language: str = "en") -> Client:
    """Return the browser of somebody who is signed in and reads this language."""
    client = Client()
    client.force_login(who.user)
    client.cookies["django_language"] = language
    return client


def page(transfer_or_number, name: str) -> str:
    """Return the address of a page of the form."""
    number = getattr(transfer_or_number, "case", transfer_or_number)
    return reverse("transfer_page", args=[number, name])


def text(response) -> str:
    """Return the page as text, its signs as they read, any white space as one blank."""
    return html.unescape(re.sub(r"\s+", " ", response.content.decode()))
