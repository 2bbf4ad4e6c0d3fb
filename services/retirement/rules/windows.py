"""When one may go: earliest, statutory and latest month, notice, and what stands in the way.

国务院关于渐进式延迟法定退休年龄的办法 art. 3; 人社部发〔2024〕94号 arts. 2 to 5.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from law.values import Rule, RuleBook, ValueNotInForce
from records.rules.contributions import month_number, month_of
from records.rules.retirement import Category, minimum_months, retirement_of
from services.retirement.rules.values import (
    AGREEMENT_MONTHS,
    LATE_FILING_LOSES,
    MOST_EARLY,
    MOST_LATE,
    NOTICE_MONTHS,
)


class When(StrEnum):
    """Which of the three ways somebody goes, and the two that are judged apart."""

    STATUTORY = "statutory"
    EARLY = "early"
    LATE = "late"
    SPECIAL = "special"


@dataclass(frozen=True)
class Window:
    """The months between which somebody may retire; `original` is that of the old age."""

    original: date
    earliest: date
    statutory: date
    latest: date
    age_months: int  # at the statutory month

    @property
    def months(self) -> tuple[date, ...]:
        """Each month of the window, in order."""
        first, last = month_number(self.earliest), month_number(self.latest)
        return tuple(month_of(each) for each in range(first, last + 1))

    def kind(self, month: date) -> When:
        """Return which way somebody goes who goes in that month."""
        if month < self.statutory:
            return When.EARLY
        return When.LATE if month > self.statutory else When.STATUTORY


def window(category: Category, born: date, book: RuleBook | None = None) -> Window:
    """Return between which months somebody born in that month may retire.

    At most three years earlier, but never before the old age; at most three years later.
    """
    found = retirement_of(category, born, book)
    statutory = month_number(found.retirement_month)
    on = _in_force(MOST_EARLY, found.retirement_month)
    earliest = max(statutory - MOST_EARLY.count(on, book), month_number(found.original_month))
    return Window(
        original=found.original_month,
        earliest=month_of(min(earliest, statutory)),
        statutory=found.retirement_month,
        latest=month_of(statutory + MOST_LATE.count(on, book)),
        age_months=found.age_years * 12 + found.age_months,
    )


def months_before(day: date, months: int) -> date:
    """Return the same day so many months before, or the last of that month (民法典 202)."""
    month = month_of(month_number(day) - months)
    return month.replace(day=min(day.day, monthrange(month.year, month.month)[1]))


def notice_by(chosen: date, book: RuleBook | None = None) -> date:
    """Return the last day of the written notice of whoever goes early on a day (94号 art. 2)."""
    return months_before(chosen, NOTICE_MONTHS.count(_in_force(NOTICE_MONTHS, chosen), book))


def earliest_after(notice: date, book: RuleBook | None = None) -> date:
    """Return the first day that somebody may choose who gives notice on a day.

    It is looked for from both ends: three months on from 30 November would be 30 February.
    """
    ahead = NOTICE_MONTHS.count(_in_force(NOTICE_MONTHS, notice), book)
    month = month_of(month_number(notice) + ahead)
    for day in range(1, monthrange(month.year, month.month)[1] + 1):
        if notice_by(month.replace(day=day), book) >= notice:
            return month.replace(day=day)
    return month_of(month_number(month) + 1)


def agreement_by(statutory_day: date, book: RuleBook | None = None) -> date:
    """Return by when employer and worker agree that it will be later (94号 art. 4)."""
    on = _in_force(AGREEMENT_MONTHS, statutory_day)
    return months_before(statutory_day, AGREEMENT_MONTHS.count(on, book))


class Hindrance(StrEnum):
    """What stands in the way of retiring in a month."""

    NOT_OF_AGE = "not-of-age"
    BEFORE_OLD_AGE = "before-old-age"
    NOTICE = "notice"
    TOO_FEW_MONTHS = "too-few-months"
    NOT_LATE = "not-late"
    AGREEMENT = "agreement"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How somebody wants to go: when, with how many months, noticed or agreed when."""

    window: Window
    day: date
    when: When
    counted_months: int
    noticed_on: date | None = None
    agreed_on: date | None = None
    is_leading: bool = False


def may_retire(wish: Wish, book: RuleBook | None = None) -> frozenset[Hindrance]:
    """Return what stands in the way; nothing does where it is empty.

    Forecast, pre-check and sheet ask the same. The minimum is that of the month really chosen.
    """
    found: set[Hindrance] = set()
    month, of = wish.day.replace(day=1), wish.window
    if wish.counted_months < minimum_months(month, book):
        found.add(Hindrance.TOO_FEW_MONTHS)
    if wish.when is When.EARLY and month < of.statutory:
        found |= _against_early(wish, month, book)
    elif wish.when is not When.SPECIAL and month < of.statutory:
        found.add(Hindrance.NOT_OF_AGE)
    if wish.when is When.LATE and month > of.statutory:
        found |= _against_late(wish, book)
    return frozenset(found)


def _against_early(wish: Wish, month: date, book: RuleBook | None) -> set[Hindrance]:
    if month < wish.window.original:
        return {Hindrance.BEFORE_OLD_AGE}
    if month < wish.window.earliest:
        return {Hindrance.NOT_OF_AGE}
    noticed = wish.noticed_on
    is_late = noticed is not None and noticed > notice_by(wish.day, book)
    return {Hindrance.NOTICE} if is_late else set()


def _against_late(wish: Wish, book: RuleBook | None) -> set[Hindrance]:
    if wish.is_leading:
        return {Hindrance.NOT_LATE}
    agreed, first = wish.agreed_on, wish.window.statutory
    last_of_month = first.replace(day=monthrange(first.year, first.month)[1])
    is_late = agreed is not None and agreed > agreement_by(last_of_month, book)
    return {Hindrance.AGREEMENT} if is_late else set()


@dataclass(frozen=True)
class First:
    """The first month that is paid, and how many before it a place may not pay back."""

    month: date
    may_lose: int


def first_pension_month(
    retired: date, filed: date, region: str, book: RuleBook | None = None
) -> First:
    """Return from which month on a pension is paid: the one after that of retirement.

    A place may begin with the month after the application. Only a number of its own that was read
    in its text cuts anything; elsewhere what may be lost is said.
    """
    usual, filed_month = month_number(retired) + 1, month_number(filed) + 1
    late = max(filed_month - usual, 0)
    try:
        loses = LATE_FILING_LOSES.on(filed, book, region=region)
    except ValueNotInForce:
        return First(month_of(usual), late)
    if loses.is_verified and loses.number:
        return First(month_of(usual + late), late)
    return First(month_of(usual), late if not loses.is_verified else 0)


def _in_force(of: Rule, day: date) -> date:
    """Return the day, or for one before every text the first day of the first."""
    return max(day, of.values[0].valid_from)
