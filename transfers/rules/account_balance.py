"""What lies in a personal account: recorded, credited, or rebuilt year by year."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from law.money import ZERO, round_half_up
from law.values import RuleBook
from records.rules.contributions import (
    AccountYear,
)
from records.rules.interest import Credit, Method, close_year, rate_for
from transfers.rules.form_lines import (
    FormLine,
)


def credited_in(year: int, lines: Iterable[FormLine]) -> Decimal:
    return credited_by(line for line in lines if line.year == year)


def credited_by(lines: Iterable[FormLine]) -> Decimal:
    return sum((line.credited for line in lines), ZERO)


def recording_difference(earlier: Iterable[FormLine]) -> Decimal:
    """Return what the account must gain or leave behind where another share was recorded."""
    return sum(
        (
            line.credited - round_half_up(line.base * line.recorded_rate) * line.months
            for line in earlier
            if line.recorded_rate != line.account_rate
        ),
        ZERO,
    )


def derived_years(
    earlier: Sequence[FormLine], this_year: int, book: RuleBook | None
) -> dict[int, AccountYear]:
    """Rebuild the account year by year from what moves, by the month-product method."""
    credits: dict[int, list[Credit]] = {}
    for line in earlier:
        months = range(line.first_month.month, line.first_month.month + line.months)
        for month in months:
            credits.setdefault(line.year, []).append(Credit(month, line.credited / line.months))
    years: dict[int, AccountYear] = {}
    opening = ZERO
    for year in range(min(credits), this_year) if credits else ():
        rate = rate_for(year, book)
        closed = close_year(opening, credits.get(year, ()), rate, Method.MONTH_PRODUCT)
        credited = closed.closing - opening - closed.interest
        years[year] = AccountYear(year, opening, credited, closed.interest, closed.closing)
        opening = closed.closing
    return years


def closing_before(
    this_year: int, years: Mapping[int, AccountYear], book: RuleBook | None
) -> Decimal:
    """Return the balance at last year's end, carried on from the last closing with interest."""
    closed = [year for year in years if year < this_year]
    if not closed:
        return ZERO
    balance = years[max(closed)].closing
    for year in range(max(closed) + 1, this_year):
        balance = close_year(balance, (), rate_for(year, book), Method.MONTH_PRODUCT).closing
    return balance
