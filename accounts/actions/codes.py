"""Codes that prove a contact: issued for one purpose, sent to one contact, right once.

The library that walks through sign-in keeps what it takes for the code in the session. It is given
a ticket instead, the key of a row here. The digits come into being when they are sent, and nothing
keeps them but the message.
"""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from accounts.models import IssuedCode, User
from kit import crypto
from kit.errors import TooOften
from kit.limits import limit

WRONG_TOO_OFTEN = _(
    "Too many wrong codes were typed from your connection today. Try again tomorrow, or call 12333."
)
KEPT_FOR = timedelta(days=30)  # what was tried, for whoever looks into it


def issue(purpose: str, *, address: str, now: datetime) -> str:
    """Return the ticket of a code that is not sent yet."""
    code = IssuedCode.objects.create(
        purpose=purpose,
        address_index=crypto.blind_index(address, context="code.address"),
        issued_at=now,
        expires_at=now + timedelta(seconds=settings.CODE_LIFETIME_SECONDS),
    )
    return str(code.pk)


def digits(ticket: str, contact: str, *, user: User | None) -> str:
    """Return the six digits to be sent to a contact for a ticket, others each time."""
    typed = f"{secrets.randbelow(10**6):06d}"
    IssuedCode.objects.filter(pk=ticket, used_at=None).update(
        user=user,
        contact_index=crypto.blind_index(contact, context="code.contact"),
        code_hash=_hash(ticket, typed),
    )
    return typed


def is_right(ticket: str, typed: str, *, address: str, now: datetime) -> bool:
    """Whether a code is right, and has not been used; each try is counted before it is judged.

    Where nobody has an account there is no ticket, and no code is right; the answer is the same.
    """
    wrong = limit("code.wrong", address, now=now)
    if not wrong.passes():
        raise TooOften(WRONG_TOO_OFTEN)
    code = IssuedCode.objects.count_try(_key(ticket), now)
    if code is None or not constant_time_compare(_hash(ticket, typed), code.code_hash):
        return False
    wrong.take_back()
    return bool(IssuedCode.objects.filter(pk=code.pk, used_at=None).update(used_at=now))


def was_right(ticket: str, typed: str, *, now: datetime) -> bool:
    """Whether a code has just been used; whoever sends it twice is answered as before."""
    used = IssuedCode.objects.filter(pk=_key(ticket), expires_at__gt=now, used_at__isnull=False)
    code = used.first()
    return code is not None and constant_time_compare(_hash(ticket, typed), code.code_hash)


def forget_old(*, now: datetime) -> None:
    """Forget the codes of last month."""
    IssuedCode.objects.filter(expires_at__lt=now - KEPT_FOR).delete()


def _key(ticket: str) -> int:
    return int(ticket) if ticket.isdecimal() else 0


def _hash(ticket: str, typed: str) -> str:
    """Return the keyed hash of a code: six digits could be guessed from any other."""
    return crypto.blind_index(f"{ticket}:{typed}", context="code.digits")
