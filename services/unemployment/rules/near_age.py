"""Close to the pension age: benefit runs on to it, and the pension contribution is paid back.

人社部发〔2024〕76号, 2025-01-01 to 2039-12-31: under a year from the statutory age.
"""

from dataclasses import dataclass
from datetime import date

from law.documents import cite
from law.unemployment_documents import NEAR_RETIREMENT
from law.values import RuleBook, Unit, ValueNotInForce, rule, value
from law.wording import Basis, Text
from records.rules.contributions import month_number, month_of
from records.rules.retirement import Category, retirement_of

BASIS = cite(NEAR_RETIREMENT, "1")
PAID_BACK = cite(NEAR_RETIREMENT, "2")
UNTIL = date(2039, 12, 31)
WITHIN = rule(
    "unemployment.near-age-months",
    Text("距法定退休年龄不足几个月，可领至退休", "Fewer months to the age than this: until then"),
    Unit.MONTHS,
    value(12, BASIS, NEAR_RETIREMENT.effective_on, UNTIL),
)
RULES = (WITHIN,)


@dataclass(frozen=True, kw_only=True)
class ToAge:
    """The month of the age, and how many months lie before it, that month included."""

    month: date
    months: int
    basis: Basis

    @property
    def from_month(self) -> date:
        """From which month on the contribution is asked back, once."""
        return month_of(month_number(self.month) + 1)


def month_of_age(born_on: date, category: Category) -> date:
    """Return the month in which the statutory age is reached."""
    return retirement_of(category, born_on).retirement_month


def to_age(
    born_on: date, category: Category, first_month: date, book: RuleBook | None = None
) -> ToAge | None:
    """Return how long it is drawn on until the age; nothing for whoever is further from it.

    The month of the age is the last one that is paid.
    """
    try:
        within = WITHIN.on(first_month, book)
    except ValueNotInForce:
        return None
    month = month_of_age(born_on, category)
    left = month_number(month) - month_number(first_month) + 1
    if left < 1 or left > within.number:
        return None
    return ToAge(month=month, months=left, basis=within.basis)


def has_reached(born_on: date, category: Category, today: date) -> bool:
    """Whether the age was reached before this month."""
    return month_of_age(born_on, category) < today.replace(day=1)
