"""A personal account that is shared out, inherited or looked ahead at; money in whole fen.

社会保险法 art. 14: it is not drawn early, earns interest, and is inherited.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from law.documents import SOCIAL_INSURANCE_LAW, cite
from law.money import from_fen, round_half_up, to_fen
from law.values import RELEASE, RuleBook
from law.wording import Text
from records.rules.contributions import month_number
from records.rules.interest import Credit, published_rates

INHERITANCE_BASIS = cite(SOCIAL_INSURANCE_LAW, "14")
MONTHS_OF_A_YEAR = 12
LONGEST_PROJECTION = 60  # years
SHARES_NOT_WHOLE = Text(
    "各继承人的份额合计应当等于1。", "The shares of the heirs must add up to one."
)


class SharesNotWhole(ValueError):
    """Shares do not add up to one, or one of them is nothing or less (ENR14)."""

    message = SHARES_NOT_WHOLE


@dataclass(frozen=True)
class Inheritance:
    """What is paid out of an account after a death, in fen; `rate` is the one interest was by."""

    balance_fen: int
    interest_fen: int
    rate: Decimal
    rate_year: int
    months: int

    @property
    def total_fen(self) -> int:
        """Balance and interest."""
        return self.balance_fen + self.interest_fen

    def is_sure(self, died: date) -> bool:
        """Whether the rate of the year of death is published; otherwise the last one stands in."""
        return self.rate_year == died.year


@dataclass(frozen=True)
class YearRow:
    """One year of a projection, in fen; an estimate."""

    year: int
    opening_fen: int
    credited_fen: int
    interest_fen: int
    closing_fen: int
    rate: Decimal


def split(amount_fen: int, shares: Sequence[Fraction]) -> tuple[int, ...]:
    """Return an amount divided by shares, exactly: the fen left over go to the largest remainders.

    Of equal remainders the one that stands first in the list has it. Raises `SharesNotWhole`.
    """
    if sum(shares) != 1 or any(each <= 0 for each in shares):
        raise SharesNotWhole(SHARES_NOT_WHOLE.en)
    exact = [amount_fen * each for each in shares]
    parts = [each.numerator // each.denominator for each in exact]
    by_remainder = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for place in by_remainder[: amount_fen - sum(parts)]:
        parts[place] += 1
    return tuple(parts)


def last_rate(year: int, book: RuleBook = RELEASE) -> tuple[int, Decimal]:
    """Return the published rate of a year, or the last one before it, with the year it is of."""
    rates = published_rates(book)
    known = max((each for each in rates if each <= year), default=min(rates))
    return known, rates[known]


def inheritance(
    opening_fen: int, credited_this_year: Iterable[Credit], died: date, book: RuleBook = RELEASE
) -> Inheritance:
    """Return what is left with interest to the month of death, that month included.

    `opening_fen` is what lay there when the year began. Month products, as in a closed year; where
    the rate of the year is not published, the last one stands in, and the figure is not sure.
    """
    credits = list(credited_this_year)
    year, rate = last_rate(died.year, book)
    product = from_fen(opening_fen) * died.month
    product += sum(
        (each.amount * max(died.month + 1 - each.month, 0) for each in credits), Decimal(0)
    )
    balance = opening_fen + sum(to_fen(each.amount) for each in credits)
    interest = to_fen(product * rate / MONTHS_OF_A_YEAR)
    return Inheritance(balance, interest, rate, year, died.month)


def account_projection(
    opening_fen: int,
    monthly_fen: int,
    from_month: date,
    until: date,
    rate_table: Mapping[int, Decimal],
    *,
    growth: Decimal = Decimal(0),
) -> tuple[YearRow, ...]:
    """Return an account year by year, from one month to another, both included; an estimate.

    `rate_table` holds yearly rates; a year beyond it earns its last one. `growth` is by how much
    the monthly credit rises with each year. Raises `ValueError` beyond sixty years.
    """
    if until < from_month or until.year - from_month.year > LONGEST_PROJECTION:
        raise ValueError("a projection goes forward, and sixty years at most")
    rows: list[YearRow] = []
    held, monthly = opening_fen, from_fen(monthly_fen)
    for year in range(from_month.year, until.year + 1):
        first = max(month_number(from_month), month_number(date(year, 1, 1)))
        last = min(month_number(until), month_number(date(year, 12, 1)))
        rate = rate_table.get(year, rate_table[max(rate_table)])
        rows.append(_year(year, held, monthly, last - first + 1, rate))
        held = rows[-1].closing_fen
        monthly = round_half_up(monthly * (1 + growth))
    return tuple(rows)


def _year(year: int, opening_fen: int, monthly: Decimal, months: int, rate: Decimal) -> YearRow:
    credited = to_fen(monthly) * months
    lying = from_fen(opening_fen) * months + monthly * (months * (months + 1) // 2)
    interest = to_fen(lying * rate / MONTHS_OF_A_YEAR)
    return YearRow(year, opening_fen, credited, interest, opening_fen + credited + interest, rate)
