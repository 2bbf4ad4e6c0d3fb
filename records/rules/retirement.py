"""Retirement: the age reached step by step, the months needed, and an estimate of the pension.

国务院关于渐进式延迟法定退休年龄的办法 arts. 1 and 2; 国发〔2005〕38号 part 6 and its annex.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from accounts.rules.documents import (
    PENSION_REFORM,
    RETIREMENT_DECISION,
    RETIREMENT_MEASURES,
    SOCIAL_INSURANCE_LAW,
    cite,
)
from accounts.rules.money import ZERO, round_half_up
from records.rules.contributions import month_number, month_of

AGE_BASIS = (
    cite(RETIREMENT_DECISION, "1"),
    cite(RETIREMENT_MEASURES, "1"),
    cite(RETIREMENT_MEASURES, "2"),
)
ESTIMATE_BASIS = (cite(SOCIAL_INSURANCE_LAW, "15"), cite(PENSION_REFORM, "6"))

# Art. 2: fifteen years until 2029, then half a year more each year, up to twenty.
FEWEST_MONTHS, MOST_MONTHS, RISES_BY = 180, 240, 6
LAST_YEAR_OF_FEWEST = 2029

# 国发〔2005〕38号, annex: months for which the personal account must last, by full years of age.
DIVISORS = dict(
    enumerate(
        (
            233, 230, 226, 223, 220, 216, 212, 208, 204, 199,
            195, 190, 185, 180, 175, 170, 164, 158, 152, 145,
            139, 132, 125, 117, 109, 101, 93, 84, 75, 65, 56,
        ),
        start=40,
    )
)  # fmt: skip
YOUNGEST, OLDEST = min(DIVISORS), max(DIVISORS)
ONE_DECIMAL, ONE_PERCENT = Decimal("0.1"), Decimal("0.01")


class Category(StrEnum):
    """Whose age it is; 50 or 55 for women depends on the post, not on the person."""

    MALE = "male"
    FEMALE_55 = "female-55"
    FEMALE_50 = "female-50"


@dataclass(frozen=True)
class Pace:
    """How fast the age rises: one month later for every `step` months of birth, up to `cap`."""

    original_years: int
    first_birth: date
    step: int
    cap: int


PACES = {
    Category.MALE: Pace(60, date(1965, 1, 1), step=4, cap=36),
    Category.FEMALE_55: Pace(55, date(1970, 1, 1), step=4, cap=36),
    Category.FEMALE_50: Pace(50, date(1975, 1, 1), step=2, cap=60),
}


@dataclass(frozen=True)
class Retirement:
    """When one may retire: the old month, the delay, the new month, the age reached then."""

    original_month: date
    delay_months: int
    retirement_month: date
    age_years: int
    age_months: int
    minimum_contribution_months: int


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """What the monthly pension would be; the agency's own calculation counts."""

    basic_pension: Decimal
    account_pension: Decimal
    transitional_pension: Decimal
    monthly_total: Decimal
    divisor: Decimal


def retirement_of(category: Category, born: date) -> Retirement:
    """Return when somebody born in that month reaches the statutory age (art. 1)."""
    pace = PACES[category]
    delay = _delay(pace, born)
    original = month_number(born) + pace.original_years * 12
    month = month_of(original + delay)
    years, months = divmod(pace.original_years * 12 + delay, 12)
    return Retirement(
        original_month=month_of(original),
        delay_months=delay,
        retirement_month=month,
        age_years=years,
        age_months=months,
        minimum_contribution_months=minimum_months(month.year),
    )


def _delay(pace: Pace, born: date) -> int:
    after_first = month_number(born) - month_number(pace.first_birth)
    return 0 if after_first < 0 else min(after_first // pace.step + 1, pace.cap)


def minimum_months(year: int) -> int:
    """Return the contribution months needed by whoever retires in that year (art. 2)."""
    risen = FEWEST_MONTHS + RISES_BY * max(year - LAST_YEAR_OF_FEWEST, 0)
    return min(risen, MOST_MONTHS)


def divisor_at(years: int, months: int) -> Decimal:
    """Return the divisor by month of age: between two birthdays in a straight line, one decimal.

    No national table by month was found; determinations of twelve provinces agree with this.
    """
    here = Decimal(DIVISORS[years])
    lost = (here - DIVISORS[years + 1]) * months / 12 if months else Decimal(0)
    return (here - lost).quantize(ONE_DECIMAL, ROUND_HALF_UP)


def estimate_pension(
    *,
    age_years: int,
    age_months: int,
    local_base: Decimal,
    average_index: Decimal,
    contribution_years: Decimal,
    personal_account: Decimal,
    deemed_months: int = 0,
    transition_coefficient: Decimal = ZERO,
) -> Estimate:
    """Return basic + account + transitional pension; the years include the deemed ones."""
    divisor = divisor_at(age_years, age_months)
    indexed = local_base * average_index
    basic = round_half_up((local_base + indexed) / 2 * contribution_years * ONE_PERCENT)
    account = round_half_up(personal_account / divisor)
    transitional = round_half_up(indexed * deemed_months * transition_coefficient / 12)
    return Estimate(
        basic_pension=basic,
        account_pension=account,
        transitional_pension=transitional,
        monthly_total=basic + account + transitional,
        divisor=divisor,
    )
