"""Months that an employer pays after all (补缴): which papers a stretch of them needs.

No text for the country draws these lines; they are those that Jinan has answered with in 2024 to
2026. They say what will be asked for, and refuse nobody.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.rules.reasons import Reason
from law.documents import COLLECTION_REGULATIONS, cite
from law.values import RuleBook, Unit, rule, value
from law.wording import Text
from records.rules.contributions import month_number
from services.contributions.rules import reasons

PRACTICE = cite(COLLECTION_REGULATIONS, verified=False)
AT_ONCE = rule(
    "contribution.top-up-at-once",
    Text("补缴几个月以内的，直接办理", "Top-up: paid at once, so many months back"),
    Unit.MONTHS,
    value(6, PRACTICE),
)
WITHOUT_PAPER = rule(
    "contribution.top-up-simple",
    Text("补缴几个月以内的，核对后办理", "Top-up: after a simple check, so many months back"),
    Unit.MONTHS,
    value(36, PRACTICE),
)
RULES = (AT_ONCE, WITHOUT_PAPER)


class Tier(StrEnum):
    """What it takes."""

    DIRECT = "direct"
    SIMPLE = "simple"
    LEGAL_PAPER = "legal-paper"
    REFUSED = "refused"


@dataclass(frozen=True)
class TopUp:
    """The tier of a stretch of months, and the reason that goes with it."""

    tier: Tier
    reason: Reason | None = None


def top_up_tier(
    first: date, on: date, *, past_age: bool = False, book: RuleBook | None = None
) -> TopUp:
    """Return what paying from a month on takes: by how many months it lies back from `on`.

    Whoever is past the age is as a rule refused; a clerk looks at it (CON07 holds).
    """
    if past_age:
        return TopUp(Tier.REFUSED, reasons.PAST_THE_AGE)
    back = month_number(on) - month_number(first)
    if back <= AT_ONCE.count(on, book):
        return TopUp(Tier.DIRECT)
    if back < WITHOUT_PAPER.count(on, book):
        return TopUp(Tier.SIMPLE)
    return TopUp(Tier.LEGAL_PAPER, reasons.LEGAL_PAPER)
