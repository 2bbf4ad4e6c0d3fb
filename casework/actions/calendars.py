"""The secret address of somebody's calendar: made, shown to its owner, renewed, ended."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.db import transaction

from accounts.models import User
from casework.models import CalendarAddress
from kit import crypto

RANDOM_BYTES = 24
LONGEST_SECRET = 64
CONTEXT = "casework.calendar"
SELDOM = timedelta(hours=1)  # how finely it is noted when a program last came


def address_of(user: User) -> CalendarAddress | None:
    """Return the address of somebody's calendar, if there is one."""
    return CalendarAddress.objects.filter(user=user).first()


@transaction.atomic
def renew(user: User, *, now: datetime) -> CalendarAddress:
    """Make an address, or a new one in the place of the old, which ends at once."""
    secret = token_urlsafe(RANDOM_BYTES)
    new = {"secret": secret, "secret_index": _index(secret), "made_at": now, "read_at": None}
    made, _is_new = CalendarAddress.objects.update_or_create(user=user, defaults=new)
    return made


def say_with(user: User, words: str) -> None:
    """Choose how much the entries say."""
    CalendarAddress.objects.filter(user=user).update(words=words)


def end(user: User) -> None:
    """End the address; calendars that know it find nothing any more."""
    CalendarAddress.objects.filter(user=user).delete()


def found(secret: str, *, now: datetime) -> CalendarAddress | None:
    """Return the address with this secret, of an account that is in use; note that it was read."""
    if not 0 < len(secret) <= LONGEST_SECRET:
        return None
    addresses = CalendarAddress.objects.select_related("user__person")
    address = addresses.filter(secret_index=_index(secret), user__is_active=True).first()
    if address is None or address.user.person is None:
        return None
    if address.read_at is None or now - address.read_at > SELDOM:
        CalendarAddress.objects.filter(pk=address.pk).update(read_at=now)
    return address


def _index(secret: str) -> str:
    return crypto.blind_index(secret, context=CONTEXT)
