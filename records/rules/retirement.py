"""Retirement: the age reached step by step, the months needed, and an estimate of the pension.

国务院关于渐进式延迟法定退休年龄的办法 arts. 1 and 2; 国发〔2005〕38号 part 6 and its annex.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from law.documents import (
    PENSION_REFORM,
    PENSION_UNIFICATION,
    RETIREMENT_DECISION,
    RETIREMENT_MEASURES,
    RETIREMENT_OLD_AGES,
    SOCIAL_INSURANCE_LAW,
    cite,
)
from law.money import ZERO, round_half_up
from law.values import Rule, RuleBook, Unit, ValueNotInForce, rule, value
from law.wording import Text
from records.rules.contributions import month_number, month_of

AGE_BASIS = (
    cite(RETIREMENT_DECISION, "1"),
    cite(RETIREMENT_MEASURES, "1"),
    cite(RETIREMENT_MEASURES, "2"),
)
ESTIMATE_BASIS = (cite(SOCIAL_INSURANCE_LAW, "15"), cite(PENSION_REFORM, "6"))

# Art. 2: fifteen years until 2029, then half a year more each year, up to twenty.
_STEPS = (*((year, 180 + 6 * (year - 2029)) for year in range(2030, 2039)), (2039, 240))
MINIMUM_MONTHS = rule(
    "retirement.minimum-months",
    Text("按月领取养老金的最低缴费月数", "Contribution months needed for a monthly pension"),
    Unit.MONTHS,
    value(180, cite(PENSION_UNIFICATION, "5")),
    value(180, cite(SOCIAL_INSURANCE_LAW, "16")),
    *(value(months, cite(RETIREMENT_MEASURES, "2"), date(year, 1, 1)) for year, months in _STEPS),
    by_year=True,
)

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


class Category(StrEnum):
    """Whose age it is; 50 or 55 for women depends on the post, not on the person."""

    MALE = "male"
    FEMALE_55 = "female-55"
    FEMALE_50 = "female-50"


@dataclass(frozen=True)
class Pace:
    """The old age, and how it rises: one month for every `step` months of birth, up to `cap`."""

    original_years: Rule
    step: Rule
    cap: Rule


def _pace(category: Category, whose: Text, years: int, step: int, cap: int) -> Pace:
    rises = cite(RETIREMENT_MEASURES, "1")
    return Pace(
        rule(
            f"retirement.{category}.original-age",
            Text(f"{whose.zh}原法定退休年龄", f"Old statutory age of {whose.en}"),
            Unit.YEARS,
            value(years, cite(RETIREMENT_OLD_AGES, "1")),
        ),
        rule(
            f"retirement.{category}.months-of-birth-for-a-month",
            Text(
                f"{whose.zh}每几个月延迟1个月",
                f"Months of birth for one month later, of {whose.en}",
            ),
            Unit.MONTHS,
            value(step, rises),
        ),
        rule(
            f"retirement.{category}.latest-delay",
            Text(f"{whose.zh}最多延迟月数", f"Longest delay of {whose.en}"),
            Unit.MONTHS,
            value(cap, rises),
        ),
    )


PACES = {
    Category.MALE: _pace(Category.MALE, Text("男职工", "men"), 60, step=4, cap=36),
    Category.FEMALE_55: _pace(
        Category.FEMALE_55,
        Text("原55岁退休女职工", "women who would have retired at 55"),
        55,
        step=4,
        cap=36,
    ),
    Category.FEMALE_50: _pace(
        Category.FEMALE_50,
        Text("原50岁退休女职工", "women who would have retired at 50"),
        50,
        step=2,
        cap=60,
    ),
}
RULES = (
    MINIMUM_MONTHS,
    *(each for pace in PACES.values() for each in (pace.original_years, pace.step, pace.cap)),
    BASIC_SHARE,
)


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


def retirement_of(category: Category, born: date, book: RuleBook | None = None) -> Retirement:
    """Return when somebody born in that month reaches the statutory age (art. 1)."""
    pace = PACES[category]
    old_age = _first_or_on(pace.original_years, born, book) * 12
    original = month_number(born) + old_age
    delay = _delay(pace, original, book)
    month = month_of(original + delay)
    years, months = divmod(old_age + delay, 12)
    return Retirement(
        original_month=month_of(original),
        delay_months=delay,
        retirement_month=month,
        age_years=years,
        age_months=months,
        minimum_contribution_months=minimum_months(month, book),
    )


def _delay(pace: Pace, original: int, book: RuleBook | None) -> int:
    """Return by how many months whoever reaches the old age in that month retires later."""
    try:
        step = pace.step.on(month_of(original), book)
    except ValueNotInForce:
        return 0
    after_first = original - month_number(step.valid_from)
    return min(after_first // int(step.number) + 1, pace.cap.count(month_of(original), book))


def minimum_months(month: date, book: RuleBook | None = None) -> int:
    """Return the contribution months needed by whoever retires in that month (art. 2)."""
    return _first_or_on(MINIMUM_MONTHS, month, book)


def _first_or_on(of: Rule, day: date, book: RuleBook | None) -> int:
    """Return the count of the day; for days before every text the first one is meant."""
    return of.count(max(day, of.values[0].valid_from), book)


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
