"""The original agency explains what lies between sent and arrived: one finds, another confirms."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.rules.terms import TermKind
from casework.actions import moving
from casework.actions.halting import check_may_issue
from casework.actions.history import record
from casework.actions.moving import take_up
from casework.actions.second_persons import expect
from casework.errors import MoveNotPossible
from casework.models import Event
from casework.rules.authorisation import Action
from kit.errors import NotValid
from records.models import Posting
from transfers.actions import left_over
from transfers.actions.handing_over import check_second_person
from transfers.actions.remitting import post
from transfers.models import Restatement, Transfer

LONGEST_NOTE = 500
Finding = Restatement.Finding


def to_explain(transfer: Transfer) -> int:
    """Return, in fen, what is to be explained; less than nothing where more arrived than was sent.

    While the case is on its way the new agency disputes what is missing, and nothing is explained.
    """
    left = (each for each in left_over.left_of(transfer) if each.kind == TermKind.FIND_DIFFERENCE)
    return next((each.fen for each in left), 0)


def findings(fen: int) -> list[Finding]:
    """Return what can be found of a difference: something is missing, or too much came."""
    return [Finding.SENT_LESS] if fen > 0 else [Finding.SENT_MORE, Finding.NOT_OURS]


def waiting(transfer: Transfer) -> Restatement | None:
    """Return the finding that waits for a second person."""
    found = Restatement.objects.filter(transfer=transfer, confirmed_at=None)
    return found.select_related("found_by").first()


@transaction.atomic
def explain(
    transfer: Transfer,
    *,
    finding: str,
    amount_fen: int,
    note: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Restatement:
    """Write down what was found of a difference, for a second person to confirm (row 19).

    `amount_fen` is how much of the difference it explains; `note` how it is known.
    """
    case = transfer.case
    take_up(case, Action.HAND_OVER, by=by, version=version)
    fen = to_explain(transfer)
    if not fen:
        raise MoveNotPossible(_("Nothing of this case is to be explained."))
    if waiting(transfer) is not None:
        raise MoveNotPossible(_("A finding waits already for a second person."))
    _check_said(fen, finding, amount_fen, note)
    made = Restatement.objects.create(
        transfer=transfer,
        finding=finding,
        amount_fen=amount_fen if fen > 0 else -amount_fen,
        note=note.strip(),
        found_by=by.user,
        found_by_client=by.client.client_id if by.client else "",
        found_at=now,
    )
    moving.turn_page(case)
    expect(record(case, Event.Kind.PREPARED, by=by, now=now, data={"difference": finding}))
    return made


def _check_said(fen: int, finding: str, amount_fen: int, note: str) -> None:
    if finding not in findings(fen):
        raise NotValid({"finding": _("Choose what was found.")})
    if not 0 < amount_fen <= abs(fen):
        raise NotValid({"amount": _("Enter an amount of at most what is to be explained.")})
    if not note.strip() or len(note) > LONGEST_NOTE:
        raise NotValid({"note": _("Write in at most 500 characters how it is known.")})


def _found(transfer: Transfer) -> Restatement:
    found = waiting(transfer)
    if found is None:
        raise MoveNotPossible(_("No finding waits for a second person."))
    return found


@transaction.atomic
def confirm(
    transfer: Transfer, *, by: Actor, now: datetime, version: int | None = None
) -> Restatement:
    """Confirm what was found, as the second person: the books say what the bank paid out."""
    case = transfer.case
    take_up(case, Action.HAND_OVER, by=by, version=version)
    check_may_issue(transfer.sides[0])
    found, fen = _found(transfer), to_explain(transfer)
    found.confirmed_by, found.confirmed_at = check_second_person(found.found_by_id, by), now
    if not 0 < found.amount_fen * (1 if fen > 0 else -1) <= abs(fen):
        raise MoveNotPossible(_("The difference is another by now. It is explained anew."))
    found.save()
    post(transfer, Posting.Movement.RESTATED, str(found.pk), found.amount_fen, now=now)
    moving.turn_page(case)
    data = {"finding": found.finding, "fen": abs(found.amount_fen)}
    record(case, Event.Kind.EXPLAINED, by=by, now=now, note=found.note, data=data)
    left_over.keep(transfer, now=now)
    return found


@transaction.atomic
def send_back(
    transfer: Transfer, *, note: str, by: Actor, now: datetime, version: int | None = None
) -> None:
    """The second person finds a fault, or the first takes it back: it is explained anew."""
    case = transfer.case
    take_up(case, Action.HAND_OVER, by=by, version=version)
    _found(transfer).delete()
    moving.turn_page(case)
    record(case, Event.Kind.SENT_BACK, by=by, now=now, note=note, data={"difference": True})
