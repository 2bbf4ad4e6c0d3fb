"""The insured person's side: submit, answer a correction, withdraw."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import SYSTEM, Actor
from agencies.rules.terms import TermKind
from applications.actions import signing
from applications.known import PROMPT_MISSING
from casework.actions import moving, pausing, steps
from casework.actions.moving import hold
from casework.actions.owing import Owed, owing
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible, not_at_this_stage, somebody_was_faster
from casework.models import Case, Correction, Step
from casework.rules.statuses import Status
from kit.clock import day_of
from kit.errors import NotValid
from kit.once import reading_once
from kit.spelling import wording
from letters.actions.issuing import issue
from letters.models import Letter
from letters.rules.numbers import LetterNumber
from transfers import promised, questions
from transfers.actions import drafting
from transfers.actions.drafting import check_may_file, save
from transfers.actions.freeing import free
from transfers.actions.places import find_relationships
from transfers.documents import review
from transfers.facts import judging
from transfers.models import Transfer

# What the verdict of the rules and the agency that is asked hang on.
CHECKED = (
    "original_region_id", "from_scheme", "new_region_id", "to_scheme", "arrears",
    "is_approved_move",
)  # fmt: skip
# What the agencies' records answer, looked up anew at each decision.
FOUND = ("original_relationship", "new_relationship", "from_scheme", "to_scheme")


def missing(transfer: Transfer) -> dict[str, str]:
    """Return what must still be answered before the application can be sent."""
    answers = questions.answers(transfer)
    gaps = {
        each.name: wording(each.prompt or PROMPT_MISSING)
        for each in questions.asked_in(transfer.insurance)
        if each.required(answers) and not answers[each.name]
    }
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
    check_may_file(transfer, by)
    case = transfer.case
    if case.submitted_at is not None:
        return transfer
    if case.person.deceased_on is not None:  # no human decision is left to ask for
        raise MoveNotPossible(_("The insured person has died, so nothing can be sent."))
    gaps = missing(transfer)
    if gaps:
        raise NotValid(gaps)
    signing.check_may_send(case, transfer.sides[1], drafting.mark_of(transfer), by=by)
    with reading_once():  # all of it rests on the same records
        if None in (transfer.original_relationship_id, transfer.new_relationship_id):
            find_relationships(transfer)  # one may have come since the draft was saved
        verdict = judging.verdict(transfer, today=day_of(now), is_alone=True)
        if not verdict.may_file and not despite_checks:
            raise NotValid({"": _("The rules speak against this transfer; see the reasons below.")})
        said = promised.at_sending(transfer, today=day_of(now))
    more: dict[str, Any] = {"promised": said} if said else {}
    moving.move(case, Status.SUBMITTED, by=by, now=now, **more)
    _confirm(transfer, now=now, needs_human=not verdict.may_file)
    hand_to_agency(transfer, "submitted", by=by, now=now)
    return transfer


def hand_to_agency(transfer: Transfer, notice: str, *, by: Actor, now: datetime) -> None:
    """Begin the new agency's review, with a receipt and a notice; call it with the sending."""
    case = transfer.case
    with owing() as owed:
        _original, agency = transfer.sides
        step = steps.begin_step(case, TermKind.REVIEW, agency, now=now, owed=owed)
        _issue_receipt(transfer, step, by=by, now=now, owed=owed)
        tell(case, [Told(notice)], now=now, occasion="submitted", owed=owed)


def _confirm(transfer: Transfer, *, now: datetime, needs_human: bool) -> None:
    """Note that it was sent; refuse when the answers are no longer those that were checked."""
    transfer.confirmed_at, transfer.is_human_review_asked = now, needs_human
    checked = {name: getattr(transfer, name) for name in CHECKED}
    unchanged = Transfer.objects.filter(pk=transfer.pk, **checked)
    found = {name: getattr(transfer, name) for name in FOUND}
    if not unchanged.update(confirmed_at=now, is_human_review_asked=needs_human, **found):
        raise somebody_was_faster()


def _issue_receipt(transfer: Transfer, step: Step, *, by: Actor, now: datetime, owed: Owed) -> None:
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
    pausing.resume(step, now=now)
    tell(case, [Told("corrected", step.agency)], now=now, occasion=f"corrected:{case.version}")


@transaction.atomic
def close_unanswered(case: Case, now: datetime) -> None:
    """Close a transfer whose person was asked for a correction and did not answer in time.

    Nothing has moved: the records lie where they lay, and the person may apply again at any time.
    """
    moving.move(case, Status.WITHDRAWN, by=SYSTEM, now=now, unanswered=True)
    Correction.objects.filter(case=case, answered_at=None).update(answered_at=now)
    steps.close_steps(case, now=now, done=False)
    free(Transfer.objects.whole().get(pk=case.pk), now=now)


@transaction.atomic
def withdraw(transfer: Transfer, *, by: Actor, now: datetime, note: str = "") -> None:
    """Take the application back before it is accepted; a draft is simply discarded."""
    case = transfer.case
    if Status(case.status) == Status.WITHDRAWN:
        return
    told = [] if case.submitted_at is None else [Told("withdrawn", transfer.new_agency)]
    moving.move(case, Status.WITHDRAWN, by=by, now=now, note=note)
    Correction.objects.filter(case=case, answered_at=None).update(answered_at=now)
    steps.close_steps(case, now=now, done=False)
    free(transfer, now=now)
    tell(case, told, now=now, occasion="withdrawn")
