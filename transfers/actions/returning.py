"""The original agency's turn, where it sends no form yet: it returns the letter, or asks."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor
from agencies.models import Agency
from agencies.rules.terms import TermKind
from casework.actions import moving, pausing, steps
from casework.actions.moving import take_up
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Case, Step
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotValid
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from transfers.actions.choosing import check_reasons
from transfers.actions.unsent_forms import drop_what_is_unsent
from transfers.documents.review import return_note
from transfers.models import Transfer
from transfers.rules.reasons import Use


def hand_over_step(transfer: Transfer) -> Step:
    """Return the running turn of the original agency; it begins with the letter's delivery."""
    step = transfer.case.steps.open().filter(kind=TermKind.HAND_OVER).last()
    if step is None:
        raise MoveNotPossible(_("The acceptance letter has not been delivered yet."))
    return step


@transaction.atomic
def return_letter(
    transfer: Transfer,
    reasons: Iterable[str],
    *,
    note: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Letter:
    """Send the acceptance letter back with a reason; the new agency corrects it or closes."""
    case = transfer.case
    take_up(case, Action.RETURN_LETTER, by=by, version=version)
    step = hand_over_step(transfer)
    chosen = check_reasons(reasons, Use.RETURN_OF_LETTER, transfer)
    moving.move(case, Status.LETTER_RETURNED, by=by, now=now, note=note, reasons=chosen)
    steps.close_steps(case, now=now)
    drop_what_is_unsent(transfer, now=now)
    steps.close_turns(case, TermKind.TELL_NOT_TRANSFERABLE, now=now, done=False)
    steps.begin_step(case, TermKind.REVIEW, transfer.sides[1], now=now)
    letter = _issue_return(transfer, step.agency, chosen, note=note, by=by, now=now)
    told = Told("returned", transfer.new_agency)
    tell(case, [told], now=now, occasion=f"returned:{case.version}")
    return letter


def _issue_return(
    transfer: Transfer, agency: Agency, chosen: list[str], *, note: str, by: Actor, now: datetime
) -> Letter:
    number = next_number(agency, now)
    return issue(
        transfer.case,
        Letter.Kind.RETURN,
        agency=agency,
        number=number,
        content=return_note(transfer, number, chosen, note=note, by=by, now=now),
        by=by,
        now=now,
        to_agency=transfer.new_agency,
    )


@transaction.atomic
def ask_for_clarification(
    transfer: Transfer, question: str, *, by: Actor, now: datetime, version: int | None = None
) -> None:
    """Ask the new agency something: its turn, with days of its own; the own clock stands still."""
    case = transfer.case
    take_up(case, Action.RETURN_LETTER, by=by, version=version)
    if not question.strip():
        raise NotValid({"question": _("Write the question.")})
    step = hand_over_step(transfer)
    moving.move(case, Status.CLARIFICATION_ASKED, by=by, now=now, note=question)
    pausing.pause(step, now=now)
    steps.begin_step(
        case,
        TermKind.ANSWER_QUESTION,
        transfer.sides[1],
        now=now,
        clerk=reviewer_of(case),
    )
    told = Told("clarification-asked", transfer.new_agency, {"note": question})
    tell(case, [told], now=now, occasion=f"clarification:{case.version}")


def reviewer_of(case: Case) -> User | None:
    """Return the clerk who reviewed the application: what comes back goes to them."""
    review = case.steps.filter(kind=TermKind.REVIEW).exclude(clerk=None).last()
    return review.clerk if review else None
