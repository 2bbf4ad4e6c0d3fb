"""What was paid for a person: periods with one base, and the years of a personal account."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from law.money import ZERO

EMPLOYEE, RESIDENT = "employee", "resident"


class ContributionPeriod(NamedTuple):
    """Months in a row with the same monthly base and rates (first days of months).

    A tuple: a working life can have hundreds of them, and they are made and cut often.
    """

    region: str
    first_month: date
    last_month: date
    base: Decimal
    account_rate: Decimal
    employer_rate: Decimal
    personal_rate: Decimal
    paid: bool = True
    personal_arrears: bool = False
    stays: bool = False  # cannot be moved (人社厅发〔2019〕94号 art. 3)
    scheme: str = EMPLOYEE

    @property
    def months(self) -> int:
        """How many months the period has."""
        return month_number(self.last_month) - month_number(self.first_month) + 1

    @property
    def counts(self) -> bool:
        """Whether its months count and move money: not while they are owed, or have to stay."""
        return self.paid and not self.personal_arrears and not self.stays


@dataclass(frozen=True)
class AccountYear:
    """One closed year of a personal account."""

    year: int
    opening: Decimal
    credited: Decimal
    interest: Decimal
    closing: Decimal
    credited_personal: Decimal = ZERO


def month_number(day: date) -> int:
    """Return months counted through, so that months in a row are numbers in a row."""
    return day.year * 12 + day.month - 1


def month_of(number: int) -> date:
    """Return the first day of the month with that number."""
    return date(number // 12, number % 12 + 1, 1)


def by_year(periods: Iterable[ContributionPeriod]) -> Iterator[ContributionPeriod]:
    """Cut every period at the turn of the year, as forms and accounts need it."""
    for period in periods:
        if period.first_month.year == period.last_month.year:
            yield period
            continue
        for year in range(period.first_month.year, period.last_month.year + 1):
            yield period._replace(
                first_month=max(period.first_month, date(year, 1, 1)),
                last_month=min(period.last_month, date(year, 12, 1)),
            )
