"""What the fund pays of a claim: stays one by one, visits by the year, serious illness on top.

社会保险法 art. 28 and 医保发〔2022〕22号: the catalogue is that of the place of treatment,
everything else that of the place of insurance. In this order: the first share of the place, the
deductible in the lowest band, the bands, points or factor, the year's ceiling; rounded once, at
the sum of the fund.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from law.documents import SOCIAL_INSURANCE_LAW, cite
from law.money import ZERO, from_fen, round_half_up, to_fen
from law.values import Rule, RuleBook, Value, ValueNotInForce
from law.wording import Basis
from records.rules.elsewhere import Elsewhere, Same, Sheet
from records.rules.elsewhere import settle as settle_stay
from records.rules.medical_shares import Band, Grade, Home, Insured, home
from records.rules.medical_values import MOST_BANDS, band_key
from services.reimbursement.rules import values
from services.reimbursement.rules.lines import Scope

AT_HOME = Elsewhere(model=Same(), basis=cite(SOCIAL_INSURANCE_LAW, "28"))


@dataclass(frozen=True, kw_only=True)
class Before:
    """What was decided for somebody in a year of benefits before this claim; amounts in yuan.

    `covered` and `fund` of visits count alone for the deductible and the bands of the year; `paid`
    counts for the ceiling, `own` (in the catalogue) for serious illness.
    """

    stays: int = 0
    paid: Decimal = ZERO
    own: Decimal = ZERO
    visits_covered: Decimal = ZERO
    serious_paid: Decimal = ZERO


NOTHING_BEFORE = Before()


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A settlement with everything its letter prints."""

    scope: Scope
    deductible: Decimal
    sheet: Sheet
    before: Before
    ceiling: Decimal | None
    basis: Basis
    is_sure: bool
    is_stay: bool
    serious: Decimal | None = None

    @property
    def fund(self) -> Decimal:
        """What the fund pays, without serious illness."""
        return self.sheet.fund

    @property
    def paid(self) -> Decimal:
        """What is paid in all."""
        return self.fund + (self.serious or ZERO)

    @property
    def own(self) -> Decimal:
        """What is left to the person, in and outside the catalogue."""
        return self.scope.total - self.paid

    @property
    def is_below_deductible(self) -> bool:
        """Whether nothing is payable because the deductible was not exceeded."""
        return self.fund == 0 and not self.sheet.lines

    @property
    def is_at_ceiling(self) -> bool:
        """Whether the year's ceiling has taken something away."""
        return self.ceiling is not None and self.before.paid + self.fund >= self.ceiling


@dataclass(frozen=True, kw_only=True)
class Question:
    """A claim as it is reckoned: where insured, as whom, at which grade, when it ended."""

    region: str
    grade: Grade
    insured: Insured
    age: int
    on: date
    elsewhere: Elsewhere = AT_HOME
    before: Before = NOTHING_BEFORE


def settle(
    scope: Scope,
    deductible: Decimal,
    bands: Sequence[Band],
    paid_before: Decimal,
    ceiling: Decimal | None,
    elsewhere: Elsewhere | None = None,
) -> Sheet:
    """Return the sheet of one stay; `paid_before` and `ceiling` are those of its year."""
    left = None if ceiling is None else ceiling - paid_before
    return settle_stay(scope.covered, deductible, bands, elsewhere or AT_HOME, left=left)


# --- A stay ---------------------------------------------------------------------------------------
def stay(scope: Scope, asked: Question, book: RuleBook | None = None) -> Settled:
    """Return the settlement of a stay; raises `ValueNotInForce` where its place has no numbers."""
    counts = _aged(
        home(
            asked.region,
            asked.grade,
            asked.insured,
            nth_stay=asked.before.stays + 1,
            on=asked.on,
            book=book,
        ),
        asked,
        book,
    )
    ceiling = _local(values.CEILING, asked, book)
    most = ceiling.number if ceiling else None
    own = asked.elsewhere.deductible
    sheet = settle(scope, counts.deductible, counts.bands, asked.before.paid, most, asked.elsewhere)
    found = Settled(
        scope=scope,
        deductible=counts.deductible if own is None else own,
        sheet=sheet,
        before=asked.before,
        ceiling=most,
        basis=counts.basis,
        is_sure=counts.is_verified and not asked.elsewhere.is_least,
        is_stay=True,
    )
    return _with_serious(found, asked, book)


def _aged(counts: Home, asked: Question, book: RuleBook | None) -> Home:
    """Return what counts at home with what age adds to the share; never above the whole."""
    points = age_points(asked.region, asked.age, asked.on, book)
    if not points:
        return counts
    bands = tuple(Band(e.upto, min(e.rate + points, Decimal(1))) for e in counts.bands)
    return Home(counts.deductible, bands, counts.basis, is_verified=False)


def age_points(region: str, age: int, on: date, book: RuleBook | None = None) -> Decimal:
    """Return by how much a place raises the share at an age; nothing where it says nothing."""
    for years in (90, 80, 70, 60, 50):
        if age >= years:
            try:
                key = (f"from-{years}",)
                return values.AGE_POINTS.number(on, book, region=region, key=key)
            except ValueNotInForce:
                return ZERO
    return ZERO


# --- Visits of a year -----------------------------------------------------------------------------
def visits(scope: Scope, asked: Question, book: RuleBook | None = None) -> Settled:
    """Return the settlement of visits: the year with them, less the year without them.

    Deductible and bands are those of the year, so what was claimed before counts: however visits
    are spread over claims, they come to the same but for a fen of rounding in each.
    """
    deductible = values.OUT_DEDUCTIBLE.on(
        asked.on, book, region=asked.region, key=(asked.insured.value,)
    )
    bands, is_verified = _visit_bands(asked, book)
    ceiling = _local(values.CEILING, asked, book)
    most = ceiling.number if ceiling else None
    had = asked.before.visits_covered
    left = max(deductible.number - had, ZERO)
    sheet = settle_stay(
        scope.covered,
        left,
        _moved(bands, had, deductible.number),
        asked.elsewhere,
        left=None if most is None else most - asked.before.paid,
    )
    return Settled(
        scope=scope,
        deductible=left,
        sheet=sheet,
        before=asked.before,
        ceiling=most,
        basis=deductible.basis,
        is_sure=is_verified and deductible.is_verified and not asked.elsewhere.is_least,
        is_stay=False,
    )


def _moved(bands: Sequence[Band], had: Decimal, deductible: Decimal) -> tuple[Band, ...]:
    """Return the bands of a year as what was covered before has used them up.

    A band ends where the covered amount of the year, the deductible in it, reaches its sum.
    """
    moved = [
        Band(None if each.upto is None else each.upto - had, each.rate)
        for each in bands
        if each.upto is None or each.upto > max(had, deductible)
    ]
    return tuple(moved) or tuple(bands[-1:])


def _visit_bands(asked: Question, book: RuleBook | None) -> tuple[tuple[Band, ...], bool]:
    found: list[Band] = []
    is_verified = True
    for number in range(1, MOST_BANDS + 1):
        share = _visit_share(asked, band_key(number), book)
        end = _local(values.OUT_BAND_END, asked, book, band_key(number))
        found.append(Band(end.number if end else None, share.number))
        is_verified = is_verified and share.is_verified
        if end is None:
            break
    return tuple(found), is_verified


def _visit_share(asked: Question, band: str, book: RuleBook | None) -> Value:
    if asked.insured is Insured.RETIRED and asked.age >= 70:
        older = _local(values.OUT_SHARE, asked, book, asked.grade.value, values.OVER_70, band)
        if older is not None:
            return older
    key = (asked.grade.value, asked.insured.value, band)
    return values.OUT_SHARE.on(asked.on, book, region=asked.region, key=key)


# --- Serious illness ------------------------------------------------------------------------------
def serious(own_in_year: Decimal, region: str, on: date, book: RuleBook | None = None) -> Decimal:
    """Return what serious-illness insurance pays of the own part in scope of a year (大病保险).

    Raises `ValueNotInForce` where the place has no numbers.
    """
    begin = values.SERIOUS_FROM.number(on, book, region=region)
    over = max(own_in_year - begin, ZERO)
    paid, lower = ZERO, ZERO
    for number in range(1, MOST_BANDS + 1):
        key = (band_key(number),)
        rate = values.SERIOUS_SHARE.number(on, book, region=region, key=key)
        try:
            end = values.SERIOUS_BAND_END.number(on, book, region=region, key=key)
        except ValueNotInForce:
            return round_half_up(paid + max(over - lower, ZERO) * rate)
        paid += max(min(over, end) - lower, ZERO) * rate
        lower = end
    return round_half_up(paid)


def _with_serious(found: Settled, asked: Question, book: RuleBook | None) -> Settled:
    """Add serious illness by the own part of the year, less what was paid of it before."""
    if asked.insured is Insured.RESIDENT:
        return found
    try:
        whole = serious(asked.before.own + found.sheet.own, asked.region, asked.on, book)
    except ValueNotInForce:
        return found
    more = max(whole - asked.before.serious_paid, ZERO)
    return Settled(**{**vars(found), "serious": more}) if more else found


# --- The year -------------------------------------------------------------------------------------
def year_of(day: date, region: str, book: RuleBook | None = None) -> date:
    """Return the first day of the year of benefits in which a day lies."""
    since = max(day, values.YEAR_BEGINS.values[0].valid_from)  # before, as it first was
    month = values.YEAR_BEGINS.count(since, book, region=region)
    year = day.year if day.month >= month else day.year - 1
    return date(year, month, 1)


def splits(region: str, on: date, book: RuleBook | None = None) -> bool:
    """Whether a place splits a stay over the end of the year by its days."""
    try:
        return bool(values.SPLITS_YEAR.count(on, book, region=region))
    except ValueNotInForce:
        return False


def split_over_year(
    scope: Scope,
    admitted: date,
    discharged: date,
    region: str,
    book: RuleBook | None = None,
) -> tuple[tuple[date, Scope], ...]:
    """Return the years of a stay with their part of it, by the days in each.

    The day of discharge is not counted; each part is rounded to the fen, and the last takes what is
    left, so that the parts come to the whole.
    """
    if discharged < admitted:
        raise ValueError("a stay ends before it begins")
    first, last = year_of(admitted, region, book), year_of(discharged, region, book)
    begins_in_last = (last - admitted).days
    whole = (discharged - admitted).days
    if first == last or not whole or begins_in_last <= 0:
        return ((last, scope),)
    if begins_in_last >= whole:  # discharged on the first day of the year
        return ((first, scope),)
    before = _part(scope, Fraction(begins_in_last, whole))
    return ((year_of(last - timedelta(days=1), region, book), before), (last, _less(scope, before)))


def _part(scope: Scope, share: Fraction) -> Scope:
    def of(amount: Decimal) -> Decimal:
        fen = Fraction(to_fen(amount)) * share
        return from_fen(int(fen + Fraction(1, 2)) if fen >= 0 else -int(-fen + Fraction(1, 2)))

    first, over, own, covered = map(
        of, (scope.first_share, scope.over_limit, scope.own, scope.covered)
    )
    return Scope(covered + first + over + own, covered, first, over, own)


def _less(scope: Scope, part: Scope) -> Scope:
    return Scope(
        scope.total - part.total,
        scope.covered - part.covered,
        scope.first_share - part.first_share,
        scope.over_limit - part.over_limit,
        scope.own - part.own,
    )


def _local(rule: Rule, asked: Question, book: RuleBook | None, *key: str) -> Value | None:
    try:
        return rule.on(asked.on, book, region=asked.region, key=key)
    except ValueNotInForce:
        return None
