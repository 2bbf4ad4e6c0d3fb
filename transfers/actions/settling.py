"""The new agency's last turn: match form and money, dispute, merge the record, complete."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import NotValid
from agencies.actors import Actor
from agencies.models import TermKind
from casework.actions import moving, steps
from casework.actions.history import record
from casework.actions.letters import issue, next_number
from casework.actions.moving import hold
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Event, Letter
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from records.models import Posting
from transfers import documents, facts
from transfers.actions.handing_over import check_second_person, post
from transfers.actions.merging import merge
from transfers.actions.reviewing import check_reasons
from transfers.models import InformationForm, Remittance, Settlement, Transfer
from transfers.rules.flow import MOVES
from transfers.rules.reasons import Use


def sent_form(transfer: Transfer) -> InformationForm:
    """Return the information form that counts: the last one sent."""
    form = transfer.forms.exclude(sent_at=None).order_by("-version").first()
    if form is None:
        raise MoveNotPossible(_("The information form has not arrived yet."))
    return form


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
    """Write down what the bank received; with the last of the money the clock starts.

    国办发〔2009〕66号 art. 8(4): the term runs from receiving relationship *and* money.
    """
    transfer = remittance.transfer
    case = transfer.case
    check_may(by, Action.SETTLE, case)
    hold(case, version)
    if amount_fen <= 0:
        raise NotValid({"amount": _("Enter the amount that arrived.")})
    if amount_fen > remittance.amount_fen:
        raise NotValid({"amount": _("More than was sent cannot have arrived.")})
    if arrived_on > facts.day_of(now) or arrived_on < remittance.sent_on:
        raise NotValid({"arrived_on": _("The money cannot have arrived on that day.")})
    waiting = Remittance.objects.filter(pk=remittance.pk, arrived_on=None)
    if not waiting.update(
        arrived_fen=amount_fen, arrived_on=arrived_on, arrival_recorded_by=by.user
    ):
        raise MoveNotPossible(_("The arrival of this money has been recorded already."))
    post(transfer, Posting.Movement.ARRIVED, remittance.reference, amount_fen, now=now)
    data = {"reference": remittance.reference}
    record(case, Event.Kind.ARRIVED, by=by, now=now, data=data)
    step = case.steps.open().filter(kind=TermKind.SETTLE).last()
    if step and not transfer.remittances.filter(arrived_on=None).exists():
        steps.start_clock(step, now=now)
    tell(case, [Told("arrived")], now=now, occasion=f"arrived:{remittance.pk}")


def difference(transfer: Transfer) -> int | None:
    """Return, in fen, what arrived less what the form states; None while money is under way."""
    remittances = list(transfer.remittances.all())
    if any(each.arrived_fen is None for each in remittances):
        return None
    return sum(each.arrived_fen or 0 for each in remittances) - sent_form(transfer).total_fen


@transaction.atomic
def dispute(
    transfer: Transfer,
    codes: Iterable[str],
    *,
    note: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Ask the original agency to put form or money right; its turn begins anew."""
    case = transfer.case
    check_may(by, Action.SETTLE, case)
    hold(case, version)
    chosen = check_reasons(codes, Use.DISPUTE, transfer)
    moving.move(case, Status.DISPUTED, by=by, now=now, moves=MOVES, note=note, reasons=chosen)
    Settlement.objects.filter(transfer=transfer, completed_at=None).delete()
    steps.close_steps(case, now=now)
    original, _new = transfer.sides
    steps.begin_step(case, TermKind.HAND_OVER, original, now=now)
    told = Told("disputed", original, {"note": note})
    tell(case, [told], now=now, occasion=f"disputed:{case.version}")


@transaction.atomic
def prepare_settlement(
    transfer: Transfer, *, by: Actor, now: datetime, version: int | None = None
) -> Settlement:
    """Confirm that form and money match, for a second person to complete.

    人社部发〔2009〕187号: a transfer is closed only when information and money match.
    """
    case = transfer.case
    check_may(by, Action.SETTLE, case)
    hold(case, version)
    if Status(case.status) != Status.HANDED_OVER:
        raise MoveNotPossible(_("This is not possible at the present stage of the case."))
    check_matches(transfer)
    settlement, _made = Settlement.objects.update_or_create(
        transfer=transfer,
        defaults={
            "form": sent_form(transfer),
            "prepared_by": by.user,
            "prepared_by_client": by.client.client_id if by.client else "",
            "prepared_at": now,
        },
    )
    moving.turn_page(case)
    record(case, Event.Kind.PREPARED, by=by, now=now, data={"settlement": True})
    return settlement


def check_matches(transfer: Transfer) -> None:
    """Raise unless all the money is there and is what the form states."""
    apart = difference(transfer)
    if apart is None:
        raise MoveNotPossible(_("The money has not arrived yet."))
    if apart != 0:
        raise MoveNotPossible(_("Form and money do not match. Dispute the difference."))


@transaction.atomic
def complete(transfer: Transfer, *, by: Actor, now: datetime, version: int | None = None) -> Letter:
    """Merge the months, credit the account and close the case, as the second person.

    社会保险法 arts. 19, 32: years are added up; each month counts once.
    """
    case = transfer.case
    check_may(by, Action.SETTLE, case)
    hold(case, version)
    settlement = Settlement.objects.filter(transfer=transfer, completed_at=None).first()
    if settlement is None:
        raise MoveNotPossible(_("Nobody has confirmed yet that form and money match."))
    check_second_person(settlement.prepared_by_id, by)
    check_matches(transfer)
    form = sent_form(transfer)
    moving.move(case, Status.COMPLETED, by=by, now=now, moves=MOVES)
    merged = merge(transfer, form, now=now)
    settlement.approved_by, settlement.completed_at = by.user, now
    settlement.months_counted = merged.months
    settlement.months_overlapping = merged.overlapping_months
    settlement.save()
    steps.close_steps(case, now=now)
    _original, new = transfer.sides
    number = next_number(new, now)
    letter = issue(
        case,
        Letter.Kind.COMPLETION,
        agency=new,
        number=number,
        content=documents.completion(transfer, form, merged, number, by=by, now=now),
        by=by,
        now=now,
        to_person=True,
    )
    tell(case, [Told("completed")], now=now, occasion="completed")
    return letter


@transaction.atomic
def send_back_settlement(
    transfer: Transfer, *, note: str, by: Actor, now: datetime, version: int | None = None
) -> None:
    """The second person finds a fault: the match is confirmed anew."""
    case = transfer.case
    check_may(by, Action.SETTLE, case)
    hold(case, version)
    deleted, _rows = Settlement.objects.filter(transfer=transfer, completed_at=None).delete()
    if not deleted:
        raise MoveNotPossible(_("Nobody has confirmed yet that form and money match."))
    moving.turn_page(case)
    record(case, Event.Kind.SENT_BACK, by=by, now=now, note=note)
