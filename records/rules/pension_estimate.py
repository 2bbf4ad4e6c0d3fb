"""An estimate of the monthly pension (国发〔2005〕38号 part 6 and its annex)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from law.documents import (
    PENSION_REFORM,
    SOCIAL_INSURANCE_LAW,
    cite,
)
from law.money import ZERO, round_half_up
from law.values import RuleBook, Unit, rule, value
from law.wording import Text

ESTIMATE_BASIS = (cite(SOCIAL_INSURANCE_LAW, "15"), cite(PENSION_REFORM, "6"))

# 国发〔2005〕38号, annex: months for which the personal account must last, by full years of age.
_DIVISORS = (
    233, 230, 226, 223, 220, 216, 212, 208, 204, 199,
    195, 190, 185, 180, 175, 170, 164, 158, 152, 145,
    139, 132, 125, 117, 109, 101, 93, 84, 75, 65, 56,
)  # fmt: skip
DIVISORS = {
    age: rule(
        f"pension.divisor-at-{age}",
        Text(f"{age}岁退休的计发月数", f"Divisor of the personal account at the age of {age}"),
        Unit.MONTHS,
        value(months, cite(PENSION_REFORM, "6")),
    )
    for age, months in enumerate(_DIVISORS, start=40)
}
YOUNGEST, OLDEST = min(DIVISORS), max(DIVISORS)
BASIC_SHARE = rule(
    "pension.basic-share-of-a-year",
    Text("基础养老金每缴费一年的比例", "Basic pension for each year of contributions"),
    Unit.RATE,
    value("0.01", cite(PENSION_REFORM, "6")),
)
ONE_DECIMAL = Decimal("0.1")


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """What the monthly pension would be; the agency's own calculation counts."""

    basic_pension: Decimal
    account_pension: Decimal
    transitional_pension: Decimal
    monthly_total: Decimal
    divisor: Decimal


def divisor_at(years: int, months: int, *, on: date, book: RuleBook | None = None) -> Decimal:
    """Return the divisor by month of age: between two birthdays in a straight line, one decimal.

    No national table by month was found; determinations of twelve provinces agree with this.
    """
    here = DIVISORS[years].number(on, book)
    next_year = DIVISORS[years + 1].number(on, book) if months else here
    return (here - (here - next_year) * months / 12).quantize(ONE_DECIMAL, ROUND_HALF_UP)


def estimate_pension(
    *,
    age_years: int,
    age_months: int,
    local_base: Decimal,
    average_index: Decimal,
    contribution_years: Decimal,
    personal_account: Decimal,
    on: date,
    deemed_months: Decimal | int = 0,
    transition_coefficient: Decimal = ZERO,
    transition_base: Decimal | None = None,
    book: RuleBook | None = None,
) -> Estimate:
    """Return basic + account + transitional pension; the years include the deemed ones.

    Some provinces publish two bases: the transitional part is then reckoned with its own.
    """
    divisor = divisor_at(age_years, age_months, on=on, book=book)
    indexed = local_base * average_index
    share = BASIC_SHARE.number(on, book)
    basic = round_half_up((local_base + indexed) / 2 * contribution_years * share)
    account = round_half_up(personal_account / divisor)
    before = local_base if transition_base is None else transition_base
    transitional = round_half_up(
        before * average_index * deemed_months * transition_coefficient / 12
    )
    return Estimate(
        basic_pension=basic,
        account_pension=account,
        transitional_pension=transitional,
        monthly_total=basic + account + transitional,
        divisor=divisor,
    )
