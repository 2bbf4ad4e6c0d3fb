"""Special work: whether one has done enough of it (国发〔1978〕104号 art. 1(2))."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from law.values import RuleBook
from services.retirement.rules.values import SPECIAL_AGE, SPECIAL_YEARS, WORKS


class Enough(StrEnum):
    """Whether the special work is enough to go earlier."""

    YES = "yes"
    NO = "no"
    CLERK = "clerk"


@dataclass(frozen=True)
class SpecialWork:
    """What somebody has done, the kind that comes nearest, and whether it is enough."""

    enough: Enough
    nearest: str
    months: int
    needed: int


def special_work(months: Mapping[str, int], on: date, book: RuleBook | None = None) -> SpecialWork:
    """Judge the months of each kind by themselves.

    Whether unlike kinds are added is local and was found nowhere: where they would do together
    what none does alone, a clerk looks.
    """
    needed = {work: SPECIAL_YEARS.count(on, book, key=(work,)) * 12 for work in WORKS}
    done = {work: number for work, number in months.items() if number > 0}
    nearest = max(done, key=lambda work: done[work] / needed[work], default=next(iter(WORKS)))
    enough = Enough.NO
    if any(done[work] >= needed[work] for work in done):
        enough = Enough.YES
    elif len(done) > 1 and sum(done[work] / needed[work] for work in done) >= 1:
        enough = Enough.CLERK
    return SpecialWork(enough, nearest, done.get(nearest, 0), needed[nearest])


def special_age(sex: str, on: date, book: RuleBook | None = None) -> int:
    """Return the age in years; how it rises was not found, so a clerk confirms it."""
    return SPECIAL_AGE.count(on, book, key=(sex,))
