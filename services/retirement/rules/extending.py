"""Paying on after the age until it is enough (社会保险法 art. 16; 人社部令第13号 art. 2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from law.documents import SOCIAL_INSURANCE_LAW
from law.money import round_half_up
from law.values import RuleBook, ValueNotInForce
from law.wording import Basis
from records.rules.contributions import month_number, month_of
from records.rules.flexible_values import LEAST, MOST, PENSION_BASE, PENSION_RATE, YEAR_ENDS
from records.rules.retirement import minimum_months
from services.retirement.rules.values import EXTENSION_MONTHS

LONGEST = 600


@dataclass(frozen=True)
class Cost:
    """What paying on costs a month, at the lowest and the highest base that a place names.

    `of_year` is the year of the bases: those of later years are not known yet.
    """

    least: Decimal
    most: Decimal
    rate: Decimal
    of_year: int
    basis: Basis


def cost(region: str, on: date, book: RuleBook | None = None) -> Cost:
    """Return what a month costs somebody who pays alone; raises `ValueNotInForce`.

    Bases are set each July: until those of the year are loaded, the last ones are shown.
    """
    day = on
    try:
        least = PENSION_BASE.on(day, book, region=region, key=(LEAST,))
    except ValueNotInForce:
        day = min(on, YEAR_ENDS)
        least = PENSION_BASE.on(day, book, region=region, key=(LEAST,))
    most = PENSION_BASE.on(day, book, region=region, key=(MOST,))
    rate = PENSION_RATE.number(day, book, region=region)
    return Cost(
        least=round_half_up(least.number * rate),
        most=round_half_up(most.number * rate),
        rate=rate,
        of_year=least.valid_from.year,
        basis=least.basis,
    )


@dataclass(frozen=True)
class Extension:
    """How many months are missing, and when paying month by month would be enough.

    `at_once_from`: the month from which the rest may be paid at once, for those insured before
    the law came.
    """

    short: int
    first: date
    until: date
    at_once_from: date | None

    @property
    def pension_from(self) -> date:
        """The month after the last one that is missing."""
        return month_of(month_number(self.until) + 1)


def extension(
    statutory: date, paid_months: int, first_insured: date | None, book: RuleBook | None = None
) -> Extension | None:
    """Return what is missing for whoever has come of age; nothing where there is enough.

    The minimum rises while one pays: the month in which one really retires decides.
    """
    if paid_months >= minimum_months(statutory, book):
        return None
    start = month_number(statutory)
    for more in range(1, LONGEST):
        month = month_of(start + more)
        if paid_months + more >= minimum_months(month, book):
            return Extension(
                short=more,
                first=month_of(start + 1),
                until=month,
                at_once_from=_at_once_from(statutory, more, first_insured, book),
            )
    raise ValueError("nobody has to pay for fifty years after the age")


def _at_once_from(
    statutory: date, more: int, first_insured: date | None, book: RuleBook | None
) -> date | None:
    if first_insured is None or first_insured >= SOCIAL_INSURANCE_LAW.effective_on:
        return None
    after = EXTENSION_MONTHS.count(max(statutory, EXTENSION_MONTHS.values[0].valid_from), book)
    return month_of(month_number(statutory) + after + 1) if more > after else None
