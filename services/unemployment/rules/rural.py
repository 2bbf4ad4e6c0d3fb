"""The lump sum for workers from the countryside on contracts (失业保险条例 art. 21).

Who has worked a year without a break, and whose employer has paid, gets an allowance by the time
worked when the contract runs out or is ended early. How it is paid, and how much, each province
sets; many have ended it where such workers pay and draw like everybody else.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from law.documents import UNEMPLOYMENT_REGULATIONS, cite
from law.values import RuleBook, Unit, ValueNotInForce, rule, value
from law.wording import Basis, Text
from records.rules.contributions import month_number

BASIS = cite(UNEMPLOYMENT_REGULATIONS, "21")
LEAST_MONTHS = rule(
    "unemployment.rural-least-months",
    Text(
        "农民合同制工人一次性生活补助：最少连续工作月数", "Rural contract workers: months in a row"
    ),
    Unit.MONTHS,
    value(12, BASIS),
)
ENDED = rule(
    "unemployment.rural-ended",
    Text(
        "已取消农民合同制工人一次性生活补助（1为是）",
        "No lump sum for rural workers any more (1: so)",
    ),
    Unit.NUMBER,
    is_local=True,
)
AMOUNT = rule(
    "unemployment.rural-amount",
    Text(
        "农民合同制工人一次性生活补助：每月标准",
        "Lump sum for rural workers: a month of it",
    ),
    Unit.YUAN,
    is_local=True,
)
EACH_YEAR = rule(
    "unemployment.rural-months-a-year",
    Text("农民合同制工人一次性生活补助：每满一年的月数", "Months of the lump sum, each year"),
    Unit.MONTHS,
    is_local=True,
)
MOST = rule(
    "unemployment.rural-most-months",
    Text("农民合同制工人一次性生活补助：最多月数", "Most months of the lump sum"),
    Unit.MONTHS,
    is_local=True,
)
RULES = (LEAST_MONTHS, ENDED, AMOUNT, EACH_YEAR, MOST)


@dataclass(frozen=True, kw_only=True)
class Grant:
    """The lump sum in yuan: for so many whole years so many months of so much."""

    years: int
    months: int
    monthly: Decimal
    basis: Basis

    @property
    def amount(self) -> Decimal:
        """What is paid, to the fen."""
        return (self.monthly * self.months).quantize(Decimal("0.01"), ROUND_HALF_UP)


def in_a_row(months: tuple[date, ...]) -> int:
    """Return how many of the months paid follow each other without a gap, up to the last one."""
    numbers = [month_number(each) for each in months]
    count = 0
    for number in reversed(numbers):
        if count and number != numbers[-1] - count:
            break
        count += 1
    return count


def is_ended(region: str, on: date, book: RuleBook | None = None) -> bool:
    """Whether a verified text of the place says that it is paid no more."""
    try:
        found = ENDED.on(on, book, region=region)
    except ValueNotInForce:
        return False
    return bool(found.number) and found.basis.verified


def grant(months: int, region: str, on: date, book: RuleBook | None = None) -> Grant:
    """Return the lump sum for months worked in a row; raises `ValueNotInForce`.

    It is raised where the place has no numbers, and then a clerk works the amount out.
    """
    monthly = AMOUNT.on(on, book, region=region)
    years = months // 12
    earned = years * EACH_YEAR.count(on, book, region=region)
    with suppress(ValueNotInForce):  # else no text of the place says at most how many
        earned = min(earned, MOST.count(on, book, region=region))
    return Grant(years=years, months=earned, monthly=monthly.number, basis=monthly.basis)
