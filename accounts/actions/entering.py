"""Who may try to come in: counted for account and address together.

So a stranger uses up their own tries and not those of the owner, who signs in from elsewhere. Where
strangers try from many addresses, the owner still comes in from those they have signed in from.
"""

from datetime import datetime

from accounts.models import User
from kit.limits import Limit, all_pass, limit


def may_try_password(contact: str, address: str, *, now: datetime) -> bool:
    """Count one more password, and say whether it may be looked at."""
    return all_pass(_passwords(contact, address, now))


def password_was_right(contact: str, address: str, *, now: datetime) -> None:
    """Take back what was counted: only wrong ones are."""
    for each in _passwords(contact, address, now):
        each.take_back()


def came_in(user: User, address: str, *, now: datetime) -> None:
    """Remember that somebody came in from there."""
    for contact in filter(None, (user.phone, user.email)):
        _familiar(contact, address, now).count()


def is_familiar(contact: str, address: str, *, now: datetime) -> bool:
    """Whether whoever owns a contact has signed in from there."""
    return _familiar(contact, address, now).is_reached()


def _passwords(contact: str, address: str, now: datetime) -> list[Limit]:
    pair = f"{contact}|{address}"
    return [
        limit("password.pair", pair, now=now),
        limit("password.address", address, now=now),
        limit("password.familiar", pair, now=now)
        if is_familiar(contact, address, now=now)
        else limit("password.account", contact, now=now),
    ]


def _familiar(contact: str, address: str, now: datetime) -> Limit:
    return limit("entrance.familiar", f"{contact}|{address}", now=now)
