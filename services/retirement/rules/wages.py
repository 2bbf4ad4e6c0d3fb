"""The average wage that one's own base is compared with, for an average index.

Places compare with their own average; those of earlier years were not at hand. The national one
stands in for an estimate, is said to, and never decides: a clerk confirms the index.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from law.documents import cite
from law.local_documents import NATIONAL_WAGES
from law.values import RuleBook, Unit, ValueNotInForce, rule, value
from law.wording import Text
from services.retirement.rules.counting import IndexYear

_FIRST = 1993
_WAGES = (
    3371, 4538, 5348, 5980, 6444, 7446, 8319, 9333, 10834, 12373, 13969, 15920, 18200, 20856,
    24721, 28898, 32244, 36539, 41799, 46769, 51483, 56360, 62029, 67569, 74318, 82413, 90501,
    97379, 106837, 114029, 120698, 124110,
)  # fmt: skip
AVERAGE_WAGE = rule(
    "pension.average-wage",
    Text("上年度城镇单位就业人员年平均工资", "Average yearly wage of the year before"),
    Unit.YUAN,
    *(
        value(wage, cite(NATIONAL_WAGES), date(year, 1, 1), date(year, 12, 31))
        for year, wage in enumerate(_WAGES, start=_FIRST + 1)
    ),
    by_year=True,
)
RULES = (AVERAGE_WAGE,)


def monthly_average(year: int, region: str, book: RuleBook | None = None) -> Decimal | None:
    """Return what the bases of a year are compared with; of later years that of the last known."""
    for day in (date(year, 1, 1), date(year - 1, 1, 1)):
        try:
            return AVERAGE_WAGE.number(day, book, region=region) / 12
        except ValueNotInForce:
            continue
    return None


def index_years(
    paid: Mapping[int, tuple[int, Decimal]], region: str, book: RuleBook | None = None
) -> tuple[IndexYear, ...]:
    """Return the years with their index: by year, the months and the mean base of a month."""
    rows = (
        (year, months, base, monthly_average(year, region, book))
        for year, (months, base) in sorted(paid.items())
    )
    return tuple(
        IndexYear(year, months, base, average)
        for year, months, base, average in rows
        if average is not None
    )


def by_year(periods: Iterable[tuple[date, int, Decimal]]) -> dict[int, tuple[int, Decimal]]:
    """Return the months and the mean base of each year; of first month, months and base."""
    sums: dict[int, tuple[int, Decimal]] = {}
    for first, months, base in periods:
        known, total = sums.get(first.year, (0, Decimal(0)))
        sums[first.year] = (known + months, total + base * months)
    return {year: (months, total / months) for year, (months, total) in sums.items() if months}
