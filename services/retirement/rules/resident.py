"""The pension of residents (城乡居民养老保险): a basic part of the place, and the account by 139.

国发〔2014〕8号 arts. 5 to 8. The basic part is set by each place, never below the national one, so
only the number of the place is paid; without one a clerk works it out.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from law.documents import cite
from law.local_documents import RESIDENT_PENSION
from law.money import ZERO, round_half_up
from law.values import NATIONAL, RuleBook, Unit, ValueNotInForce, rule, value
from law.wording import Basis, Text
from records.rules.contributions import month_number, month_of

AGES, AMOUNTS, MONTHS = (
    cite(RESIDENT_PENSION, "7", verified=False),
    cite(RESIDENT_PENSION, "6", verified=False),
    cite(RESIDENT_PENSION, "7", verified=False),
)
AGE = rule(
    "resident-pension.age",
    Text("城乡居民养老保险领取年龄", "Age of the residents' pension"),
    Unit.YEARS,
    value(60, AGES),
)
LEAST_MONTHS = rule(
    "resident-pension.least-months",
    Text("城乡居民养老保险最低缴费月数", "Months needed for the residents' pension"),
    Unit.MONTHS,
    value(180, MONTHS),
)
BASIC = rule(
    "resident-pension.basic",
    Text("城乡居民基础养老金（每月）", "Basic part of the residents' pension, a month"),
    Unit.YUAN,
    # The least in the country; what a place pays is its own number.
    value(123, AMOUNTS, valid_from=date(2024, 1, 1)),
)
DIVISOR = rule(
    "resident-pension.divisor",
    Text("城乡居民养老保险计发月数", "Divisor of the residents' account"),
    Unit.NUMBER,
    value(139, AMOUNTS),
)
RULES = (AGE, LEAST_MONTHS, BASIC, DIVISOR)


@dataclass(frozen=True)
class ResidentPension:
    """A residents' pension of a month: the account's part, and the basic one where it is known."""

    account: Decimal
    divisor: int
    basic: Decimal | None
    basic_basis: Basis
    least_basic: Decimal

    @property
    def of_account(self) -> Decimal:
        """What the account pays a month."""
        return round_half_up(self.account / self.divisor)

    @property
    def total(self) -> Decimal | None:
        """The whole of a month, where the place's basic part is known."""
        return None if self.basic is None else self.basic + self.of_account


def of_age_from(born: date, book: RuleBook | None = None) -> date:
    """Return the month in which somebody turns the age; the pension begins with the next one."""
    months = AGE.count(max(born, RESIDENT_PENSION.effective_on), book) * 12
    return month_of(month_number(born.replace(day=1)) + months)


def first_month(born: date, filed: date, book: RuleBook | None = None) -> date:
    """Return the first month paid each month: after the age, and none before the application.

    The opinions do not say whether months between them are paid back: a clerk enters what the
    place pays of them.
    """
    after = month_of(month_number(of_age_from(born, book)) + 1)
    return max(after, filed.replace(day=1))


def resident_pension(
    account: Decimal, region: str, on: date, book: RuleBook | None = None
) -> ResidentPension:
    """Return the pension of a month; raises `ValueNotInForce` before the scheme began."""
    least = BASIC.on(on, book)
    try:
        held = BASIC.on(on, book, region=region)
    except ValueNotInForce:
        held = least
    is_local = held.region != NATIONAL
    return ResidentPension(
        account=account if account > ZERO else ZERO,
        divisor=DIVISOR.count(on, book),
        basic=held.number if is_local else None,
        basic_basis=held.basis,
        least_basic=least.number,
    )
