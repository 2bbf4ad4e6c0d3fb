"""How a place reckons a pension: its base, its rounding, and the time before the accounts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal

from law.money import round_half_up
from law.values import Rule, RuleBook, Value, ValueNotInForce
from services.retirement.rules.values import (
    AMOUNT_STEP,
    BASE,
    LOW_INDEX,
    ON_HALF,
    OWN_INDEX,
    OWN_PARTS,
    TOP_UPS,
    TRANSITION,
    YEARS_DECIMALS,
    YEARS_UP,
)


@dataclass(frozen=True, kw_only=True)
class PensionProfile:
    """What a place says of a pension that begins in a month.

    `is_provisional`: the base of that year is not published yet, and the last one stands in for it.
    """

    region: str
    base: Value
    is_provisional: bool
    transition: Value | None
    on_half: bool
    own_index: bool
    own_parts: bool
    has_extras: bool
    low_index: Decimal | None
    years_decimals: int | None
    years_up: bool
    amount_step: Decimal | None

    def years(self, months: int) -> Decimal:
        """Return months as the years that are multiplied with: exact, or as the place rounds."""
        exact = Decimal(months) / 12
        if self.years_decimals is None:
            return exact
        how = ROUND_UP if self.years_up else ROUND_HALF_UP
        return exact.quantize(Decimal(1).scaleb(-self.years_decimals), how)

    @property
    def rounded(self) -> Callable[[Decimal], Decimal]:
        """How each part is rounded once: to the fen.

        In which direction the places round that go further is not known: there a clerk looks.
        """
        return round_half_up

    @property
    def is_sure(self) -> bool:
        """Whether nothing is known to be missing, whatever somebody's life was like."""
        return not (self.has_extras or self.amount_step)


def profile(region: str, month: date, book: RuleBook | None = None) -> PensionProfile:
    """Return what is known of a place; raises `ValueNotInForce` where there is no base at all."""
    base = BASE.on(month, book, region=region)
    decimals = _value(YEARS_DECIMALS, month, region, book)
    low = _value(LOW_INDEX, month, region, book)
    step = _value(AMOUNT_STEP, month, region, book)
    return PensionProfile(
        region=region,
        base=base,
        is_provisional=base.valid_from.year != month.year,
        transition=_value(TRANSITION, month, region, book),
        on_half=_is(ON_HALF, month, region, book),
        own_index=_is(OWN_INDEX, month, region, book),
        own_parts=_is(OWN_PARTS, month, region, book),
        has_extras=_is(TOP_UPS, month, region, book),
        low_index=low.number if low and low.number else None,
        years_decimals=int(decimals.number) if decimals else None,
        years_up=_is(YEARS_UP, month, region, book),
        amount_step=step.number if step else None,
    )


def _value(of: Rule, month: date, region: str, book: RuleBook | None) -> Value | None:
    try:
        return of.on(month, book, region=region)
    except ValueNotInForce:
        return None


def _is(of: Rule, month: date, region: str, book: RuleBook | None) -> bool:
    found = _value(of, month, region, book)
    return bool(found and found.number)
