"""Months that cannot be moved: cut out of the record before the information form is made.

人社厅发〔2019〕94号 art. 3: years paid in one sum under a local policy, or without the papers that
the law asks for, stay where they were paid; everything else moves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.rules.money import ZERO, round_half_up
from records.rules.contributions import ContributionPeriod, month_number, month_of


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
            round_half_up(piece.base * piece.account_rate) * piece.months
            for piece in pieces
            if piece.stays and piece.paid and piece.first_month.year < year
        ),
        ZERO,
    )


def months_that_would_move(pieces: Iterable[ContributionPeriod], stay: Stay) -> int:
    """Return how many of the months that are to stay would otherwise move."""
    moving = (piece for piece in pieces if piece.counts)
    return sum(cut.months for piece in moving for cut in _cut(piece, stay) if cut.stays)
