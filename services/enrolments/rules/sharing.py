"""Whom one lets pay from one's medical account, how much (国办发〔2021〕14号, 〔2024〕38号)."""

from dataclasses import dataclass
from datetime import date

from law.documents import MEDICAL_ENROLMENT, PORTAL_PRACTICE, cite
from law.local_documents import FAMILY_SHARING
from law.values import Rule, Unit, rule, value
from law.wording import Text

RELATIONS = {
    "spouse": Text("配偶", "husband or wife"),
    "parent": Text("父母", "parent"),
    "child": Text("子女", "child"),
    "sibling": Text("兄弟姐妹", "brother or sister"),
    "grandparent": Text("祖父母、外祖父母", "grandparent"),
    "grandchild": Text("孙子女、外孙子女", "grandchild"),
}
CARE, CONTRIBUTION = "care", "contribution"
PURPOSES = {
    CARE: Text("看病、买药的个人负担部分", "their own part of treatment and medicine"),
    CONTRIBUTION: Text("居民医保个人缴费", "their contribution as residents"),
}
SHARING_BASIS = cite(FAMILY_SHARING, verified=False)
RELATIVES_BASIS = cite(MEDICAL_ENROLMENT, verified=False)
MOST_RELATIVES = rule(
    "sharing.most-relatives",
    Text("家庭共济最多人数", "Most relatives who share a medical account"),
    Unit.NUMBER,
    value(8, cite(FAMILY_SHARING, verified=False)),
)
DAYS_TO_AGREE = rule(
    "sharing.days-to-agree",
    Text("家庭共济：对方确认的期限", "Sharing: days within which the relative agrees"),
    Unit.DAYS,
    value(30, cite(PORTAL_PRACTICE)),
)
RULES: tuple[Rule, ...] = (MOST_RELATIVES, DAYS_TO_AGREE)


@dataclass(frozen=True)
class Limits:
    """How much a relative may spend, in fen; None is without a limit."""

    month_fen: int | None = None
    year_fen: int | None = None


@dataclass(frozen=True)
class Spent:
    """What was spent, on which day, in fen."""

    day: date
    fen: int


def left_on(day: date, limits: Limits, spent: tuple[Spent, ...]) -> int | None:
    """Return, in fen, what a relative may still spend on a day; None is without a limit."""
    in_year = sum(each.fen for each in spent if each.day.year == day.year)
    in_month = sum(
        each.fen for each in spent if (each.day.year, each.day.month) == (day.year, day.month)
    )
    pairs = ((limits.month_fen, in_month), (limits.year_fen, in_year))
    left = [limit - already for limit, already in pairs if limit is not None]
    return max(min(left), 0) if left else None
