"""The insured person's side: save a draft, submit, answer a correction, withdraw."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from agencies.actors import Actor
from agencies.models import Agency, Region, of_agency
from agencies.rules.terms import TermKind
from casework.actions import moving, steps
from casework.actions.moving import hold
from casework.actions.owing import owing
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible, not_at_this_stage, somebody_was_faster
from casework.models import Case, Correction, Duty, Step
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from letters.actions.issuing import issue
from letters.models import Letter
from letters.rules.numbers import LetterNumber
from records.models import Relationship, Scheme
from transfers.actions import seeing
from transfers.documents import review
from transfers.facts import judging, periods
from transfers.models import Transfer
from transfers.rules.procedures import BY_INSURANCE

# What the person may write, in the order of the pages; a correction points at these names.
ANSWERS = (
    "original_region",
    "from_scheme",
    "new_region",
    "to_scheme",
    "employer_name",
    "contact_phone",
    "contact_address",
    "arrears",
    "is_approved_move",
    "note",
)
# Its review is under way; a letter may be signed by nobody else.
OTHER_AGENCY = gettext_lazy(
    "Another agency would have to review this. Withdraw the application and apply anew."
)
# What the verdict of the rules and the agency that is asked hang on.
CHECKED = (
    "original_region_id", "from_scheme", "new_region_id", "to_scheme", "arrears",
    "is_approved_move",
)  # fmt: skip
# What the agencies' records answer, looked up anew at each decision.
FOUND = ("original_relationship", "new_relationship", "from_scheme", "to_scheme")
EDITABLE = (Status.DRAFT, Status.CORRECTION_ASKED)


def draft_of(person: Person, insurance: str) -> Transfer | None:
    """Return the person's unsent draft of this insurance, if there is one."""
    drafts = Transfer.objects.whole().filter(case__status=Status.DRAFT.value, insurance=insurance)
    return drafts.filter(case__person=person).first()


def open_transfer_of(person: Person, insurance: str) -> Transfer | None:
    """Return the person's unfinished transfer of this insurance, if there is one."""
    return Transfer.objects.filter(
        insurance=insurance, case__in=Case.objects.open().filter(person=person)
    ).first()


def start(insurance: str, *, by: Actor, now: datetime) -> Transfer:
    """Open a draft, or return the one that is there; two clicks make one draft."""
    if by.person is None:
        raise NotPermitted(_("Please verify your identity first."))
    there = draft_of(by.person, insurance)
    if there is not None:
        return there
    try:
        with transaction.atomic():
            case = moving.start(by.person, BY_INSURANCE[insurance].name, by=by, now=now)
            Transfer.objects.create(case=case, insurance=insurance, **periods.prefill(by.person))
    except IntegrityError:  # the other click was faster
        pass
    found = draft_of(by.person, insurance)
    if found is None:
        raise MoveNotPossible(_("The draft has just been closed. Please start again."))
    return found


@transaction.atomic
def save(
    transfer: Transfer, answers: dict[str, Any], *, by: Actor, now: datetime, shown: str = ""
) -> None:
    """Keep answers of a draft or of a correction; agencies follow from the regions.

    `shown` is what their page was drawn from: raises `ChangedMeanwhile` rather than write over what
    another window has saved since.
    """
    _check_own(transfer, by)
    case = Case.objects.select_for_update().get(pk=transfer.case_id)
    if Status(case.status) not in EDITABLE:
        raise MoveNotPossible(_("This application can no longer be changed."))
    seeing.refuse_old_page(transfer, answers, shown)
    places, asked = _places(transfer), transfer.new_agency
    for name, value in answers.items():
        if name not in ANSWERS:
            raise NotValid({name: _("This cannot be changed here.")})
        setattr(transfer, name, value)
    if case.submitted_at is None or _places(transfer) != places:
        _find_agencies(transfer, chosen=answers.keys())
    if case.submitted_at is not None and transfer.new_agency != asked:
        raise NotValid({"new_region": OTHER_AGENCY})
    transfer.save()


def _places(transfer: Transfer) -> tuple[str | None, ...]:
    return (
        transfer.original_region_id,
        transfer.from_scheme,
        transfer.new_region_id,
        transfer.to_scheme,
    )


def _check_own(transfer: Transfer, by: Actor) -> None:
    if by.person_id is None or transfer.case.person_id != by.person_id:
        raise NotPermitted


def _find_agencies(transfer: Transfer, *, chosen: Collection[str]) -> None:
    """Set the agencies that serve the two places, and the relationships they hold."""
    transfer.original_agency = agency_for(transfer.original_region, transfer.insurance)
    transfer.new_agency = agency_for(transfer.new_region, transfer.insurance)
    if transfer.original_agency and transfer.original_agency == transfer.new_agency:
        raise NotValid({"new_region": _("Both places are the same. Change one of the two.")})
    find_relationships(transfer, chosen=chosen)


def find_relationships(transfer: Transfer, *, chosen: Collection[str] = ()) -> None:
    """Set the relationships that the two agencies hold today, and their schemes.

    An agency may hold one of each scheme. The one that was `chosen`, or found before and still
    open, is meant; else at the new place what is insured now, and at the original one what is
    still open, of the same scheme where there is one.
    """
    new = _meant(transfer, "new", chosen)
    transfer.new_relationship = new or min(
        _held(transfer, transfer.new_agency), key=_by_status, default=None
    )

    def by_fitness(each: Relationship) -> tuple[bool, bool, tuple[int, bool]]:
        new = transfer.new_relationship
        return _is_gone(each), new is not None and each.scheme != new.scheme, _by_status(each)

    original = _meant(transfer, "original", chosen)
    transfer.original_relationship = original or min(
        _held(transfer, transfer.original_agency), key=by_fitness, default=None
    )
    for side, scheme in SCHEME_OF.items():
        relationship = getattr(transfer, f"{side}_relationship")
        if relationship is not None:
            setattr(transfer, scheme, relationship.scheme)


def _meant(transfer: Transfer, side: str, chosen: Collection[str]) -> Relationship | None:
    """Return the relationship of the scheme that was chosen, or the one found before."""
    held = _held(transfer, getattr(transfer, f"{side}_agency"))
    if SCHEME_OF[side] in chosen:
        scheme = getattr(transfer, SCHEME_OF[side])
        return next((each for each in held if each.scheme == scheme), None)
    found = getattr(transfer, f"{side}_relationship_id")
    return next((each for each in held if each.pk == found and not _is_gone(each)), None)


def _is_gone(relationship: Relationship) -> bool:
    return relationship.status in _LIVELINESS[-2:]


def agency_for(region: Region | None, insurance: str) -> Agency | None:
    """Return the nearest agency that handles the insurance for a place."""
    return Agency.objects.serving(region.code, insurance).first() if region else None


SCHEME_OF = {"new": "to_scheme", "original": "from_scheme"}
# From what is insured now to what is gone for good.
_LIVELINESS = (
    Relationship.Status.ACTIVE,
    Relationship.Status.SUSPENDED,
    Relationship.Status.DRAWING,
    Relationship.Status.MOVED,
    Relationship.Status.ENDED,
)


def _by_status(relationship: Relationship) -> tuple[int, bool]:
    is_resident = relationship.scheme != Scheme.EMPLOYEE
    return _LIVELINESS.index(Relationship.Status(relationship.status)), is_resident


def _held(transfer: Transfer, agency: Agency | None) -> list[Relationship]:
    if agency is None:
        return []
    held = Relationship.objects.of(transfer.case.person, transfer.insurance)
    return list(held.filter(of_agency(agency)))


def missing(transfer: Transfer) -> dict[str, str]:
    """Return what must still be answered before the application can be sent."""
    wanted = {
        "original_region": _("Choose the place your insurance is to come from."),
        "new_region": _("Choose the place where you are insured now."),
        "contact_phone": _("Enter a phone number at which the clerk can reach you."),
    }
    gaps = {name: text for name, text in wanted.items() if not getattr(transfer, name)}
    for side in ("original", "new"):
        region, agency = getattr(transfer, f"{side}_region"), getattr(transfer, f"{side}_agency")
        if region and not agency:
            gaps[f"{side}_region"] = _("No agency there handles this insurance online.")
    return gaps


@transaction.atomic
def submit(
    transfer: Transfer, *, by: Actor, now: datetime, despite_checks: bool = False
) -> Transfer:
    """Send the application; sending it again returns the case as it stands.

    What the rules speak against is refused with its reasons, unless the person asks for a human
    decision (个人信息保护法 art. 24): then the clerk decides.
    """
    _check_own(transfer, by)
    case = transfer.case
    if case.submitted_at is not None:
        return transfer
    if case.person.deceased_on is not None:  # no human decision is left to ask for
        raise MoveNotPossible(_("The insured person has died, so nothing can be sent."))
    gaps = missing(transfer)
    if gaps:
        raise NotValid(gaps)
    if None in (transfer.original_relationship_id, transfer.new_relationship_id):
        find_relationships(transfer)  # one may have come since the draft was saved
    verdict = judging.verdict(transfer, today=periods.day_of(now), is_alone=True)
    if not verdict.may_file and not despite_checks:
        raise NotValid({"": _("The rules speak against this transfer; see the reasons below.")})
    moving.move(case, Status.SUBMITTED, by=by, now=now)
    _confirm(transfer, now=now, needs_human=not verdict.may_file)
    with owing() as owed:
        _original, agency = transfer.sides
        step = steps.begin_step(case, TermKind.REVIEW, agency, now=now, owed=owed)
        _issue_receipt(transfer, step, by=by, now=now, owed=owed)
        tell(case, [Told("submitted")], now=now, occasion="submitted", owed=owed)
    return transfer


def _confirm(transfer: Transfer, *, now: datetime, needs_human: bool) -> None:
    """Note that it was sent; refuse when the answers are no longer those that were checked."""
    transfer.confirmed_at, transfer.is_human_review_asked = now, needs_human
    checked = {name: getattr(transfer, name) for name in CHECKED}
    unchanged = Transfer.objects.filter(pk=transfer.pk, **checked)
    found = {name: getattr(transfer, name) for name in FOUND}
    if not unchanged.update(confirmed_at=now, is_human_review_asked=needs_human, **found):
        raise somebody_was_faster()


def _issue_receipt(
    transfer: Transfer, step: Step, *, by: Actor, now: datetime, owed: list[Duty]
) -> None:
    """Give the person a receipt; its number is the case's, so that it waits for no counter."""
    case = transfer.case
    number = LetterNumber(f"{case.number}-R")
    issue(
        case,
        Letter.Kind.RECEIPT,
        agency=transfer.sides[1],
        number=number,
        content=review.receipt(transfer, step, number, now=now),
        by=by,
        now=now,
        to_person=True,
        owed=owed,
    )


@transaction.atomic
def answer_correction(
    transfer: Transfer,
    answers: dict[str, Any],
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Send what was corrected back to the clerk; the clock goes on."""
    case = transfer.case
    hold(case, version)
    if Status(case.status) != Status.CORRECTION_ASKED:
        raise not_at_this_stage()
    save(transfer, answers, by=by, now=now)
    gaps = missing(transfer)
    if gaps:
        raise NotValid(gaps)
    moving.move(case, Status.SUBMITTED, by=by, now=now, changed=sorted(answers))
    Correction.objects.filter(case=case, answered_at=None).update(answered_at=now)
    step = steps.current_step(case)
    if step is None:
        raise not_at_this_stage()
    steps.resume(step, now=now)
    tell(case, [Told("corrected", step.agency)], now=now, occasion=f"corrected:{case.version}")


@transaction.atomic
def withdraw(transfer: Transfer, *, by: Actor, now: datetime, note: str = "") -> None:
    """Take the application back before it is accepted; a draft is simply discarded."""
    case = transfer.case
    if Status(case.status) == Status.WITHDRAWN:
        return
    told = [] if case.submitted_at is None else [Told("withdrawn", transfer.new_agency)]
    moving.move(case, Status.WITHDRAWN, by=by, now=now, note=note)
    Correction.objects.filter(case=case, answered_at=None).update(answered_at=now)
    steps.close_steps(case, now=now)
    tell(case, told, now=now, occasion="withdrawn")
