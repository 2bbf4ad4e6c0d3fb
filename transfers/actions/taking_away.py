"""A line of the bank is taken from the wrong case by two persons, and waits for its own."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.rules.terms import Insurance, TermKind
from casework.actions import moving, steps
from casework.actions.history import record
from casework.actions.moving import hold
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Event
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from records.models import BankEntry, Posting
from transfers.actions import left_over
from transfers.actions.allotting import keep_sums
from transfers.actions.differences import is_difference_open
from transfers.actions.handing_over import check_second_person
from transfers.actions.remitting import post
from transfers.actions.unallotted import book, check_own, hold_entry
from transfers.models import Allotment, Remittance, Settlement, Transfer
from transfers.rules.stages import MERGED


@transaction.atomic
def ask_to_take_away(allotment: Allotment, *, reason: str, by: Actor, now: datetime) -> None:
    """Say, as the first person, that a line was given to the wrong case."""
    case = allotment.transfer.case
    check_may(by, Action.SETTLE, case)
    check_own(allotment.entry, by)
    if by.user is None:
        raise NotPermitted(_("A person has to ask for this, not a system."))
    if not reason.strip():
        raise NotValid({"reason": _("Write why.")})
    _check_stands(allotment)
    asked = Allotment.objects.standing().filter(pk=allotment.pk, taking_asked_by=None)
    if asked.update(taking_asked_by=by.user, taking_reason=reason.strip()):
        BankEntry.objects.filter(pk=allotment.entry_id).update(version=F("version") + 1)


def _check_stands(allotment: Allotment) -> None:
    has_merged = Status(allotment.transfer.case.status) in MERGED
    if has_merged and not allotment.is_late:
        raise MoveNotPossible(_("With this money the case was completed. It stays with it."))
    if allotment.kind != Allotment.Kind.ARRIVED:
        raise MoveNotPossible(_("What the bank returned is taken from no case."))


@transaction.atomic
def take_away(
    allotment: Allotment, *, by: Actor, now: datetime, version: int | None = None
) -> None:
    """Take a line from the wrong case, as the second person; it waits for its case again."""
    check_may(by, Action.SETTLE, allotment.transfer.case)
    check_own(allotment.entry, by)
    hold_entry(allotment.entry, version)
    hold(allotment.transfer.case, None)
    allotment.refresh_from_db(fields=["taking_asked_by", "taken_at", "taking_reason"])
    if allotment.taken_at or allotment.taking_asked_by_id is None:
        raise MoveNotPossible(_("Nobody has asked to take this line from its case."))
    _check_stands(allotment)
    allotment.taken_by = check_second_person(allotment.taking_asked_by_id, by)
    _check_not_sent_back(allotment)
    release(allotment, now=now)
    tell_change(
        allotment.transfer,
        allotment.remittance,
        was=allotment,
        now_is=None,
        note=allotment.taking_reason,
        by=by,
        now=now,
    )


def _check_not_sent_back(allotment: Allotment) -> None:
    """Money that the case has already sent back as surplus cannot be taken from it again."""
    transfer = allotment.transfer
    arrived = transfer.allotments.arrived().aggregate(sum=Sum("amount_fen"))["sum"] or 0
    returned = transfer.returns.aggregate(sum=Sum("amount_fen"))["sum"] or 0
    if arrived - allotment.amount_fen < returned:
        raise MoveNotPossible(_("Part of this money has been sent back already."))


def release(allotment: Allotment, *, now: datetime) -> None:
    """Reverse an allotment whole; what it was stays in ledger and papers."""
    transfer, reference = allotment.transfer, str(allotment.pk)
    allotment.taken_at = now
    allotment.save()
    post(transfer, Posting.Movement.REVERSED, reference, allotment.amount_fen, now=now)
    fen = allotment.amount_fen
    book(allotment.entry, Posting.Movement.RELEASED, reference, fen, now=now)
    keep_sums(allotment)
    Settlement.objects.filter(transfer=transfer, completed_at=None).delete()
    if transfer.remittances.under_way().exists():
        _wait_for_money(transfer, now=now)
    left_over.keep(transfer, now=now)
    moving.turn_page(transfer.case)


def _wait_for_money(transfer: Transfer, *, now: datetime) -> None:
    """Begin the turn anew without a clock: a pension's term runs from form *and* money."""
    step = transfer.case.steps.open().filter(kind=TermKind.SETTLE).last()
    if step is None or step.due_on is None or step.paused_on is not None:
        return
    if transfer.insurance == Insurance.MEDICAL:
        return
    steps.close_steps(transfer.case, now=now)
    steps.begin_step(
        transfer.case, step.kind, step.agency, now=now, clock_runs=False, clerk=step.clerk
    )


def tell_change(
    transfer: Transfer,
    remittance: Remittance | None,
    *,
    was: Allotment,
    now_is: Allotment | None,
    note: str,
    by: Actor,
    now: datetime,
) -> None:
    """Write into the history what was said of the money and what is said now."""
    case = transfer.case
    data = {
        "reference": remittance.reference if remittance else was.entry.reference,
        "was_fen": was.amount_fen,
        "was_on": was.entry.day.isoformat(),
        "is_fen": now_is.amount_fen if now_is else 0,
        "is_on": now_is.entry.day.isoformat() if now_is else "",
    }
    event = record(case, Event.Kind.CORRECTED, by=by, now=now, note=note, data=data)
    if is_difference_open(transfer):
        told = Told("arrival-corrected", transfer.sides[0])
        tell(case, [told], now=now, occasion=f"corrected:{event.sequence}")
