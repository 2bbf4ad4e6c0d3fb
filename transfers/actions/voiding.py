"""Voiding a letter that was issued with a mistake: one person proposes, another approves."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies import approval
from agencies.actors import Actor
from casework.actions import moving
from casework.actions.history import record
from casework.actions.living import check_not_stopped_by_death
from casework.actions.moving import take_up
from casework.actions.second_persons import expect
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Event
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid
from letters.actions.issuing import end_letter
from letters.models import Letter, LetterDelivery, VoidingProposal
from transfers.actions.after_voiding import follow
from transfers.actions.voidable import must_be_reissued, voidable_letter, voidable_letters
from transfers.models import Transfer

LONGEST_REASON = 500
LONGEST_NOTE = 1000


def waiting_proposal(transfer: Transfer) -> VoidingProposal | None:
    """Return the proposal that waits for a second person while its letter may still be voided."""
    letters = voidable_letters(transfer).values("pk")
    waiting = VoidingProposal.objects.waiting().filter(letter__in=letters).order_by("-letter")
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
    expect(record(case, Event.Kind.PREPARED, by=by, now=now, note=proposal.reason, data=data))
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
    corrected = follow(proposal, transfer, letter, by=by, now=now)
    data = {"letter": letter.number, "replaced_by": corrected.number if corrected else ""}
    event = record(case, Event.Kind.VOIDED, by=by, now=now, note=proposal.reason, data=data)
    said = {"letter": letter.printed_number, "kind": letter.kind, "reissued": bool(corrected)}
    told = [Told("letter-voided", None, said)]
    if was_delivered and letter.to_agency_id:
        told.append(Told("letter-voided", transfer.original_agency, said))
    tell(case, told, now=now, occasion=f"voided:{event.sequence}")
    return corrected
