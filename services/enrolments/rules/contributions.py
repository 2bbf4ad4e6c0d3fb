"""What somebody without an employer pays each month: tiers, lines, first month.

社会保险法 arts. 10, 23 and 60; money in whole fen. Each line is rounded half up to the fen, and the
total is the sum of the rounded lines.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from law.money import from_fen, round_half_up, to_fen
from law.values import Rule, RuleBook, ValueNotInForce, reaches
from law.wording import Basis
from records.rules import flexible_values
from records.rules.contributions import month_number, month_of
from records.rules.flexible_values import LEAST, MOST
from records.rules.pension_estimate import BASIC_SHARE
from services.enrolments.rules import values
from services.enrolments.rules.values import FIRST

PENSION, MEDICAL, UNEMPLOYMENT = "pension", "medical", "unemployment"
SUPPLEMENT = "medical-supplement"
MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True)
class Tiers:
    """Which bases may be chosen in a place: a range in fen, and the listed ones where there are."""

    least_fen: int
    most_fen: int
    listed_fen: tuple[int, ...] | None
    basis: Basis

    def allows(self, fen: int) -> bool:
        """Whether a base may be chosen."""
        if self.listed_fen is not None:
            return fen in self.listed_fen
        return self.least_fen <= fen <= self.most_fen

    def nearest(self, fen: int) -> tuple[int, ...]:
        """Return the allowed bases next to one that is not: below and above, where they exist."""
        allowed = self.listed_fen or (self.least_fen, self.most_fen)
        below = [each for each in allowed if each < fen]
        above = [each for each in allowed if each > fen]
        return (*below[-1:], *above[:1])


@dataclass(frozen=True)
class Choice:
    """What somebody wants to pay for; `medical_tier` where a place has fixed amounts by tier."""

    insurances: tuple[str, ...]
    base_fen: int = 0
    medical_base_fen: int | None = None
    medical_tier: str = FIRST


@dataclass(frozen=True)
class DueLine:
    """What is owed for one month of one insurance, in fen: `amount = pooled + account`.

    `rate` is None for a fixed amount; `is_sure` only where every number was read in its text.
    """

    insurance: str
    base_fen: int
    rate: Decimal | None
    amount_fen: int
    pooled_fen: int
    account_fen: int
    basis: Basis

    @property
    def is_sure(self) -> bool:
        """Whether every number of it was read in the text that is cited."""
        return self.basis.verified


def tiers(region: str, insurance: str, month: date, book: RuleBook | None = None) -> Tiers:
    """Return which bases may be chosen for a month; raises `ValueNotInForce` where none is loaded.

    Medical insurance has the bases of old-age insurance where a place names none of its own.
    """
    of = flexible_values.PENSION_BASE
    if insurance == MEDICAL and _found(values.MEDICAL_BASE, region, month, book, (LEAST,)):
        of = values.MEDICAL_BASE
    least = of.on(month, book, region=region, key=(LEAST,))
    most = of.on(month, book, region=region, key=(MOST,))
    listed = _listed(region, month, book) if of is flexible_values.PENSION_BASE else ()
    return Tiers(to_fen(least.number), to_fen(most.number), listed or None, least.basis)


def _listed(region: str, month: date, book: RuleBook | None) -> tuple[int, ...]:
    rule = flexible_values.LISTED_BASES
    found = (_found(rule, region, month, book, key) for key in rule.keys)
    return tuple(sorted(to_fen(each) for each in found if each is not None))


def _found(
    rule: Rule, region: str, month: date, book: RuleBook | None, key: tuple[str, ...] = ()
) -> Decimal | None:
    try:
        return rule.number(month, book, region=region, key=key)
    except ValueNotInForce:
        return None


def monthly_lines(
    choice: Choice, region: str, month: date, book: RuleBook | None = None
) -> tuple[DueLine, ...]:
    """Return what is owed for a month, insurance by insurance.

    Raises `ValueNotInForce` where a number of the place is not loaded: nothing is guessed.
    """
    lines: list[DueLine] = []
    if PENSION in choice.insurances:
        lines.append(_pension(choice, region, month, book))
    if MEDICAL in choice.insurances:
        lines += _medical(choice, region, month, book)
    if UNEMPLOYMENT in choice.insurances:
        lines.append(
            _line(UNEMPLOYMENT, choice.base_fen, values.UNEMPLOYMENT_RATE, region, month, book)
        )
    return tuple(lines)


def total_fen(lines: tuple[DueLine, ...]) -> int:
    """Return the sum of the rounded lines."""
    return sum(each.amount_fen for each in lines)


def _pension(choice: Choice, region: str, month: date, book: RuleBook | None) -> DueLine:
    tiers(region, PENSION, month, book)  # the bases of that year have to be known
    own = flexible_values.ACCOUNT_RATE.number(month, book, region=region)
    base = choice.base_fen
    return _line(PENSION, base, flexible_values.PENSION_RATE, region, month, book, account_rate=own)


def _medical(
    choice: Choice, region: str, month: date, book: RuleBook | None
) -> tuple[DueLine, ...]:
    if _found(values.MEDICAL_AMOUNT, region, month, book) is not None:
        fixed = values.MEDICAL_AMOUNT.on(month, book, region=region)
        return (_fixed(to_fen(fixed.number), fixed.basis),)
    tier = (choice.medical_tier,)
    if _found(values.MEDICAL_YEAR, region, month, book, tier) is not None:
        year = values.MEDICAL_YEAR.on(month, book, region=region, key=tier)
        return (_fixed(to_fen(year.number / MONTHS_OF_A_YEAR), year.basis),)
    tiers(region, MEDICAL, month, book)
    base = _medical_base(choice, region, month, book)
    line = _line(MEDICAL, base, values.MEDICAL_RATE, region, month, book)
    if _found(values.MEDICAL_SUPPLEMENT, region, month, book) is None:
        return (line,)
    return line, _line(SUPPLEMENT, base, values.MEDICAL_SUPPLEMENT, region, month, book)


def _medical_base(choice: Choice, region: str, month: date, book: RuleBook | None) -> int:
    """Return the chosen base; of a place with bases of its own the lowest, where none was chosen.

    Where those are one and the same, there is nothing to choose.
    """
    if choice.medical_base_fen is not None:
        return choice.medical_base_fen
    least = _found(values.MEDICAL_BASE, region, month, book, (LEAST,))
    return choice.base_fen if least is None else to_fen(least)


def _fixed(fen: int, basis: Basis) -> DueLine:
    return DueLine(MEDICAL, 0, None, fen, fen, 0, basis)


def _line(
    insurance: str,
    base_fen: int,
    of: Rule,
    region: str,
    month: date,
    book: RuleBook | None,
    *,
    account_rate: Decimal = Decimal(0),
) -> DueLine:
    rate = of.on(month, book, region=region)
    amount = to_fen(from_fen(base_fen) * rate.number)
    account = to_fen(from_fen(base_fen) * account_rate)
    return DueLine(insurance, base_fen, rate.number, amount, amount - account, account, rate.basis)


def fixed_tiers(region: str, book: RuleBook) -> tuple[str, ...]:
    """Return the tiers by which medical insurance costs a fixed amount in a place, on any day.

    Of one amount for everybody there is one tier, of a share of a base none.
    """
    places = reaches(region)
    of_amount = {place for place, _key in book.cells(values.MEDICAL_AMOUNT)}
    if of_amount & set(places):
        return (FIRST,)
    return tuple(
        sorted({key[0] for place, key in book.cells(values.MEDICAL_YEAR) if place in places})
    )


def month_begin(day: date) -> date:
    """Return the first day of a month."""
    return day.replace(day=1)


def earliest_month(on: date, region: str, book: RuleBook | None = None) -> date:
    """Return the first month that may be enrolled: this one, or a past one where a place allows."""
    back = _found(values.PAST_MONTHS, region, on, book)
    return month_of(month_number(on) - int(back or 0))


def latest_month(on: date) -> date:
    """Return the last month from which one may begin: the next one."""
    return month_of(month_number(on) + 1)


def first_month(asked: date, on: date, region: str, book: RuleBook | None = None) -> date:
    """Return the month from which somebody is enrolled who asks for one: that, or the nearest."""
    wanted = month_begin(asked)
    return min(max(wanted, earliest_month(on, region, book)), latest_month(on))


def resident_due(
    kind: str, tier: str, region: str, month: date, book: RuleBook | None = None
) -> DueLine:
    """Return a resident's own part of medical insurance for a year; raises `ValueNotInForce`."""
    year = values.RESIDENT_MEDICAL.on(month, book, region=region, key=(kind, tier))
    return _fixed(to_fen(year.number), year.basis)


def yearly_gain(base_fen: int, local_base: Decimal, month: date) -> Decimal:
    """Return, in yuan, by how much a year at a base raises the monthly basic pension.

    国发〔2005〕38号 part 6: one hundredth of half the local base and half one's own, for each year.
    It is an estimate: the local base of the year of retirement counts.
    """
    share = BASIC_SHARE.number(month)
    return round_half_up((local_base + from_fen(base_fen)) / 2 * share)
