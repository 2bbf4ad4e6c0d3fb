"""Interest on pension personal accounts: yearly national rates and two methods of counting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accounts.rules.documents import PENSION_ACCOUNT_INTEREST, PENSION_INTEREST, cite
from accounts.rules.money import ZERO, round_half_up
from accounts.rules.wording import Text

RATES_BASIS = cite(PENSION_INTEREST)
METHODS_BASIS = cite(PENSION_ACCOUNT_INTEREST)
# 劳办发〔1997〕116号 prints the factor with three decimals. Often miscopied with the 1.083 outside
# the bracket, which would pay 8.3% on top of every contribution.
ANNUAL_FACTOR = Decimal("1.083") / 2


@dataclass(frozen=True)
class Rate:
    """The rate published for one year (人社部发〔2017〕31号); `verified`: read in the notice."""

    year: int
    rate: Decimal
    verified: bool = False


# Before 2016 every province set its own rate; the rate for a year is published the year after.
RATES = (
    Rate(2016, Decimal("0.0831"), verified=True),
    Rate(2017, Decimal("0.0712")),
    Rate(2018, Decimal("0.0829")),
    Rate(2019, Decimal("0.0761")),
    Rate(2020, Decimal("0.0604")),
    Rate(2021, Decimal("0.0669")),
    Rate(2022, Decimal("0.0612")),
    Rate(2023, Decimal("0.0397")),
    Rate(2024, Decimal("0.0262")),
)
PUBLISHED_RATES: Mapping[int, Decimal] = {rate.year: rate.rate for rate in RATES}


class Method(StrEnum):
    """How the contributions of the running year earn interest."""

    MONTH_PRODUCT = "month-product"
    ANNUAL = "annual"


class RateNotPublished(LookupError):
    """No national rate is published for the year."""

    code = "rate_not_published"

    def __init__(self, year: int) -> None:
        super().__init__(f"no interest rate is published for {year}")
        self.year = year
        self.message = Text(
            f"{year}年没有全国公布的个人账户记账利率，请填写上年末个人账户储存额。",
            f"No national interest rate is published for {year}. Please give the account balance "
            "at the end of last year.",
        )


@dataclass(frozen=True)
class Credit:
    """What was credited to the account in one month (1 to 12)."""

    month: int
    amount: Decimal


@dataclass(frozen=True)
class YearOfInterest:
    """One year of an account; the closing balance is exactly the sum of its parts."""

    interest_on_opening: Decimal
    interest_on_credits: Decimal
    closing: Decimal

    @property
    def interest(self) -> Decimal:
        """All interest of the year."""
        return self.interest_on_opening + self.interest_on_credits


def rate_for(year: int, rates: Mapping[int, Decimal] = PUBLISHED_RATES) -> Decimal:
    """Return the rate of a year, or say that none is published."""
    if year not in rates:
        raise RateNotPublished(year)
    return rates[year]


def close_year(
    opening: Decimal, credits: Iterable[Credit], rate: Decimal, method: Method
) -> YearOfInterest:
    """Close a year: interest on what was there and on what came in, rounded at the year's end."""
    credited = list(credits)
    on_opening = round_half_up(opening * rate)
    on_credits = round_half_up(_INTEREST_ON_CREDITS[method](credited, rate))
    principal = sum((credit.amount for credit in credited), ZERO)
    return YearOfInterest(on_opening, on_credits, opening + principal + on_opening + on_credits)


def _by_month_product(credits: list[Credit], rate: Decimal) -> Decimal:
    """Return r/12 × Σ credit × months it lay in the account, its own month included."""
    product = sum((credit.amount * (13 - credit.month) for credit in credits), ZERO)
    return product * rate / 12


def _by_year(credits: list[Credit], rate: Decimal) -> Decimal:
    """Return credits × r × 1.083 × ½: on average a month's credit lies there six and a half."""
    return sum((credit.amount for credit in credits), ZERO) * rate * ANNUAL_FACTOR


_INTEREST_ON_CREDITS = {Method.MONTH_PRODUCT: _by_month_product, Method.ANNUAL: _by_year}
