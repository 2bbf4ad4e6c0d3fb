"""What people do on the pages of this room."""

import re

from django.core import mail
from django.urls import reverse

from accounts import sms
from tests.cast import PASSWORD

PHONE = "138 0013 8000"
EMAIL = "wang@people.example"


def join(client, contact=PHONE, password=PASSWORD, **more):
    """Fill in the sign-up page."""
    data = {"contact": contact, "password1": password, **more}
    return client.post(reverse("account_signup"), data)


def sign_in(client, contact, password=PASSWORD, **more):
    """Fill in the sign-in page."""
    return client.post(reverse("account_login"), {"login": contact, "password": password, **more})


def sign_in_twice(client, contact):
    """Sign in, and give the password once more, as is asked before something that matters."""
    sign_in(client, contact)
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def texted() -> str:
    """Return the code of the last text message."""
    return code_in(sms.outbox[-1][1])


def mailed() -> str:
    """Return the code of the last mail."""
    return code_in(mail.outbox[-1].body)


def code_in(text: str) -> str:
    """Return the six digits in a message."""
    return re.search(r"\b\d{6}\b", text)[0]


def another(code: str) -> str:
    """Return six digits that are not this code."""
    return f"{(int(code) + 1) % 10**6:06d}"


def show_document(client, person, **changes):
    """Fill in the first page of the identity check."""
    typed = {"name": person.name, "document_type": person.document_type, "number": person.number}
    return client.post(reverse("verify_identity"), typed | changes)


def enter_code(client, code):
    """Fill in the second page of the identity check."""
    return client.post(reverse("verify_identity_code"), {"code": code})


def is_signed_in(client) -> bool:
    """Whether this browser is signed in."""
    return "_auth_user_id" in client.session
