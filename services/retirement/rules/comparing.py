"""The months of the window side by side: what each would bring, and when waiting has paid off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal

from law.money import CENT, ZERO
from law.values import RuleBook
from records.rules.contributions import month_number, month_of
from records.rules.pension_estimate import OLDEST
from records.rules.retirement import Category, minimum_months
from services.retirement.rules.counting import Counted
from services.retirement.rules.pension import Determination, PensionFacts, pension
from services.retirement.rules.profiles import PensionProfile, profile
from services.retirement.rules.windows import When, Window, notice_by, window

ONE = Decimal(1)
UNTIL_AGES = (75, 80, 85)


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What is known of somebody today, and how it goes on while they pay.

    `credit` is what each month paid adds to the personal account. No interest is added: what the
    accounts will earn is published year by year, and nobody knows it.
    """

    category: Category
    born: date
    region: str
    as_of: date
    paid_months: int
    deemed_months: int
    index: Decimal
    account: Decimal
    credit: Decimal
    goes_on: bool = True


@dataclass(frozen=True, kw_only=True)
class Row:
    """One month of the window."""

    month: date
    when: When
    age_months: int
    counted_months: int
    minimum: int
    account: Decimal
    found: Determination
    notice_by: date | None

    @property
    def has_enough(self) -> bool:
        """Whether there are enough months then (the cliffs of the line of time)."""
        return self.counted_months >= self.minimum

    @property
    def total(self) -> Decimal:
        """The pension of a month."""
        return self.found.total

    def paid_until(self, age: int) -> Decimal:
        """Return what comes together from the first month until the month of an age."""
        months = age * 12 - self.age_months - 1
        return self.total * max(months, 0)


def project(outlook: Outlook, month: date, growth: Decimal = ZERO) -> tuple[int, Decimal]:
    """Return the months paid and the account by the end of a month in which somebody retires.

    What is paid a month grows each January by `growth`.
    """
    ahead = max(month_number(month) - month_number(outlook.as_of), 0)
    if not outlook.goes_on or not ahead:
        return outlook.paid_months, outlook.account
    account, factor, left = outlook.account, ONE, ahead
    in_year = min(left, 12 - outlook.as_of.month)
    while True:
        account += outlook.credit * factor * in_year
        left -= in_year
        if not left:
            return outlook.paid_months + ahead, account.quantize(CENT)
        factor, in_year = factor * (ONE + growth), min(left, 12)


def compare(
    outlook: Outlook,
    months: Iterable[date],
    growth: Decimal = ZERO,
    book: RuleBook | None = None,
) -> tuple[Row, ...]:
    """Return what each month would bring; raises `ValueNotInForce` where the place has no base.

    With a growth, the base of the place grows by it each year from the one that is known.
    """
    of = window(outlook.category, outlook.born, book)
    here = profile(outlook.region, outlook.as_of, book)
    known = here.base.valid_from.year
    grown: dict[int, PensionProfile] = {}
    rows = []
    for month in months:
        if month.year not in grown:
            grown[month.year] = _grown(here, growth, max(month.year - known, 0))
        rows.append(_row(outlook, of, month, growth, grown[month.year], book))
    return tuple(rows)


def _grown(here: PensionProfile, growth: Decimal, years: int) -> PensionProfile:
    if not growth or not years:
        return here
    base = (here.base.number * (ONE + growth) ** years).quantize(CENT)
    return replace(here, base=replace(here.base, number=base), is_provisional=True)


def _row(
    outlook: Outlook,
    of: Window,
    month: date,
    growth: Decimal,
    here: PensionProfile,
    book: RuleBook | None,
) -> Row:
    paid, account = project(outlook, month, growth)
    facts = PensionFacts(
        born=outlook.born,
        retires=month,
        counted=Counted(paid, outlook.deemed_months, 0, ()),
        index=outlook.index,
        account=account,
    )
    when = of.kind(month)
    return Row(
        month=month,
        when=when,
        age_months=facts.age_months,
        counted_months=facts.counted.total,
        minimum=minimum_months(month, book),
        account=account,
        found=pension(facts, here, on=outlook.as_of, book=book),
        notice_by=notice_by(month, book) if when is When.EARLY else None,
    )


def break_even(early: Decimal, later: Decimal, months_between: int) -> int | None:
    """Return after how many months the higher pension has made up for the months without one.

    Counted from the later retirement, without growth and interest; never where it is not higher.
    """
    if later <= early:
        return None
    return int((early * months_between / (later - early)).to_integral_value(ROUND_CEILING))


@dataclass(frozen=True)
class Card:
    """One of the three choices on the page: early, statutory, late."""

    row: Row
    breaks_even_after: int | None

    @property
    def breaks_even_age(self) -> int | None:
        """How old somebody is then, in months."""
        if self.breaks_even_after is None:
            return None
        return self.row.age_months + 1 + self.breaks_even_after

    @property
    def breaks_even_in(self) -> date | None:
        """The month in which waiting has paid off."""
        if self.breaks_even_after is None:
            return None
        return month_of(month_number(self.row.month) + 1 + self.breaks_even_after)


def cards(of: Window, rows: Sequence[Row]) -> tuple[Card, ...]:
    """Return early, statutory and late, each beside the one before; months once where they meet.

    Where the earliest month has gone by, the first that is left stands in its place.
    """
    by_month = {row.month: row for row in rows}
    first = min(by_month, default=of.earliest)
    wanted = dict.fromkeys((max(of.earliest, first), of.statutory, of.latest))
    found: list[Card] = []
    for month in wanted:
        row = by_month.get(month)
        if row is None:
            continue
        before = found[-1].row if found else None
        between = month_number(month) - month_number(before.month) if before else 0
        after = break_even(before.total, row.total, between) if before else None
        found.append(Card(row, after))
    return tuple(found)


def is_covered(born: date, month: date) -> bool:
    """Whether there is a divisor of the account for whoever retires in that month."""
    return month_number(month) <= month_number(born) + OLDEST * 12


def covered(of: Window, born: date) -> tuple[date, ...]:
    """Return the months of the window for which there is a divisor of the account."""
    return tuple(month for month in of.months if is_covered(born, month))
