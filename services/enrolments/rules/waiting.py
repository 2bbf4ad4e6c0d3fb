"""From when residents' insurance covers: at once or after a wait (国办发〔2024〕38号)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from law.documents import CIVIL_CODE, MEDICAL_ENROLMENT, cite
from law.values import RuleBook
from records.rules.contributions import month_number, month_of
from records.rules.cover_values import (
    RESIDENT_LEAST_WAIT,
    RESIDENT_WAIT,
    RESIDENT_WAIT_BY_YEAR,
    YEARS_FOR_LEAST_WAIT,
)
from services.enrolments.rules.values import NEWBORN_DAYS

WAIT_BASIS = cite(MEDICAL_ENROLMENT)
COUNTING_BASIS = cite(CIVIL_CODE, "202")


@dataclass(frozen=True)
class Enrolling:
    """A resident who enrols: when the collective period ended, and when the year is paid.

    `born_on` of a newborn; `is_spared`: aided, or out of employee insurance within the term.
    """

    period_ended: date
    paid: date
    gap_years: int = 0
    born_on: date | None = None
    is_spared: bool = False


def months_of_wait(enrolling: Enrolling, region: str, book: RuleBook | None = None) -> int:
    """Return how many months somebody waits; none within the collective period.

    Raises `ValueNotInForce` before the rules of 2025. Each missed year adds a month; after many of
    them the whole is never less than the lowest that stays.
    """
    day = enrolling.paid
    is_in_time = day <= enrolling.period_ended and not enrolling.gap_years
    if is_in_time or enrolling.is_spared or is_newborn(enrolling, book):
        return 0
    fixed = RESIDENT_WAIT.count(day, book, region=region)
    months = fixed + enrolling.gap_years * RESIDENT_WAIT_BY_YEAR.count(day, book, region=region)
    if enrolling.gap_years >= YEARS_FOR_LEAST_WAIT.count(day, book):
        months = max(months, RESIDENT_LEAST_WAIT.count(day, book))
    return months


def is_newborn(enrolling: Enrolling, book: RuleBook | None = None) -> bool:
    """Whether a newborn is paid for in time; the day of birth is not counted (民法典 art. 201)."""
    born = enrolling.born_on
    if born is None:
        return False
    return born <= enrolling.paid <= born + timedelta(NEWBORN_DAYS.count(enrolling.paid, book))


def wait_until(enrolling: Enrolling, region: str, book: RuleBook | None = None) -> date | None:
    """Return the last day of the wait, None without one.

    民法典 art. 202: the day of the same number, or the last of its month where there is none.
    """
    months = months_of_wait(enrolling, region, book)
    if not months:
        return None
    month = month_of(month_number(enrolling.paid) + months)
    last = monthrange(month.year, month.month)[1]
    return month.replace(day=min(enrolling.paid.day, last))


def covered_from(enrolling: Enrolling, region: str, book: RuleBook | None = None) -> date:
    """Return the first day of cover: of a newborn the day of birth, otherwise after the wait.

    Whoever pays within the collective period for the coming year is covered from its first day.
    """
    if is_newborn(enrolling, book) and enrolling.born_on:
        return enrolling.born_on
    until = wait_until(enrolling, region, book)
    return enrolling.paid if until is None else until + timedelta(1)
