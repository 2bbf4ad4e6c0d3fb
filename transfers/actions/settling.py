"""The new agency's last turn: match form and money, dispute, merge the record, complete."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.errors import NotValid
from accounts.models import User
from agencies.actors import Actor
from agencies.models import Insurance, TermKind
from casework.actions import moving, steps
from casework.actions.halting import check_may_issue
from casework.actions.history import record
from casework.actions.letters import issue
from casework.actions.moving import hold
from casework.actions.numbering import next_number
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Case, Event, Letter
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from records.models import Posting
from transfers import documents, facts
from transfers.actions import clearing
from transfers.actions.handing_over import check_second_person, post
from transfers.actions.merging import merge
from transfers.actions.reviewing import check_reasons
from transfers.clearing_letter import months_are_double
from transfers.double_months import plan_of
from transfers.models import (
    InformationForm,
    Remittance,
    Settlement,
    SurplusReturn,
    Transfer,
)
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
    _check_arrival(remittance, amount_fen, arrived_on, now=now)
    waiting = Remittance.objects.filter(pk=remittance.pk, arrived_on=None)
    if not waiting.update(
        arrived_fen=amount_fen, arrived_on=arrived_on, arrival_recorded_by=by.user
    ):
        raise MoveNotPossible(_("The arrival of this money has been recorded already."))
    _post_arrival(remittance, amount_fen, now=now)
    data = {"reference": remittance.reference}
    event = record(case, Event.Kind.ARRIVED, by=by, now=now, data=data)
    step = case.steps.open().filter(kind=TermKind.SETTLE).last()
    if step and not transfer.remittances.filter(arrived_on=None).exists():
        steps.start_clock(step, now=now)
    tell(case, [Told("arrived")], now=now, occasion=f"arrived:{event.sequence}")


def _post_arrival(remittance: Remittance, amount_fen: int, *, now: datetime) -> None:
    """Post an arrival; after one that was taken out it is the second half of that correction."""
    number, reference = remittance.transfer.case.number, remittance.reference
    arrived = Posting.Movement.ARRIVED
    if Posting.objects.filter(case_number=number, movement=arrived, reference=reference).exists():
        arrived = Posting.Movement.CORRECTED
        reference = f"{_corrections(remittance.transfer.case)}/{reference}"
    post(remittance.transfer, arrived, reference, amount_fen, now=now)


def _corrections(case: Case) -> int:
    return case.events.filter(kind=Event.Kind.CORRECTED).count()


def _check_arrival(
    remittance: Remittance, amount_fen: int, arrived_on: date, *, now: datetime
) -> None:
    if amount_fen > remittance.amount_fen:
        raise NotValid({"amount": _("More than was sent cannot have arrived.")})
    if arrived_on > facts.day_of(now) or arrived_on < remittance.sent_on:
        raise NotValid({"arrived_on": _("The money cannot have arrived on that day.")})


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
    """Put right an arrival that was written down wrongly; 0 says that nothing has arrived.

    The ledger keeps the wrong entry beside its reversal, and the history says what it was.
    """
    transfer = remittance.transfer
    case = transfer.case
    check_may(by, Action.SETTLE, case)
    hold(case, version)
    if Status(case.status) not in (Status.HANDED_OVER, Status.DISPUTED):
        raise MoveNotPossible(_("This is not possible at the present stage of the case."))
    remittance.refresh_from_db(fields=["arrived_fen", "arrived_on"])
    was, was_on = remittance.arrived_fen, remittance.arrived_on
    if was is None or was_on is None:
        raise MoveNotPossible(_("No arrival of this money has been recorded yet."))
    _check_correction(remittance, amount_fen, arrived_on, note, now=now)
    reference = f"{_corrections(case) + 1}/{remittance.reference}"
    _post_correction(remittance, was, amount_fen, reference, now=now)
    remittance.arrived_fen = amount_fen or None
    remittance.arrived_on = arrived_on if amount_fen else None
    remittance.arrival_recorded_by = by.user if amount_fen else None
    remittance.save()
    Settlement.objects.filter(transfer=transfer, completed_at=None).delete()
    if not amount_fen:
        _wait_for_money(transfer, now=now)
    moving.turn_page(case)
    data = {
        "reference": remittance.reference,
        "was_fen": was,
        "was_on": was_on.isoformat(),
        "is_fen": amount_fen,
        "is_on": remittance.arrived_on.isoformat() if remittance.arrived_on else "",
    }
    event = record(case, Event.Kind.CORRECTED, by=by, now=now, note=note, data=data)
    if Status(case.status) == Status.DISPUTED:
        told = Told("arrival-corrected", transfer.original_agency)
        tell(case, [told], now=now, occasion=f"corrected:{event.sequence}")


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
        _check_arrival(remittance, amount_fen, arrived_on, now=now)
    if (amount_fen, arrived_on) == (remittance.arrived_fen, remittance.arrived_on):
        raise NotValid({"amount": _("This is what has been recorded already.")})
    if not note.strip():
        raise NotValid({"note": _("Write why it is corrected.")})


def _post_correction(
    remittance: Remittance, was: int, amount_fen: int, reference: str, *, now: datetime
) -> None:
    """Take the wrong entry out whole and write the right one down; a new day moves no money."""
    if amount_fen == was:
        return
    post(remittance.transfer, Posting.Movement.REVERSED, reference, was, now=now)
    if amount_fen:
        post(remittance.transfer, Posting.Movement.CORRECTED, reference, amount_fen, now=now)


def _wait_for_money(transfer: Transfer, *, now: datetime) -> None:
    """Begin the turn anew without a clock: a pension's term runs from form *and* money."""
    step = transfer.case.steps.open().filter(kind=TermKind.SETTLE).last()
    if step is None or step.due_on is None or transfer.insurance == Insurance.MEDICAL:
        return
    steps.close_steps(transfer.case, now=now)
    steps.begin_step(
        transfer.case, step.kind, step.agency, now=now, clock_runs=False, clerk=step.clerk
    )


def difference(transfer: Transfer) -> int | None:
    """Return, in fen, what arrived and stayed less what the form states.

    None while money is under way.
    """
    remittances = list(transfer.remittances.all())
    if any(each.arrived_fen is None for each in remittances):
        return None
    arrived = sum(each.arrived_fen or 0 for each in remittances)
    returned = sum(each.amount_fen for each in transfer.returns.all())
    return arrived - returned - sent_form(transfer).total_fen


@transaction.atomic
def return_surplus(
    transfer: Transfer,
    *,
    reference: str,
    returned_on: date,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> SurplusReturn:
    """Send back what arrived beyond the form, as a second person (row 20: two persons).

    The first is whoever recorded or corrected the arrival last: the amount follows from that.
    """
    case = transfer.case
    check_may(by, Action.SETTLE, case)
    hold(case, version)
    if Status(case.status) != Status.HANDED_OVER:
        raise MoveNotPossible(_("This is not possible at the present stage of the case."))
    surplus = difference(transfer) or 0
    if surplus <= 0:
        raise MoveNotPossible(_("Not more has arrived than the form states."))
    check_may_issue(transfer.sides[1])
    second = check_second_person(who_recorded_last(case), by)
    _check_return(transfer, reference, returned_on, now=now)
    returned = _write_return(transfer, reference.strip(), surplus, returned_on, second)
    post(transfer, Posting.Movement.RETURNED, reference, surplus, now=now)
    post(transfer, Posting.Movement.TAKEN_BACK, reference, surplus, now=now)
    moving.turn_page(case)
    data = {"reference": returned.reference, "fen": surplus, "on": returned_on.isoformat()}
    event = record(case, Event.Kind.SURPLUS_RETURNED, by=by, now=now, data=data)
    told = Told("surplus-returned", transfer.original_agency)
    tell(case, [told], now=now, occasion=f"surplus:{event.sequence}")
    return returned


def who_recorded_last(case: Case) -> int | None:
    """Return who recorded or corrected an arrival last; none when a system did."""
    kinds = (Event.Kind.ARRIVED, Event.Kind.CORRECTED)
    last = case.events.filter(kind__in=kinds).last()
    return last.actor_user_id if last else None


def _check_return(transfer: Transfer, reference: str, returned_on: date, *, now: datetime) -> None:
    if not reference.strip():
        raise NotValid({"reference": _("Enter the bank's reference of the remittance.")})
    arrived = [each.arrived_on for each in transfer.remittances.all() if each.arrived_on]
    if returned_on > facts.day_of(now) or returned_on < max(arrived, default=returned_on):
        raise NotValid({"returned_on": _("The money cannot have been sent back on that day.")})


def _write_return(
    transfer: Transfer, reference: str, amount_fen: int, returned_on: date, user: User
) -> SurplusReturn:
    try:
        with transaction.atomic():
            return SurplusReturn.objects.create(
                transfer=transfer,
                reference=reference,
                amount_fen=amount_fen,
                returned_on=returned_on,
                returned_by=user,
            )
    except IntegrityError as error:
        raise NotValid({"reference": _("This reference has been used already.")}) from error


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
    """Merge the months and credit the account, as the second person; then the case ends.

    社会保险法 arts. 19, 32: years are added up; each month counts once. Where months lie twice the
    transfer is done, and the case goes on until they are paid back (人社部发〔2010〕70号 art. 10).
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
    merged = merge(transfer, form, now=now)
    doubles = plan_of(transfer)
    end = Status.CLEARING if doubles.cleared else Status.COMPLETED
    moving.move(case, end, by=by, now=now, moves=MOVES)
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
        content=documents.completion(
            transfer,
            form,
            merged,
            number,
            by=by,
            now=now,
            remarks=(months_are_double(doubles),) if doubles.cleared else (),
        ),
        by=by,
        now=now,
        to_person=True,
    )
    if doubles.cleared:
        clearing.begin(transfer, now=now)
    else:
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
