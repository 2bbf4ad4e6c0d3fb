"""From the records to the rules: what the law must know about one transfer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts.models import Person
from agencies import rule_book
from agencies.models import Agency
from agencies.rules.terms import Insurance
from casework.models import Case
from casework.rules.statuses import Status as CaseStatus
from casework.rules.verdicts import Check
from law.money import from_fen
from law.values import RuleBook
from records import fetching
from records.models import InsuredPeriod, Relationship, Scheme
from records.rules import cover
from records.rules.contributions import month_number
from records.rules.cover import Advice
from records.rules.months import GridYear, MonthCount, Segment, count_months, history_grid
from transfers.models import Transfer
from transfers.rules import medical, pension
from transfers.rules.checks import checks_for
from transfers.rules.facts import Facts, MedicalFacts, PensionFacts
from transfers.rules.verdicts import Verdict

_Status = Relationship.Status
SHANGHAI = timezone.get_default_timezone()


def day_of(moment: datetime) -> date:
    """Return the date of a moment in Asia/Shanghai."""
    return timezone.localdate(moment, SHANGHAI)


def relationships_of(person: Person, insurance: str) -> list[Relationship]:
    """Return the person's relationships with their periods and accounts: three queries."""
    return fetching.record_of(person, insurance)


def prefill(person: Person) -> dict[str, Any]:
    """Return what a new draft already knows."""
    return {"contact_phone": person.phone}


def segments_of(relationship: Relationship) -> list[Segment]:
    """Return what lies at a place; months that came from elsewhere keep their place and scheme."""
    return [segment_of(relationship, period) for period in there(relationship)]


def there(relationship: Relationship) -> list[InsuredPeriod]:
    """Return the periods that have not left a relationship; fetch them along with it."""
    return [each for each in relationship.periods.all() if not each.gone_as]


def segment_of(relationship: Relationship, period: InsuredPeriod) -> Segment:
    """Return a period as the rules count it, at the place where it was insured."""
    home = relationship.agency if period.came_from_id is None else period.came_from
    return Segment(
        region=home.region_id if home else relationship.agency.region_id,
        first_month=period.first_month,
        last_month=period.last_month,
        insurance=relationship.insurance,
        scheme=period.scheme,
        owed=not period.is_paid,
    )


@dataclass(frozen=True)
class KnownPlace:
    """What lies at one place: months of its scheme, first and last one, account, in fen."""

    relationship: Relationship
    months: int
    first_month: date | None
    last_month: date | None
    balance_fen: int

    @property
    def agency(self) -> Agency:
        """The agency that holds the record."""
        return self.relationship.agency


@dataclass(frozen=True)
class KnownRecord:
    """What the portal knows of a person's insurance before anything is filed."""

    places: tuple[KnownPlace, ...]
    count: MonthCount
    grid: tuple[GridYear, ...]

    @property
    def balance_fen(self) -> int:
        """All personal accounts together."""
        return sum(place.balance_fen for place in self.places)


def known_record(person: Person, insurance: str) -> KnownRecord:
    """Return places, months counted once, overlaps, gaps and amounts: at most five queries."""
    return record_of(relationships_of(person, insurance))


def known_records(person: Person) -> dict[str, KnownRecord]:
    """Return what is known of each insurance the person has a record of: three queries."""
    held = fetching.records_of(person)
    by_insurance = {name: [each for each in held if each.insurance == name] for name in Insurance}
    return {name.value: record_of(found) for name, found in by_insurance.items() if found}


def record_of(held: list[Relationship]) -> KnownRecord:
    """Return what relationships of one insurance come to."""
    segments = _distinct(segment for each in held for segment in segments_of(each))
    return KnownRecord(
        places=tuple(_known_place(each) for each in held),
        count=count_months(segments),
        grid=history_grid(segments),
    )


def _distinct(segments: Iterable[Segment]) -> list[Segment]:
    """Drop what both places hold after a transfer: the same months of the same place."""
    return list(dict.fromkeys(segments))


def _known_place(relationship: Relationship) -> KnownPlace:
    lying = there(relationship)
    return KnownPlace(
        relationship=relationship,
        months=months_of(relationship),
        first_month=lying[0].first_month if lying else None,
        last_month=max((each.last_month for each in lying), default=None),
        balance_fen=balance(relationship),
    )


def months_of(relationship: Relationship) -> int:
    """Return the months that lie at a place, counted in its scheme; fetch the periods along."""
    return count_months(segments_of(relationship), into=relationship.scheme).months


def balance(relationship: Relationship) -> int:
    """Return what lies in the personal account, in fen, with what was paid before 1998 (①)."""
    years = list(relationship.account_years.all())
    return (years[-1].closing_fen if years else 0) + relationship.pre_1998_fen


def verdict(
    transfer: Transfer, *, today: date, is_alone: bool = False, book: RuleBook | None = None
) -> Verdict:
    """Return what the rules in force today say to this transfer.

    `is_alone`: do not ask whether another transfer is under way; filing finds out by itself.
    """
    facts = facts_of(transfer, today=today, is_alone=is_alone)
    if isinstance(facts, PensionFacts) and book:
        facts = replace(facts, book=book)
    if isinstance(facts, PensionFacts):
        return pension.check_eligibility(facts)
    return medical.check_eligibility(facts)


def checks(
    transfer: Transfer, *, today: date, held: list[Relationship] | None = None
) -> list[Check]:
    """Return every check of the law with its answer and its article, for the clerk.

    `held` are the `relationships_of` the person, where they are at hand.
    """
    found = facts_of(transfer, today=today, held=held)
    return checks_for(Insurance(transfer.insurance), found)


def cover_of(transfer: Transfer, *, today: date) -> Advice | None:
    """Return what a move of medical insurance means for cover: when it ended, when it began.

    None for a pension, and where the record does not tell. Two queries.
    """
    if transfer.insurance != Insurance.MEDICAL:
        return None
    every = Relationship.objects.of(transfer.case.person, transfer.insurance)
    held = list(every.prefetch_related("periods__came_from"))
    segments = _distinct(segment for each in held for segment in segments_of(each))
    places = {each.pk: _own_months(each) for each in held}
    stopped_in = max(places.get(transfer.original_relationship_id or 0, []), default=None)
    begins_in = min(places.get(transfer.new_relationship_id or 0, []), default=None)
    if begins_in is not None and not any(each.status in INSURED for each in held):
        # They were insured at the new place and are so nowhere today.
        return _lasting(segments, today) or _judged(segments, stopped_in, begins_in, today)
    return _judged(segments, stopped_in, begins_in, today)


INSURED = (Relationship.Status.ACTIVE, Relationship.Status.DRAWING)


def _lasting(segments: list[Segment], today: date) -> Advice | None:
    """Return what a gap means that began after the last month paid anywhere and lasts."""
    lasts = cover.gap_that_lasts(segments)
    if lasts is None or lasts.stopped_in >= today.replace(day=1):
        return None
    return cover.advise(lasts, on=today, book=rule_book.current())


def _own_months(relationship: Relationship) -> list[date]:
    """Return the first and last months paid at a place itself, wherever they lie now."""
    own = [each for each in relationship.periods.all() if each.came_from_id is None]
    return [month for each in own if each.is_paid for month in (each.first_month, each.last_month)]


def _judged(
    segments: list[Segment], stopped_in: date | None, begins_in: date | None, today: date
) -> Advice | None:
    book = rule_book.current()
    if stopped_in is None:
        return None
    if begins_in is None:
        return _lasting(segments, today)
    gap = cover.last_gap(segments)
    if gap is not None and gap.begins_in == begins_in:
        return cover.advise(gap, on=begins_in, book=book)
    follows = month_number(begins_in) <= month_number(stopped_in) + 1
    return cover.went_on(stopped_in, begins_in) if follows else None


def facts_of(
    transfer: Transfer,
    *,
    today: date,
    is_alone: bool = False,
    held: list[Relationship] | None = None,
) -> Facts:
    """Return the facts by which the rules judge this transfer."""
    case = transfer.case
    known = {each.pk: each for each in (_judged_by(transfer) if held is None else held)}
    original = known.get(transfer.original_relationship_id or 0)
    new = known.get(transfer.new_relationship_id or 0)
    applied_on = day_of(case.submitted_at) if case.submitted_at else today
    build = _pension_facts if transfer.insurance == Insurance.PENSION else _medical_facts
    other_open = not is_alone and _has_other_open_case(case)
    return build(transfer, original, new, list(known.values()), applied_on, other_open)


def _judged_by(transfer: Transfer) -> Iterable[Relationship]:
    """Return the relationships with what the rules look at: the balance decides in medical only."""
    person, insurance = transfer.case.person, transfer.insurance
    if insurance == Insurance.MEDICAL:
        return fetching.record_of(person, insurance)
    return fetching.relationships_of(person, insurance, with_periods=True)


def _has_other_open_case(case: Case) -> bool:
    """Whether another one is under way; a submitted case is itself the only one (a constraint)."""
    if case.submitted_at is not None:
        return False
    return Case.objects.open().filter(person=case.person, service=case.service).exists()


def _is_open_account(relationship: Relationship | None) -> bool:
    gone = (Relationship.Status.ENDED, Relationship.Status.MOVED)
    return relationship is not None and relationship.status not in gone


def _has_left(transfer: Transfer) -> bool:
    """Whether it is this very transfer that emptied the original account."""
    was_submitted = transfer.case.submitted_at is not None
    return was_submitted and any(each.sent_at for each in transfer.forms.all())


def _has_status(relationship: Relationship | None, *statuses: str) -> bool:
    return relationship is not None and relationship.status in statuses


def _paid_here(relationship: Relationship | None) -> list[InsuredPeriod]:
    """Return what was paid at a place itself and lies there: not owed, not come from elsewhere."""
    periods = there(relationship) if relationship else []
    return [each for each in periods if each.is_paid and each.came_from_id is None]


def _arrears(relationship: Relationship | None, *, personal: bool) -> int:
    """Return the months owed by the person, or by an employer alone."""
    periods = there(relationship) if relationship else []
    owed = [each for each in periods if not each.is_paid]
    return sum(each.months for each in owed if each.is_personal_arrears == personal)


def _draws(held: list[Relationship], scheme: str) -> bool:
    """Whether benefits of this scheme are drawn anywhere."""
    return any(each.status == _Status.DRAWING and each.scheme == scheme for each in held)


def _employee_months(held: list[Relationship]) -> int:
    """Return the months in the employee scheme, each counted once."""
    segments = _distinct(segment for each in held for segment in segments_of(each))
    return count_months([each for each in segments if each.scheme == Scheme.EMPLOYEE]).months


def _schemes(
    transfer: Transfer, original: Relationship | None, new: Relationship | None
) -> tuple[str, str]:
    """Return from which scheme to which; where one place has no record the other one tells."""
    if original is None and new is not None:
        return transfer.to_scheme, transfer.to_scheme
    if new is None and original is not None:
        return transfer.from_scheme, transfer.from_scheme
    return transfer.from_scheme, transfer.to_scheme


def _has_moved_here(transfer: Transfer, original: Relationship | None) -> bool:
    """Whether an earlier transfer has brought everything from there to the same agency."""
    if not _has_status(original, _Status.MOVED):
        return False
    done = Transfer.objects.filter(case__status=CaseStatus.COMPLETED.value)
    same = done.filter(original_relationship=original, new_agency=transfer.new_agency)
    return same.exclude(pk=transfer.pk).exists()


def _overlap(original: Relationship | None, new: Relationship | None) -> int:
    segments = [segment for each in (original, new) if each for segment in segments_of(each)]
    return count_months(_distinct(segments)).overlapping_months


def _pension_facts(
    transfer: Transfer,
    original: Relationship | None,
    new: Relationship | None,
    held: list[Relationship],
    applied_on: date,
    other_open: bool,
) -> PensionFacts:
    person = transfer.case.person
    from_scheme, to_scheme = _schemes(transfer, original, new)
    has_moved = not _has_left(transfer) and _has_moved_here(transfer, original)
    return PensionFacts(
        sex=person.sex,
        born_on=person.born_on,
        applied_on=applied_on,
        hukou_region=person.hukou_region_code or None,
        new_region=transfer.new_region_id or "",
        original_region=transfer.original_region_id or "",
        enrolled_and_paid_at_new=bool(_paid_here(new)),
        active_at_original=_has_status(original, _Status.ACTIVE),
        arrears_months_at_original=_arrears(original, personal=True),
        arrears_waived=transfer.arrears == Transfer.Arrears.WAIVE,
        drawing_benefit=_draws(held, Scheme.EMPLOYEE),
        first_enrolment_at_new=new.opened_month if new else None,
        approved_move=transfer.is_approved_move,
        deceased=person.deceased_on is not None,
        from_scheme=from_scheme,
        to_scheme=to_scheme,
        employee_months=_employee_months(held),
        drawing_resident_pension=_draws(held, Scheme.RESIDENT),
        suspended_at_new=_has_status(new, _Status.SUSPENDED),
        closed_at_new=_has_status(new, _Status.ENDED, _Status.MOVED),
        employer_arrears_months_at_original=_arrears(original, personal=False),
        enrolment_day_known=new is None,
        recorded_account_at_new=new.account_kind if new else None,
        approval_seen=not transfer.is_approved_move,
        account_found=_is_open_account(original) or _has_left(transfer) or has_moved,
        open_transfer=other_open or has_moved,
        overlapping_months=_overlap(original, new),
        book=rule_book.current(),
    )


def _medical_facts(
    transfer: Transfer,
    original: Relationship | None,
    new: Relationship | None,
    held: list[Relationship],
    applied_on: date,
    other_open: bool,
) -> MedicalFacts:
    return MedicalFacts(
        applied_on=applied_on,
        from_scheme=transfer.from_scheme,
        to_scheme=transfer.to_scheme,
        original_area=_pooling_area(transfer.original_agency, transfer.original_region_id),
        new_area=_pooling_area(transfer.new_agency, transfer.new_region_id),
        stopped_at_original=not _has_status(original, _Status.ACTIVE),
        enrolled_at_new=_has_status(new, _Status.ACTIVE) and bool(_paid_here(new)),
        medical_retiree=any(each.status == _Status.DRAWING for each in held),
        account_balance=from_fen(balance(original)) if original else from_fen(0),
        open_transfer=other_open,
        deceased=transfer.case.person.deceased_on is not None,
        enrolled_for_year=_last_year(new),
        last_year_at_original=_last_year(original),
        record_found=original is not None,
        ended_at_original=original is not None
        and not (_is_open_account(original) or _has_left(transfer)),
        arrears=any(_arrears(original, personal=whose) for whose in (True, False)),
    )


def _last_year(relationship: Relationship | None) -> int | None:
    return max((each.last_month.year for each in _paid_here(relationship)), default=None)


def _pooling_area(agency: Agency | None, region_code: str | None) -> str:
    """Return the area within which medical insurance need not move: that of the agency."""
    return agency.region_id if agency else region_code or ""
