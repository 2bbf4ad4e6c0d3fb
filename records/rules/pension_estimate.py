"""An estimate of the monthly pension (国发〔2005〕38号 part 6 and its annex)."""

from collections.abc import Callable
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
# Thirds of a year are never written out: what they leave behind the twelfth decimal is no number.
FINE = Decimal("0.000000000001")


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """What the monthly pension would be; the agency's own calculation counts."""

    basic_pension: Decimal
    account_pension: Decimal
    transitional_pension: Decimal
    monthly_total: Decimal
    divisor: Decimal


@dataclass(frozen=True, kw_only=True)
class Transition:
    """How a place reckons the time before the accounts (过渡性养老金).

    `base` and `index` take the place of the usual ones where a place has its own; `on_half`: on
    half of the base and half of the indexed wage, as the basic part is.
    """

    years: Decimal
    coefficient: Decimal
    base: Decimal | None = None
    index: Decimal | None = None
    on_half: bool = False


NO_TRANSITION = Transition(years=ZERO, coefficient=ZERO)


def divisor_at(years: int, months: int, *, on: date, book: RuleBook | None = None) -> Decimal:
    """Return the divisor by month of age: between two birthdays in a straight line, one decimal.

    No national table by month was found; determinations of twelve provinces agree with this.
    """
    here = DIVISORS[years].number(on, book)
    next_year = DIVISORS[years + 1].number(on, book) if months else here
    return (here - (here - next_year) * months / 12).quantize(ONE_DECIMAL, ROUND_HALF_UP)


def basic_part(
    base: Decimal, index: Decimal, years: Decimal, share: Decimal, low_index: Decimal | None = None
) -> Decimal:
    """Return the basic pension, not rounded: on half of the base and half of the indexed wage.

    Where a place has a `low_index`, the base itself is cut for whoever paid on less than that.
    """
    of_base = base
    if low_index is not None and index < low_index:
        of_base = base * (index / low_index)
    return (of_base + base * index) / 2 * years * share


def transitional_part(base: Decimal, index: Decimal, transition: Transition) -> Decimal:
    """Return the transitional pension, not rounded."""
    own_base = base if transition.base is None else transition.base
    indexed = own_base * (index if transition.index is None else transition.index)
    of = (own_base + indexed) / 2 if transition.on_half else indexed
    return of * transition.years * transition.coefficient


def estimate_pension(
    *,
    age_years: int,
    age_months: int,
    local_base: Decimal,
    average_index: Decimal,
    contribution_years: Decimal,
    personal_account: Decimal,
    on: date,
    transition: Transition = NO_TRANSITION,
    low_index: Decimal | None = None,
    rounded: Callable[[Decimal], Decimal] = round_half_up,
    book: RuleBook | None = None,
) -> Estimate:
    """Return basic + account + transitional pension; the years include the deemed ones.

    The calculator, the forecast and the decision all ask this: an estimate can differ from what is
    decided by its facts and by nothing else. `rounded` rounds each part once, at its end.
    """
    divisor = divisor_at(age_years, age_months, on=on, book=book)
    share = BASIC_SHARE.number(on, book)
    exact = (
        basic_part(local_base, average_index, contribution_years, share, low_index),
        personal_account / divisor,
        transitional_part(local_base, average_index, transition),
    )
    basic, account, transitional = (rounded(each.quantize(FINE)) for each in exact)
    return Estimate(
        basic_pension=basic,
        account_pension=account,
        transitional_pension=transitional,
        monthly_total=basic + account + transitional,
        divisor=divisor,
    )
