"""When an answer has to be looked at again: the law has moved, or a year has passed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from law.values import RuleBook, places_above
from services.advice.rules.values import ANSWER_LASTS

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True)
class Change:
    """A value of a rule that was released for a place; empty for the whole country."""

    rule: str
    region: str = ""


@dataclass(frozen=True)
class Standing:
    """What of an answer the law could move."""

    rules: frozenset[str]
    regions: tuple[str, ...]
    reviewed_on: date


def why_reviewed(
    answer: Standing, changed: Iterable[Change], *, today: date, book: RuleBook | None = None
) -> tuple[str, ...]:
    """Return the rules that have moved under an answer; empty where it stands."""
    return tuple(sorted({each.rule for each in changed if _touches(each, answer)}))


def _touches(change: Change, answer: Standing) -> bool:
    """Whether a change is about a rule that the answer names and a place for which it is."""
    if change.rule not in answer.rules:
        return False
    if not answer.regions or not change.region:
        return True
    return any(
        change.region in places_above(each) or each in places_above(change.region)
        for each in answer.regions
    )


def is_old(answer: Standing, *, today: date, book: RuleBook | None = None) -> bool:
    """Whether nobody has looked at an answer for as long as one may last."""
    lasts = ANSWER_LASTS.count(today, book)
    months = (today.year - answer.reviewed_on.year) * MONTHS_OF_A_YEAR
    months += today.month - answer.reviewed_on.month
    return months > lasts or (months == lasts and today.day >= answer.reviewed_on.day)


def due_for_review(
    answer: Standing, changed: Iterable[Change], *, today: date, book: RuleBook | None = None
) -> bool:
    """Whether somebody has to look at an answer: a rule has moved, or it is too old."""
    return bool(why_reviewed(answer, changed, today=today)) or is_old(
        answer, today=today, book=book
    )
