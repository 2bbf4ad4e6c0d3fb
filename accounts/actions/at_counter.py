"""The number that names an account at a counter: shown to its owner, typed by a clerk, right once.

The clerk sees the document and the person; the number says which account is theirs, so that nobody
is given the account of somebody else, and nobody learns from it whose an account is.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.actions import codes
from accounts.models import IssuedCode, Purpose, User
from kit.errors import NotValid, TooOften
from kit.limits import limit

DIGITS = 6
TOO_MANY = _("You have asked for many numbers today. Try again tomorrow, or call 12333.")
NOT_RIGHT = _("This number is not right, or older than ten minutes. Ask for a new one to be shown.")


def number_for(user: User, *, address: str, now: datetime) -> str:
    """Return a number such as 31-482-193: for ten minutes it names the account."""
    if not limit("counter.number", user.pk, now=now).passes():
        raise TooOften(TOO_MANY)
    ticket = codes.issue(Purpose.COUNTER, address=address, now=now)
    typed = codes.digits(ticket, f"counter:{user.pk}", user=user)
    return f"{ticket}-{typed[:3]}-{typed[3:]}"


def account_of(number: str, *, clerk: User, address: str, now: datetime) -> User:
    """Return whose account a number names; raises `NotValid`, and counts what is wrong by clerk."""
    wrong = limit("counter.wrong", clerk.pk, now=now)
    if not wrong.passes():
        raise TooOften(codes.WRONG_TOO_OFTEN)
    typed = "".join(filter(str.isdecimal, number))
    ticket, code = typed[:-DIGITS], typed[-DIGITS:]
    known = IssuedCode.objects.filter(purpose=Purpose.COUNTER, pk=int(ticket or 0))
    issued = known.select_related("user").first()
    if (
        issued is None
        or issued.user is None
        or not codes.is_right(ticket, code, address=address, now=now)
    ):
        raise NotValid({"code": NOT_RIGHT})
    wrong.take_back()
    return issued.user
