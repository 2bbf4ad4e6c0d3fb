"""By which rule a stay elsewhere is paid, and what it costs in each of the five situations."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from law.documents import TREATMENT_ELSEWHERE, cite
from law.local_documents import JIANGSU_ELSEWHERE
from law.values import RuleBook, ValueNotInForce
from records.rules.elsewhere import Elsewhere, Nothing, Sheet, Situation, settle
from records.rules.elsewhere_values import elsewhere_of
from records.rules.medical_shares import Band, Grade, Home, Insured, home
from services.care.rules.kinds import SITUATION_OF, Kind

EXAMPLE = Decimal(30_000)
NOT_DESIGNATED = cite(JIANGSU_ELSEWHERE, "19")
# The share of the place of insurance, as the person read it off their own bill.
OWN_BILL = cite(TREATMENT_ELSEWHERE, "二")


def elsewhere(
    kind: Kind,
    *,
    is_registered: bool,
    is_late: bool = False,
    is_designated: bool = True,
    region: str,
    on: date,
    book: RuleBook | None = None,
) -> Elsewhere:
    """Return by which rule a stay is paid; raises `ValueNotInForce` where nothing is known.

    Outside designated hospitals only an emergency is paid. Whoever registered late, within the
    day of their place, is paid as registered.
    """
    if not is_designated and kind is not Kind.EMERGENCY:
        return Elsewhere(model=Nothing(), basis=NOT_DESIGNATED)
    counts = is_registered or is_late or kind is Kind.EMERGENCY
    situation = SITUATION_OF[kind] if counts else Situation.UNREGISTERED
    return elsewhere_of(situation, region, on=on, book=book)


@dataclass(frozen=True, kw_only=True)
class Example:
    """A stay to reckon with; deductible and share may be the person's own, from their last bill."""

    region: str
    covered: Decimal = EXAMPLE
    grade: Grade = Grade.TERTIARY
    insured: Insured = Insured.RETIRED
    deductible: Decimal | None = None
    share: Decimal | None = None
    in_province: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One situation: its settlement, or none where a clerk has to look.

    `is_sure`: every number that counts was read in its text, and none is only a limit.
    """

    situation: Situation
    elsewhere: Elsewhere | None = None
    sheet: Sheet | None = None
    is_sure: bool = False


def compare(example: Example, *, on: date, book: RuleBook | None = None) -> tuple[Row, ...]:
    """Return what the fund would pay in each of the five situations; nothing is ever guessed."""
    counts = _home(example, on, book)
    return tuple(_row(each, example, counts, on, book) for each in Situation)


def _home(example: Example, on: date, book: RuleBook | None) -> Home | None:
    """Return what counts at home: what the person named, else what is loaded."""
    own = _own_home(example)
    if own is not None:
        return own
    try:
        found = home(example.region, example.grade, example.insured, on=on, book=book)
    except ValueNotInForce:
        return None
    if example.deductible is None:
        return found
    return replace(found, deductible=example.deductible)


def _own_home(example: Example) -> Home | None:
    """Return what somebody named from their last bill, if they named both."""
    if example.share is None or example.deductible is None:
        return None
    bands = (Band(None, example.share),)
    return Home(example.deductible, bands, OWN_BILL, is_verified=True)


def _row(
    situation: Situation,
    example: Example,
    counts: Home | None,
    on: date,
    book: RuleBook | None,
) -> Row:
    try:
        rule = elsewhere_of(
            situation, example.region, on=on, book=book, in_province=example.in_province
        )
    except ValueNotInForce:
        return Row(situation=situation)
    if counts is None:
        return Row(situation=situation, elsewhere=rule)
    sheet = settle(example.covered, counts.deductible, counts.bands, rule)
    sure = counts.is_verified and rule.basis.verified and not rule.is_least
    return Row(situation=situation, elsewhere=rule, sheet=sheet, is_sure=sure)
