"""What the bank received: written down by hand, and put right where the hand slipped."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.models import of_agency
from casework.actions.moving import take_up
from casework.errors import MoveNotPossible, not_at_this_stage
from casework.rules.authorisation import Action
from kit.clock import day_of
from kit.errors import NotValid
from records.models import BankEntry, Posting
from transfers.actions.allotting import allot, tell_arrival
from transfers.actions.differences import arrived_of
from transfers.actions.taking_away import release, tell_change
from transfers.actions.unallotted import book, credit, hold_entry, left_of, turn_entry
from transfers.matching import words_of
from transfers.models import (
    Allotment,
    Remittance,
)
from transfers.rules.stages import COMPARING


@transaction.atomic
def record_arrival(
    remittance: Remittance,
    *,
    amount_fen: int,
    arrived_on: date,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Write down by hand what the bank received; with the last of the money the clock starts.

    It makes a line of the bank and gives it to the case. What arrived is never refused for being
    more than was sent, or for coming in parts, late or while a difference is open.
    """
    transfer = remittance.transfer
    take_up(transfer.case, Action.SETTLE, by=by, version=version)
    if amount_fen <= 0:
        raise NotValid({"amount": _("Enter the amount that arrived.")})
    if remittance.bounced_on:
        raise MoveNotPossible(_("The bank returned this remittance to the original agency."))
    _check_day(remittance, arrived_on, now=now)
    given = _allot_by_hand(remittance, amount_fen, arrived_on, by=by, now=now)
    tell_arrival(given, by=by, now=now)


def _check_day(remittance: Remittance, arrived_on: date, *, now: datetime) -> None:
    if arrived_on > day_of(now) or arrived_on < remittance.sent_on:
        raise NotValid({"arrived_on": _("The money cannot have arrived on that day.")})


def _allot_by_hand(
    remittance: Remittance, amount_fen: int, arrived_on: date, *, by: Actor, now: datetime
) -> Allotment:
    transfer = remittance.transfer
    new = transfer.sides[1]
    read = _line_read(remittance, amount_fen)
    if read is not None:
        return allot(read, transfer, amount_fen, by=by, now=now, remittance=remittance)
    part = Allotment.objects.filter(transfer=transfer).count() + 1
    entry = BankEntry.objects.create(
        agency=new,
        account=new.bank_account,
        day=arrived_on,
        amount_fen=amount_fen,
        reference=f"{transfer.case.number}/{part}",
        purpose=remittance.reference,
        is_by_hand=True,
        made_by=by.user,
        made_at=now,
    )
    credit([entry], now=now)
    return allot(entry, transfer, amount_fen, by=by, now=now, remittance=remittance)


def _line_read(remittance: Remittance, amount_fen: int) -> BankEntry | None:
    """Return the open line of a statement that says the same: money is not written down twice."""
    lines = BankEntry.objects.filter(
        of_agency(remittance.transfer.sides[1].in_office),
        amount_fen=amount_fen,
        is_by_hand=False,
        state=BankEntry.State.OPEN,
    )
    for line in lines.order_by("pk"):
        if remittance.reference in words_of(line.reference, line.purpose):
            hold_entry(line, None)
            return line if left_of(line) == amount_fen else None
    return None


@transaction.atomic
def correct_arrival(
    remittance: Remittance,
    *,
    amount_fen: int,
    arrived_on: date | None,
    note: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Put right an arrival typed wrongly by hand; 0 says that nothing has arrived.

    The ledger keeps the wrong line beside its reversal, and the history says what it was. What
    was read from the bank is no slip of a hand: it is taken from the case by two persons.
    """
    transfer = remittance.transfer
    take_up(transfer.case, Action.SETTLE, by=by, version=version)
    remittance.refresh_from_db(fields=["arrived_fen", "arrived_on"])
    typed = _check_typed(remittance)
    _check_correction(remittance, amount_fen, arrived_on, note, now=now)
    was = _strike_all(typed, amount_fen, now=now)
    is_now = None
    if amount_fen and arrived_on is not None:
        is_now = _allot_by_hand(remittance, amount_fen, arrived_on, by=by, now=now)
    tell_change(transfer, remittance, was=was, now_is=is_now, note=note, by=by, now=now)


def _check_typed(remittance: Remittance) -> list[Allotment]:
    """Return what was typed by hand, where it may still be put right."""
    if remittance.transfer.case.state not in COMPARING:
        raise not_at_this_stage()
    typed = list(_typed(remittance))
    if not typed:
        raise MoveNotPossible(_("No arrival of this money has been recorded by hand."))
    return typed


def _strike_all(typed: list[Allotment], amount_fen: int, *, now: datetime) -> Allotment:
    """Strike out all that was typed; return it as one, as the history tells it.

    What has been sent back already cannot have arrived less.
    """
    transfer, was = typed[-1].transfer, sum(each.amount_fen for each in typed)
    sent_back = sum(each.amount_fen for each in transfer.returns.all())
    if arrived_of(transfer) - was + amount_fen < sent_back:
        raise MoveNotPossible(_("Part of this money has been sent back already."))
    for each in typed:
        release(each, now=now)
        _check_alone(each.entry)
        strike(each.entry, now=now)
    typed[-1].amount_fen = was
    return typed[-1]


def _typed(remittance: Remittance) -> QuerySet[Allotment]:
    """Return what was typed by hand for a remittance and no statement has confirmed."""
    arrived = remittance.allotments.arrived().filter(entry__is_by_hand=True, entry__statement=None)
    return arrived.select_related("entry", "transfer__case", "remittance")


def typed_by_hand(remittance: Remittance) -> tuple[int, date | None]:
    """Return what was typed by hand for a remittance, in fen, and the last day of it."""
    typed = list(_typed(remittance))
    return sum(each.amount_fen for each in typed), max((e.entry.day for e in typed), default=None)


def _check_alone(entry: BankEntry) -> None:
    """Raise where another case lives on a line, or part of it was sent back: it was no slip."""
    if entry.sent_back_fen or entry.allotments.standing().exists():
        raise MoveNotPossible(
            _("Part of this line belongs elsewhere by now. Two persons take it from its case.")
        )


def strike(entry: BankEntry, *, now: datetime) -> None:
    """Strike out a line that was typed wrongly; no case has any of it."""
    entry.state = BankEntry.State.STRUCK
    turn_entry(entry)
    book(entry, Posting.Movement.STRUCK, str(entry.pk), entry.amount_fen, now=now)


def _check_correction(
    remittance: Remittance,
    amount_fen: int,
    arrived_on: date | None,
    note: str,
    *,
    now: datetime,
) -> None:
    if amount_fen < 0 or (amount_fen and arrived_on is None):
        raise NotValid({"arrived_on": _("Enter the amount that arrived and its day.")})
    if arrived_on is not None and amount_fen:
        _check_day(remittance, arrived_on, now=now)
    if (amount_fen, arrived_on) == typed_by_hand(remittance):
        raise NotValid({"amount": _("This is what has been recorded already.")})
    if not note.strip():
        raise NotValid({"note": _("Write why it is corrected.")})
