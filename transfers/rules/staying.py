"""Months that cannot be moved: cut out of the record before the information form is made.

人社厅发〔2019〕94号 art. 3: years paid in one sum under a local policy, or without the papers that
the law asks for, stay where they were paid; everything else moves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from law.money import ZERO, round_half_up
from law.values import RuleBook
from records.rules.contributions import EMPLOYEE, ContributionPeriod, month_number, month_of
from transfers.rules.form_lines import FIRST_YEAR, moving_share


@dataclass(frozen=True)
class Stay:
    """Months, both ends included, that stay at the original place."""

    first_month: date
    last_month: date


def marked(
    periods: Iterable[ContributionPeriod], stays: Iterable[Stay]
) -> list[ContributionPeriod]:
    """Return the periods cut at the ends of what stays, with the months that stay marked."""
    pieces = list(periods)
    for stay in stays:
        pieces = [cut for piece in pieces for cut in _cut(piece, stay)]
    return pieces


def _cut(piece: ContributionPeriod, stay: Stay) -> Iterator[ContributionPeriod]:
    first, last = month_number(piece.first_month), month_number(piece.last_month)
    begin = max(first, month_number(stay.first_month))
    end = min(last, month_number(stay.last_month))
    if begin > end:
        yield piece
        return
    if first < begin:
        yield piece._replace(last_month=month_of(begin - 1))
    yield piece._replace(first_month=month_of(begin), last_month=month_of(end), stays=True)
    if end < last:
        yield piece._replace(first_month=month_of(end + 1))


def principal_that_stays(pieces: Iterable[ContributionPeriod], year: int) -> Decimal:
    """Return what was recorded for the months that stay, up to the end of the year before."""
    return sum(
        (
            _recorded(piece) * piece.months
            for piece in pieces
            if piece.stays and piece.paid and piece.first_month.year < year
        ),
        ZERO,
    )


def principal_recorded(left: Iterable[ContributionPeriod], year: int) -> Decimal:
    """Return what the books recorded in a year for months that left again in that year."""
    return sum(
        (_recorded(each) * each.months for each in left if each.first_month.year == year), ZERO
    )


def principal_left_behind(
    moved: Iterable[ContributionPeriod], book: RuleBook | None = None
) -> Decimal:
    """Return what stayed of months that moved: what was recorded above the prescribed share.

    人社部发〔2010〕70号: it does not move and the record stays as it is.
    """
    return sum((_excess(each, book) * each.months for each in moved), ZERO)


def principal_made_up(moved: Iterable[ContributionPeriod], book: RuleBook | None = None) -> Decimal:
    """Return what the agency adds to months that move, where less than the share was recorded."""
    return sum((_shortage(each, book) * each.months for each in moved), ZERO)


def _recorded(period: ContributionPeriod) -> Decimal:
    return round_half_up(period.base * period.account_rate)


def _excess(period: ContributionPeriod, book: RuleBook | None) -> Decimal:
    return max(_beyond_share(period, book), ZERO)


def _shortage(period: ContributionPeriod, book: RuleBook | None) -> Decimal:
    return max(-_beyond_share(period, book), ZERO)


def _beyond_share(period: ContributionPeriod, book: RuleBook | None) -> Decimal:
    """Return what a month was recorded with beyond what moves; less than nothing: short of it."""
    if period.scheme != EMPLOYEE or period.first_month.year < FIRST_YEAR:
        return ZERO
    return _recorded(period) - moving_share(period.base, period.first_month.year, book)


def months_that_would_move(pieces: Iterable[ContributionPeriod], stay: Stay) -> int:
    """Return how many of the months that are to stay would otherwise move."""
    moving = (piece for piece in pieces if piece.counts)
    return sum(cut.months for piece in moving for cut in _cut(piece, stay) if cut.stays)
