"""What the rules in force today say to a transfer, and the facts they judge by."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from agencies import rule_book
from agencies.models import Agency
from agencies.rules.terms import Insurance
from casework.models import Case
from casework.rules.statuses import Status as CaseStatus
from casework.rules.verdicts import Check
from kit.clock import day_of
from law.money import from_fen
from law.values import RuleBook
from records import fetching
from records.models import InsuredPeriod, Relationship, Scheme
from records.rules.months import count_months
from transfers.facts.periods import balance, distinct, segments_of, there
from transfers.models import Transfer
from transfers.rules import medical, pension
from transfers.rules.checks import checks_for
from transfers.rules.facts import Facts, MedicalFacts, PensionFacts
from transfers.rules.verdicts import Verdict

_Status = Relationship.Status


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


INSURED = (Relationship.Status.ACTIVE, Relationship.Status.DRAWING)


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
    segments = distinct(segment for each in held for segment in segments_of(each))
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
    return count_months(distinct(segments)).overlapping_months


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
