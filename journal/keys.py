"""The keys that sign days (Ed25519): the mounted one, and the history of those before it."""

import base64
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.db import transaction

from journal import statements
from journal.models import JournalKey
from law.canonical import canonical

log = logging.getLogger(__name__)
NAME_LENGTH = 16


class KeyRefused(Exception):
    """The mounted key may not seal: nobody introduced it, or a newer one does so already."""


@dataclass(frozen=True)
class SigningKey:
    """A private key under the name that follows from its public half."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """The public half, in base64."""
        return base64.b64encode(self.private.public_key().public_bytes_raw()).decode()

    @property
    def name(self) -> str:
        """The name of the key."""
        return name_of(self.public)

    def sign(self, statement: Mapping[str, Any]) -> str:
        """Return the signature under a statement, in base64."""
        return base64.b64encode(self.private.sign(canonical(statement))).decode()


def name_of(public: str) -> str:
    """Return the name that follows from a public key, so that no other key can bear it."""
    return sha256(base64.b64decode(public)).hexdigest()[:NAME_LENGTH]


@lru_cache(maxsize=4)
def read(pem: str) -> SigningKey:
    """Read a private key; raises `ValueError` where it is not of the kind that signs days."""
    private = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise ValueError("the journal is signed with an Ed25519 key")
    return SigningKey(private)


def mounted() -> SigningKey:
    """Return the key of this installation."""
    return read(settings.JOURNAL_KEY)


def is_signed(statement: Mapping[str, Any], signature: str, public: str) -> bool:
    """Whether the signature stands under this statement and comes from this key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(base64.b64decode(signature, validate=True), canonical(statement))
    except (InvalidSignature, ValueError):
        return False
    return True


def current(*, now: datetime) -> JournalKey:
    """Return the row of the mounted key; the very first one introduces itself.

    Raises `KeyRefused` where others came before and none of them has signed for this one, and
    where a newer one has sealed already.
    """
    ours = mounted()
    row = JournalKey.objects.filter(name=ours.name).first()
    if row is None and not JournalKey.objects.exists():
        return introduce(ours, by=ours, now=now)
    if row is None or row.is_replaced:
        raise KeyRefused(ours.name)
    return row


@transaction.atomic
def introduce(new: SigningKey, *, by: SigningKey, now: datetime) -> JournalKey:
    """Put a key into the history, under the signature of the one that signs until then."""
    row = JournalKey(
        name=new.name, public=new.public, introduced_at=now, introduced_by=by.name, signature=""
    )
    row.signature = by.sign(statements.of_key(row))
    row.save()
    log.info("journal key %s introduced by %s", new.name, by.name)
    return row


def is_trusted(history: list[JournalKey]) -> dict[str, bool]:
    """Say of each key, by its name, whether the chain of introductions reaches it unbroken."""
    trusted: dict[str, bool] = {}
    public: dict[str, str] = {}
    for position, key in enumerate(history):
        is_itself = _has_own_name(key)
        introducer = key.public if position == 0 else public.get(key.introduced_by, "")
        is_introduced = key.introduced_by == key.name if position == 0 else bool(introducer)
        trusted[key.name] = (
            is_itself
            and is_introduced
            and trusted.get(key.introduced_by, True)
            and is_signed(statements.of_key(key), key.signature, introducer)
        )
        public[key.name] = key.public
    return trusted


def _has_own_name(key: JournalKey) -> bool:
    try:
        return name_of(key.public) == key.name
    except ValueError:
        return False
