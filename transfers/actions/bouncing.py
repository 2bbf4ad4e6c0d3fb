"""Money that the bank returned to the original agency, and that is sent anew."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.rules.terms import TermKind
from casework.actions import moving, pausing, steps
from casework.actions.history import record
from casework.actions.living import check_not_stopped_by_death
from casework.actions.moving import hold, take_up
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Event
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotValid
from records.models import BankEntry, Posting
from transfers.actions import left_over
from transfers.actions.differences import sent_form
from transfers.actions.handing_over import begin_settling, check_second_person
from transfers.actions.remitting import check_day_of_sending, owed, post, remit
from transfers.actions.unallotted import book, check_own, hold_entry, left_of, turn_entry
from transfers.models import Allotment, Remittance, Transfer


def own_money_back(entry: BankEntry, transfer: Transfer, **said: Any) -> None:
    """Write down what a line brings back of a case: a remittance whole, or what never arrived."""
    sent = transfer.remittances.under_way().filter(amount_fen__lte=left_of(entry)).last()
    if sent is None:
        come_back(entry, transfer, **said)
        return
    sent.transfer = transfer
    bounce(entry, sent, **said)


@transaction.atomic
def bounce(
    entry: BankEntry,
    remittance: Remittance,
    *,
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Write down, from the original agency's own statement, that its remittance came back whole.

    The money is owed again: it is the original agency's turn until it is sent anew. `note` is why
    the bank returned it, for all who have to put it right.
    """
    transfer = remittance.transfer
    _hold_both(entry, transfer, by, version)
    remittance.refresh_from_db()
    _check_came_back(entry, remittance)
    given = _take_from_line(entry, transfer, remittance.amount_fen, by=by, now=now)
    given.remittance = remittance
    given.save(update_fields=["remittance"])
    remittance.bounced_on = entry.day
    remittance.save(update_fields=["bounced_on"])
    _give_turn_back(transfer, now=now)
    left_over.keep(transfer, now=now)
    data = {"reference": remittance.reference, "fen": remittance.amount_fen}
    event = record(transfer.case, Event.Kind.BOUNCED, by=by, now=now, note=note, data=data)
    original, new = transfer.sides
    why = {"note": note}
    told = [Told("money-bounced", new, why), Told("money-to-send-anew", original, why)]
    told.append(Told("money-bounced-person"))
    tell(transfer.case, told, now=now, occasion=f"bounced:{event.sequence}")


@transaction.atomic
def come_back(
    entry: BankEntry,
    transfer: Transfer,
    *,
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Write down that a part which never arrived is on the own account again: no more is owed.

    Its whole line is given to the case, as far as something of the case is missing.
    """
    _hold_both(entry, transfer, by, version)
    _check_ours(entry, transfer)
    fen = min(left_of(entry), left_over.astray(transfer))
    if fen <= 0:
        raise NotValid({"case": _("Nothing of this case can have come back.")})
    _take_from_line(entry, transfer, fen, by=by, now=now)
    left_over.keep(transfer, now=now)
    data = {"reference": entry.reference, "fen": fen}
    event = record(transfer.case, Event.Kind.BOUNCED, by=by, now=now, note=note, data=data)
    told = Told("money-part-back", transfer.sides[1])
    tell(transfer.case, [told], now=now, occasion=f"bounced:{event.sequence}")


def _hold_both(entry: BankEntry, transfer: Transfer, by: Actor, version: int | None) -> None:
    """Hold line and case for whoever keeps the original agency's account."""
    check_may(by, Action.HAND_OVER, transfer.case)
    check_own(entry, by)
    hold_entry(entry, version)
    hold(transfer.case, None)


def _take_from_line(
    entry: BankEntry, transfer: Transfer, fen: int, *, by: Actor, now: datetime
) -> Allotment:
    """Give a case what a line brings back of its money; the fund has it again."""
    given = Allotment.objects.create(
        entry=entry,
        transfer=transfer,
        kind=Allotment.Kind.BOUNCED,
        amount_fen=fen,
        made_by=by.user,
        made_at=now,
    )
    entry.state = BankEntry.State.OPEN if left_of(entry) else BankEntry.State.MATCHED
    turn_entry(entry)
    number = f"bounced/{given.pk}"
    book(entry, Posting.Movement.ALLOTTED, number, fen, now=now)
    post(transfer, Posting.Movement.BOUNCED, number, fen, now=now)
    moving.turn_page(transfer.case)
    return given


def _give_turn_back(transfer: Transfer, *, now: datetime) -> None:
    """Begin the original agency's turn, with days of the portal's own; the other stands still.

    While a difference is open, or after a death, it is not the new agency's turn anyway.
    """
    case = transfer.case
    open_steps = case.steps.open()
    if case.state != Status.HANDED_OVER or open_steps.filter(kind=TermKind.SEND_ANEW).exists():
        return
    for settling in open_steps.filter(kind=TermKind.SETTLE):
        if settling.due_on is None:
            steps.close_step(settling, now=now)
        else:
            pausing.pause(settling, now=now)
    steps.begin_step(case, TermKind.SEND_ANEW, transfer.sides[0], now=now)


def _give_turn_on(transfer: Transfer, *, now: datetime) -> None:
    """End the original agency's turn; the new agency's goes on with the days it had left."""
    open_steps = transfer.case.steps.open()
    for sending in open_steps.filter(kind=TermKind.SEND_ANEW):
        steps.close_step(sending, now=now)
    settling = open_steps.filter(kind=TermKind.SETTLE).last()
    if settling is None:
        begin_settling(transfer, now=now)
    else:
        pausing.resume(settling, now=now)


def _check_ours(entry: BankEntry, transfer: Transfer) -> None:
    if transfer.sides[0].in_office != entry.agency.in_office:
        raise NotValid({"case": _("This remittance was not sent from this account.")})
    if entry.state != BankEntry.State.OPEN:
        raise MoveNotPossible(_("This line of the bank is not open."))


def _check_came_back(entry: BankEntry, remittance: Remittance) -> None:
    _check_ours(entry, remittance.transfer)
    if remittance.arrived_on or remittance.bounced_on:
        raise MoveNotPossible(_("This remittance has arrived or come back already."))
    if left_of(entry) < remittance.amount_fen:
        raise NotValid({"case": _("The line has less left than the remittance was.")})


def is_owed_anew(transfer: Transfer) -> bool:
    """Whether money came back that the form still promises, and nothing is under way for it."""
    at_hand = Status(transfer.case.status) == Status.HANDED_OVER
    came_back = at_hand and transfer.remittances.exclude(bounced_on=None).exists()
    return came_back and owed(sent_form(transfer)) > 0


def is_who_wrote_it_down(transfer: Transfer, who: Actor) -> bool:
    """Whether this person wrote the last return down, so that another has to send it anew."""
    last = transfer.allotments.filter(kind=Allotment.Kind.BOUNCED).last()
    if last is None or last.made_by_id is None or who.user is None:
        return False
    return last.made_by_id == who.user.pk


@transaction.atomic
def send_anew(
    transfer: Transfer,
    *,
    reference: str,
    sent_on: date,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Send what came back once more, as another person than who wrote that down (row 19)."""
    case = transfer.case
    take_up(case, Action.HAND_OVER, by=by, version=version)
    check_not_stopped_by_death(case)
    if not is_owed_anew(transfer):
        raise MoveNotPossible(_("Nothing that the bank returned is owed."))
    if not reference.strip():
        raise NotValid({"reference": _("Enter the bank's reference of the remittance.")})
    check_day_of_sending(transfer, sent_on, now=now)
    last = transfer.allotments.filter(kind=Allotment.Kind.BOUNCED).last()
    check_second_person(last.made_by_id if last else None, by)
    fen = owed(sent_form(transfer))
    remit(sent_form(transfer), reference=reference, sent_on=sent_on, now=now)
    _give_turn_on(transfer, now=now)
    left_over.keep(transfer, now=now)
    moving.turn_page(case)
    data = {"reference": reference.strip(), "fen": fen}
    event = record(case, Event.Kind.SENT_ANEW, by=by, now=now, data=data)
    told = Told("money-sent-anew", transfer.sides[1])
    tell(case, [told], now=now, occasion=f"sent-anew:{event.sequence}")
