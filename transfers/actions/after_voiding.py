"""How a case goes on after its letter was voided: by a corrected one, or under review again."""

from datetime import datetime

from agencies import rule_book, work_calendar
from agencies.actors import Actor
from agencies.models import Agency
from agencies.rules.terms import TermKind
from casework.actions import moving, pausing, steps
from casework.models import Case, Step
from casework.rules.statuses import Status
from kit.clock import day_of
from law.workdays import workdays_left
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter, VoidingProposal
from transfers.actions.refusing import issue_refusal
from transfers.actions.telling_parts import plan_turn
from transfers.actions.unsent_forms import drop_what_is_unsent
from transfers.documents.review import acceptance
from transfers.models import Transfer
from transfers.rules.voiding import LEAST_REVIEW, Clock, clock_after


def follow(
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
    starts_again = clock_after(transfer.insurance, day_of(now)) == Clock.STARTS_AGAIN
    if running is not None and not starts_again:
        steps.close_turns(case, TermKind.ANSWER_QUESTION, now=now, done=False)
        pausing.resume(running, now=now)
        return
    steps.close_steps(case, now=now)
    steps.close_turns(case, TermKind.TELL_NOT_TRANSFERABLE, now=now, done=False)
    drop_what_is_unsent(transfer, now=now)
    steps.plan_step(case, TermKind.HAND_OVER, original)
    plan_turn(transfer)


def _review_again(transfer: Transfer, reason: str, *, by: Actor, now: datetime) -> None:
    """Put the application under review again, with the days the review had left."""
    case = transfer.case
    before = case.steps.filter(kind=TermKind.REVIEW).exclude(due_on=None).last()
    moving.move(case, Status.SUBMITTED, by=by, now=now, note=reason)
    steps.close_steps(case, now=now)
    steps.close_turns(case, TermKind.TELL_NOT_TRANSFERABLE, now=now, done=False)
    drop_what_is_unsent(transfer, now=now)
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
    least = LEAST_REVIEW.count(day_of(now), rule_book.current())
    if review is None or review.due_on is None or review.closed_at is None:
        return least
    ended = day_of(review.closed_at)
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
