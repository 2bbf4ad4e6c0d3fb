"""Registering when one is in hospital already, or has paid and left.

医保发〔2022〕22号: registered before the discharge is settled, a stay is settled directly; after
paying oneself one registers late and claims by hand.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from law.values import RuleBook
from services.care.rules.registering import months_after, value_of
from services.care.rules.values import LATE_CLAIM_MONTHS


class Way(StrEnum):
    """How a stay is settled that began before it was registered."""

    DIRECT = "direct"
    REGISTER_THEN_CLAIM = "register-then-claim"
    TOO_LATE = "too-late"


@dataclass(frozen=True)
class Late:
    """How, and until which day a claim can be made; no day where none is loaded."""

    way: Way
    until: date | None = None


def late(
    on: date,
    *,
    discharged: date | None,
    settled_on: date | None,
    region: str,
    book: RuleBook | None = None,
) -> Late:
    """Return how a stay is settled when one registers on a day.

    Only a number that was read in its text lets anybody be too late.
    """
    if settled_on is None:
        return Late(Way.DIRECT)
    paid = max(settled_on, discharged or settled_on)
    found = value_of(LATE_CLAIM_MONTHS, paid, book, region)
    if found is None:
        return Late(Way.REGISTER_THEN_CLAIM)
    until = months_after(paid, int(found.number))
    if on > until and found.is_verified:
        return Late(Way.TOO_LATE, until)
    return Late(Way.REGISTER_THEN_CLAIM, until)
