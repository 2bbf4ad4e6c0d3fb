"""Voiding a letter that was issued with a mistake: one person proposes, another approves."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies import approval, rule_book, work_calendar
from agencies.actors import Actor
from agencies.models import Agency, of_agency
from agencies.rules.terms import TermKind
from casework.actions import moving, steps
from casework.actions.history import record
from casework.actions.living import check_not_stopped_by_death
from casework.actions.moving import take_up
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Case, Event, Step
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from law.workdays import workdays_left
from letters.actions.issuing import end_letter, issue
from letters.actions.numbering import next_number
from letters.models import Letter, LetterDelivery, VoidingProposal
from transfers.actions.reviewing import issue_refusal
from transfers.actions.unsent_forms import drop_unsent_forms
from transfers.documents.review import acceptance
from transfers.facts import periods
from transfers.models import Transfer
from transfers.rules.voiding import LEAST_REVIEW, Clock, clock_after

LONGEST_REASON = 500
LONGEST_NOTE = 1000

# Which letter of the new agency may be voided at which status; others have been acted upon.
VOIDABLE = {
    Status.LETTER_ISSUED: Letter.Kind.ACCEPTANCE,
    Status.CLARIFICATION_ASKED: Letter.Kind.ACCEPTANCE,
    Status.REFUSED: Letter.Kind.REFUSAL,
}


def voidable_letter(transfer: Transfer) -> Letter | None:
    """Return the letter that the new agency may void now, if there is one."""
    kind = VOIDABLE.get(transfer.case.state)
    if kind is None:
        return None
    valid = Letter.objects.valid().filter(case=transfer.case, kind=kind)
    return valid.filter(of_agency(transfer.sides[1])).defer("content").last()


def is_possible(transfer: Transfer) -> bool:
    """Whether a letter of the kind that stands now can be voided at all."""
    return transfer.case.state in VOIDABLE


def has_one(transfer: Transfer, letters: Iterable[Letter]) -> bool:
    """Whether one among the letters of the case can be voided now (see `voidable_letter`)."""
    kind, agency = VOIDABLE.get(transfer.case.state), transfer.sides[1]
    return any(
        letter.kind == kind
        and letter.agency_id in agency.offices
        and not hasattr(letter, "replaced_by")
        and not hasattr(letter, "voiding")
        for letter in letters
        if agency is not None
    )


def must_be_reissued(letter: Letter) -> bool:
    """Whether a corrected letter has to follow: a refusal without a written explanation is none."""
    return letter.kind == Letter.Kind.REFUSAL


def waiting_proposal(transfer: Transfer) -> VoidingProposal | None:
    """Return the proposal that waits for a second person while its letter may still be voided."""
    letter = voidable_letter(transfer)
    if letter is None:
        return None
    waiting = VoidingProposal.objects.waiting().filter(letter=letter)
    return waiting.select_related("proposed_by", "letter").defer("letter__content").first()


@transaction.atomic
def propose(
    transfer: Transfer,
    *,
    reason: str,
    is_reissued: bool,
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> VoidingProposal:
    """Propose that the letter counts no longer, for a second person to approve."""
    case = transfer.case
    take_up(case, Action.VOID_LETTER, by=by, version=version)
    letter = _letter_to_void(transfer)
    if waiting_proposal(transfer) is not None:
        raise MoveNotPossible(_("Voiding this letter has been proposed already."))
    _check_said(letter, reason, note, is_reissued=is_reissued)
    proposal = VoidingProposal.objects.create(
        letter=letter,
        reason=reason.strip(),
        is_reissued=is_reissued,
        note=note.strip(),
        proposed_by=_human(by),
        proposed_at=now,
    )
    moving.turn_page(case)
    data = {"voiding": letter.number, "reissued": is_reissued}
    record(case, Event.Kind.PREPARED, by=by, now=now, note=proposal.reason, data=data)
    return proposal


def _letter_to_void(transfer: Transfer) -> Letter:
    letter = voidable_letter(transfer)
    if letter is None:
        raise MoveNotPossible(_("No letter of this case can be voided at its present stage."))
    return letter


def _human(by: Actor) -> User:
    if by.user is None:
        raise NotPermitted
    return by.user


def _check_said(letter: Letter, reason: str, note: str, *, is_reissued: bool) -> None:
    if not reason.strip():
        raise NotValid({"reason": _("Write what is wrong with the letter.")})
    if len(reason) > LONGEST_REASON:
        raise NotValid({"reason": _("Write at most 500 characters.")})
    if len(note) > LONGEST_NOTE:
        raise NotValid({"note": _("Write at most 1,000 characters.")})
    if must_be_reissued(letter) and not is_reissued:
        raise NotValid(
            {"is_reissued": _("A refusal is explained in writing: a corrected letter must follow.")}
        )


@transaction.atomic
def turn_down(
    proposal: VoidingProposal,
    transfer: Transfer,
    *,
    note: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Decide that the letter stays as it is; its proposer may take the proposal back so."""
    case = transfer.case
    take_up(case, Action.VOID_LETTER, by=by, version=version)
    approval.turn_down(proposal, now=now)
    VoidingProposal.objects.filter(pk=proposal.pk).update(answer=note.strip())
    moving.turn_page(case)
    data = {"voiding": proposal.letter.number}
    record(case, Event.Kind.SENT_BACK, by=by, now=now, note=note, data=data)


@transaction.atomic
def approve(
    proposal: VoidingProposal,
    transfer: Transfer,
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Letter | None:
    """Void the letter as the second person; return the corrected one, if there is to be one.

    国办发〔2009〕66号 art. 8(3): the original agency's term runs from receiving the letter, so a
    corrected one lets it start again, and without one its turn ends.
    """
    case = transfer.case
    take_up(case, Action.VOID_LETTER, by=by, version=version)
    check_not_stopped_by_death(case)
    letter = _letter_to_void(transfer)
    if letter.pk != proposal.letter_id:
        raise MoveNotPossible(_("Another letter has taken this one's place."))
    approval.approve(proposal, by=_human(by), now=now)
    was_delivered = LetterDelivery.objects.filter(letter=letter).exists()
    end_letter(letter, now=now, reason=proposal.reason)
    corrected = _follow(proposal, transfer, letter, by=by, now=now)
    data = {"letter": letter.number, "replaced_by": corrected.number if corrected else ""}
    event = record(case, Event.Kind.VOIDED, by=by, now=now, note=proposal.reason, data=data)
    said = {"letter": letter.printed_number, "kind": letter.kind, "reissued": bool(corrected)}
    told = [Told("letter-voided", None, said)]
    if was_delivered and letter.to_agency_id:
        told.append(Told("letter-voided", transfer.original_agency, said))
    tell(case, told, now=now, occasion=f"voided:{event.sequence}")
    return corrected


def _follow(
    proposal: VoidingProposal, transfer: Transfer, letter: Letter, *, by: Actor, now: datetime
) -> Letter | None:
    """Let the case go on: by a corrected letter, or under review again."""
    if letter.kind == Letter.Kind.REFUSAL:
        return _refuse_anew(proposal, transfer, letter, by=by, now=now)
    if proposal.is_reissued:
        return _accept_anew(transfer, letter, by=by, now=now)
    _review_again(transfer, proposal.reason, by=by, now=now)
    return None


def _accept_anew(transfer: Transfer, letter: Letter, *, by: Actor, now: datetime) -> Letter:
    """Issue the acceptance letter from the facts as they stand now."""
    case = transfer.case
    original, new = transfer.sides
    if case.state == Status.CLARIFICATION_ASKED:
        moving.move(case, Status.LETTER_ISSUED, by=by, now=now)
    else:
        moving.turn_page(case)
    _restart(case, transfer, original, now=now)
    number = next_number(new, now)
    return issue(
        case,
        Letter.Kind.ACCEPTANCE,
        agency=new,
        number=number,
        content=acceptance(transfer, number, by=by, now=now, replaces=letter),
        by=by,
        now=now,
        to_agency=original,
        replaces=letter,
    )


def _restart(case: Case, transfer: Transfer, original: Agency, *, now: datetime) -> None:
    """Let the original agency's clock follow the dated rule."""
    running = case.steps.open().filter(kind=TermKind.HAND_OVER).last()
    starts_again = clock_after(transfer.insurance, periods.day_of(now)) == Clock.STARTS_AGAIN
    if running is not None and not starts_again:
        case.steps.filter(kind=TermKind.REVIEW, closed_at=None).update(closed_at=now)
        steps.resume(running, now=now)
        return
    steps.close_steps(case, now=now)
    drop_unsent_forms(transfer)
    steps.plan_step(case, TermKind.HAND_OVER, original)


def _review_again(transfer: Transfer, reason: str, *, by: Actor, now: datetime) -> None:
    """Put the application under review again, with the days the review had left."""
    case = transfer.case
    before = case.steps.filter(kind=TermKind.REVIEW).exclude(due_on=None).last()
    moving.move(case, Status.SUBMITTED, by=by, now=now, note=reason)
    steps.close_steps(case, now=now)
    drop_unsent_forms(transfer)
    steps.begin_shorter_step(
        case,
        TermKind.REVIEW,
        transfer.sides[1],
        working_days=_days_left(before, now),
        now=now,
        clerk=before.clerk if before else None,
    )


def _days_left(review: Step | None, now: datetime) -> int:
    """Return the working days that the review had left when it ended with the letter."""
    least = LEAST_REVIEW.count(periods.day_of(now), rule_book.current())
    if review is None or review.due_on is None or review.closed_at is None:
        return least
    ended = periods.day_of(review.closed_at)
    return max(workdays_left(ended, review.due_on, work_calendar.of(review.agency)), least)


def _refuse_anew(
    proposal: VoidingProposal, transfer: Transfer, letter: Letter, *, by: Actor, now: datetime
) -> Letter:
    """Issue the written explanation anew, with the same reasons and the note put right."""
    refused = transfer.case.events.filter(moved_to=Status.REFUSED.value).last()
    codes = refused.data.get("reasons", []) if refused else []
    note = proposal.note or (refused.note if refused else "")
    moving.turn_page(transfer.case)
    return issue_refusal(transfer, codes, note=note, by=by, now=now, replaces=letter)
