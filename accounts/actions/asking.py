"""Messages that anybody can ask for: so many to a contact, by an account, from an address, a day.

Whether somebody has the account makes no difference here, or the limit would tell it.
"""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.actions.entering import is_familiar
from kit.errors import TooOften
from kit.limits import Limit, all_pass, limit

log = logging.getLogger(__name__)

WAIT_A_MINUTE = _("A code was just sent. Wait a minute, then ask again.")
NO_MORE_TODAY = _(
    "So many messages were asked for that no more are sent today. Try again tomorrow, or call "
    "12333."
)


def refuse_too_many(contact: str, address: str, *, account: object, now: datetime) -> None:
    """Count one more message, or refuse it."""
    soon = _soon(contact, address, now)
    if not soon.passes():
        raise TooOften(WAIT_A_MINUTE)
    is_known = is_familiar(contact, address, now=now)
    is_allowed = all_pass(_of_a_day(contact, address, account, is_known, now))
    if not is_allowed or not (_portal_may(now) or is_known):
        soon.take_back()
        raise TooOften(NO_MORE_TODAY)


def is_too_soon(contact: str, address: str, *, now: datetime) -> bool:
    """Whether a message to this contact would be refused for being too soon."""
    return _soon(contact, address, now).is_reached()


def _soon(contact: str, address: str, now: datetime) -> Limit:
    """Return the limit of a minute; whoever asks from a familiar place waits for no stranger."""
    is_known = is_familiar(contact, address, now=now)
    return limit("message.minute", f"{contact}|{address}" if is_known else contact, now=now)


def _of_a_day(
    contact: str, address: str, account: object, is_known: bool, now: datetime
) -> Iterator[Limit]:
    if is_known:
        yield limit("message.familiar", f"{contact}|{address}", now=now)
    else:
        yield limit("message.contact", contact, now=now)
    if account:
        yield limit("message.account", account, now=now)
    yield limit("message.address", address, now=now)


def _portal_may(now: datetime) -> bool:
    """Count one more message of the day; those who watch the log hear before it is the last."""
    everybody = limit("message.portal", now=now)
    number = everybody.count()
    if number in (everybody.most * 4 // 5, everybody.most):
        log.error("messages: %s of %s that may be asked for in a day", number, everybody.most)
    return number <= everybody.most
