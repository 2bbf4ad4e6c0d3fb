"""Passkeys as this room keeps them: how many, under which names, and who has one.

The library keeps the public half of each; the secret half never leaves the phone or key. The name
is the owner's own word ("the phone of my daughter"), so it is stored encrypted.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from kit import crypto

MOST = 10  # of one account
LONGEST_NAME = 40
CONTEXT = "passkey.name"


def of(user: User) -> QuerySet[Authenticator]:
    """Return the passkeys of an account, in the order in which they were added."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return kept.order_by("created_at", "pk")


def name_of(passkey: Authenticator) -> str:
    """Return what its owner calls it."""
    try:
        return crypto.decrypt(passkey.data["name"], context=CONTEXT)
    except (InvalidTag, KeyError, ValueError):
        return ""


@transaction.atomic
def keep(user: User, name: str, credential: dict[str, Any]) -> Authenticator | None:
    """Keep a new passkey; nothing where there are as many as one account may have."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if of(user).count() >= MOST:
        return None
    return Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": crypto.encrypt(name, context=CONTEXT), "credential": credential},
    )


def rename(passkey: Authenticator, name: str) -> None:
    """Call it otherwise."""
    passkey.data = {**passkey.data, "name": crypto.encrypt(name, context=CONTEXT)}
    passkey.save(update_fields=["data"])
