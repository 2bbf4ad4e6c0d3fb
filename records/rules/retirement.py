"""Retirement: the age reached step by step, and the months needed.

国务院关于渐进式延迟法定退休年龄的办法 arts. 1 and 2.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from law.documents import (
    PENSION_UNIFICATION,
    RETIREMENT_DECISION,
    RETIREMENT_MEASURES,
    RETIREMENT_OLD_AGES,
    SOCIAL_INSURANCE_LAW,
    cite,
)
from law.values import Rule, RuleBook, Unit, ValueNotInForce, rule, value
from law.wording import Text
from records.rules.contributions import month_number, month_of
from records.rules.pension_estimate import BASIC_SHARE

AGE_BASIS = (
    cite(RETIREMENT_DECISION, "1"),
    cite(RETIREMENT_MEASURES, "1"),
    cite(RETIREMENT_MEASURES, "2"),
)

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
