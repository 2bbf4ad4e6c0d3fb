"""Interest on pension personal accounts: yearly national rates and two methods of counting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from law.documents import PENSION_ACCOUNT_INTEREST, PENSION_INTEREST, cite
from law.money import ZERO, round_half_up
from law.values import RELEASE, RuleBook, Unit, Value, ValueNotInForce, rule, value
from law.wording import Text

RATES_BASIS = cite(PENSION_INTEREST)
METHODS_BASIS = cite(PENSION_ACCOUNT_INTEREST)


def _rate(year: int, rate: str, *, verified: bool = False) -> Value:
    """Return the rate published for one year; `verified`: read in the notice itself."""
    basis = cite(PENSION_INTEREST, verified=verified)
    return value(rate, basis, date(year, 1, 1), date(year, 12, 31))


# Before 2016 every province set its own rate; the rate for a year is published the year after.
INTEREST_RATE = rule(
    "pension.interest-rate",
    Text("职工养老保险个人账户记账利率（年）", "Yearly interest of pension personal accounts"),
    Unit.RATE,
    _rate(2016, "0.0831", verified=True),
    _rate(2017, "0.0712"),
    _rate(2018, "0.0829"),
    _rate(2019, "0.0761"),
    _rate(2020, "0.0604"),
    _rate(2021, "0.0669"),
    _rate(2022, "0.0612"),
    _rate(2023, "0.0397"),
    _rate(2024, "0.0262"),
    by_year=True,
)
# 劳办发〔1997〕116号 prints the factor with three decimals. Often miscopied with the 1.083 outside
# the bracket, which would pay 8.3% on top of every contribution.
ANNUAL_FACTOR = rule(
    "pension.annual-method-factor",
    Text("年度计算法系数（乘以½）", "Factor of the annual method (times ½)"),
    Unit.NUMBER,
    value("1.083", METHODS_BASIS),
)
RULES = (INTEREST_RATE, ANNUAL_FACTOR)


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


def rate_for(year: int, book: RuleBook | None = None) -> Decimal:
    """Return the rate of a year, or say that none is published."""
    try:
        return INTEREST_RATE.number(date(year, 12, 31), book)
    except ValueNotInForce as error:
        raise RateNotPublished(year) from error


def published_rates(book: RuleBook = RELEASE) -> dict[int, Decimal]:
    """Return the rate of every year for which one is published, the latest year first."""
    years = sorted({value.valid_from.year for value in book.values(INTEREST_RATE)}, reverse=True)
    return {year: rate_for(year, book) for year in years}


def close_year(
    opening: Decimal,
    credits: Iterable[Credit],
    rate: Decimal,
    method: Method,
    *,
    factor: Decimal = ANNUAL_FACTOR.values[-1].number,
) -> YearOfInterest:
    """Close a year: interest on what was there and on what came in, rounded at the year's end."""
    credited = list(credits)
    on_opening = round_half_up(opening * rate)
    earned = (
        _by_month_product(credited, rate)
        if method == Method.MONTH_PRODUCT
        else _by_year(credited, rate, factor)
    )
    on_credits = round_half_up(earned)
    principal = sum((credit.amount for credit in credited), ZERO)
    return YearOfInterest(on_opening, on_credits, opening + principal + on_opening + on_credits)


def interest_missed(
    credits: Mapping[int, Iterable[Credit]], before: int, book: RuleBook | None = None
) -> dict[int, Decimal]:
    """Return, by year, what credits would have earned up to the end of the year before `before`.

    `credits` are those of each year, amounts in yuan. Interest earns interest (劳办发〔1997〕116号,
    by the product of months). It stops at the first year whose rate nobody has published: the last
    year of the answer says how far it goes.
    """
    found: dict[int, Decimal] = {}
    balance = ZERO
    for year in range(min(credits, default=before), before):
        try:
            rate = rate_for(year, book)
        except RateNotPublished:
            break
        closed = close_year(balance, credits.get(year, ()), rate, Method.MONTH_PRODUCT)
        found[year], balance = closed.interest, closed.closing
    return found


def _by_month_product(credits: list[Credit], rate: Decimal) -> Decimal:
    """Return r/12 × Σ credit × months it lay in the account, its own month included."""
    product = sum((credit.amount * (13 - credit.month) for credit in credits), ZERO)
    return product * rate / 12


def _by_year(credits: list[Credit], rate: Decimal, factor: Decimal) -> Decimal:
    """Return credits × r × 1.083 × ½: on average a month's credit lies there six and a half."""
    return sum((credit.amount for credit in credits), ZERO) * rate * factor / 2
