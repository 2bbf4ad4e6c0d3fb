"""The new agency's last turn: match form and money, dispute, merge the record, complete."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor
from agencies.models import TermKind, of_agency
from casework.actions import moving, steps
from casework.actions.halting import check_may_issue
from casework.actions.history import record
from casework.actions.living import check_not_stopped_by_death
from casework.actions.moving import hold
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Event
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from records.models import BankEntry, Posting
from transfers import documents, facts
from transfers.actions import clearing
from transfers.actions.allotting import (
    allot,
    book,
    credit,
    hold_entry,
    left_of,
    release,
    tell_arrival,
    tell_change,
    turn_entry,
)
from transfers.actions.asking_again import ABOUT_NEW_PLACE, check_again
from transfers.actions.handing_over import check_second_person, post
from transfers.actions.merging import merge
from transfers.actions.reviewing import check_reasons
from transfers.completion_remarks import remarks
from transfers.double_months import plan_of
from transfers.matching import words_of
from transfers.models import (
    Allotment,
    InformationForm,
    Remittance,
    Settlement,
    SurplusReturn,
    Transfer,
)
from transfers.rules.flow import MERGED
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
    """Write down by hand what the bank received; with the last of the money the clock starts.

    It makes a line of the bank and gives it to the case. What arrived is never refused for being
    more than was sent, or for coming in parts, late or while it is disputed.
    """
    transfer = remittance.transfer
    check_may(by, Action.SETTLE, transfer.case)
    hold(transfer.case, version)
    if amount_fen <= 0:
        raise NotValid({"amount": _("Enter the amount that arrived.")})
    if remittance.bounced_on:
        raise MoveNotPossible(_("The bank returned this remittance to the original agency."))
    _check_day(remittance, arrived_on, now=now)
    given = _allot_by_hand(remittance, amount_fen, arrived_on, by=by, now=now)
    tell_arrival(given, by=by, now=now)


def _check_day(remittance: Remittance, arrived_on: date, *, now: datetime) -> None:
    if arrived_on > facts.day_of(now) or arrived_on < remittance.sent_on:
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
    case = transfer.case
    check_may(by, Action.SETTLE, case)
    hold(case, version)
    if Status(case.status) not in (Status.HANDED_OVER, Status.DISPUTED):
        raise MoveNotPossible(_("This is not possible at the present stage of the case."))
    remittance.refresh_from_db(fields=["arrived_fen", "arrived_on"])
    typed = list(_typed(remittance))
    if not typed:
        raise MoveNotPossible(_("No arrival of this money has been recorded by hand."))
    _check_correction(remittance, amount_fen, arrived_on, note, now=now)
    gone = sum(each.amount_fen for each in typed) - amount_fen
    if arrived_of(transfer) - gone < sum(each.amount_fen for each in transfer.returns.all()):
        raise MoveNotPossible(_("Part of this money has been sent back already."))
    for each in typed:
        release(each, now=now)
        _check_alone(each.entry)
        strike(each.entry, now=now)
    was = typed[-1]
    was.amount_fen = sum(each.amount_fen for each in typed)
    is_now = None
    if amount_fen and arrived_on is not None:
        is_now = _allot_by_hand(remittance, amount_fen, arrived_on, by=by, now=now)
    tell_change(transfer, remittance, was=was, now_is=is_now, note=note, by=by, now=now)


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


def arrived_of(transfer: Transfer) -> int:
    """Return, in fen, what arrived for a case in all, announced or not."""
    return transfer.allotments.arrived().aggregate(sum=Sum("amount_fen"))["sum"] or 0


def difference(transfer: Transfer) -> int | None:
    """Return, in fen, what arrived and stayed less what the form states.

    None while money is under way.
    """
    if transfer.remittances.under_way().exists():
        return None
    arrived = arrived_of(transfer)
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

    The first are all who recorded what arrived: the amount follows from that.
    """
    case = transfer.case
    check_may(by, Action.SETTLE, case)
    hold(case, version)
    if case.is_open:
        check_not_stopped_by_death(case)
    if Status(case.status) not in (Status.HANDED_OVER, *MERGED):
        raise MoveNotPossible(_("This is not possible at the present stage of the case."))
    surplus = difference(transfer) or 0
    if surplus <= 0:
        raise MoveNotPossible(_("Not more has arrived than the form states."))
    check_may_issue(transfer.sides[1])
    second = _nobody_of_the_first(transfer, by)
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


def who_recorded(transfer: Transfer) -> list[User]:
    """Return all who gave this case what arrived for it, the latest first; no systems."""
    given = transfer.allotments.arrived().exclude(made_by=None).select_related("made_by")
    return [each.made_by for each in given.order_by("-made_at", "-pk") if each.made_by]


def _nobody_of_the_first(transfer: Transfer, by: Actor) -> User:
    second = check_second_person(None, by)
    if second in who_recorded(transfer):
        raise NotPermitted(_("A second person has to approve what you prepared."))
    return second


def _check_return(transfer: Transfer, reference: str, returned_on: date, *, now: datetime) -> None:
    if not reference.strip():
        raise NotValid({"reference": _("Enter the bank's reference of the remittance.")})
    arrived = [each.entry.day for each in transfer.allotments.arrived().select_related("entry")]
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
    moving.move(case, Status.DISPUTED, by=by, now=now, note=note, reasons=chosen)
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
    check_not_stopped_by_death(case)
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
def complete(
    transfer: Transfer,
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
    note: str = "",
    despite_checks: bool = False,
) -> Letter:
    """Merge the months and credit the account, as the second person; then the case ends.

    社会保险法 arts. 19, 32: years are added up; each month counts once. Where months lie twice the
    transfer is done, and the case goes on until they are paid back (人社部发〔2010〕70号 art. 10).
    Where the new place insures the person no longer, this person says that it goes on, and why.
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
    codes = check_again(
        transfer, now=now, despite_checks=despite_checks, note=note, only=ABOUT_NEW_PLACE
    )
    despite = {"despite": codes} if codes else {}
    merged = merge(transfer, form, now=now)
    doubles = plan_of(transfer)
    end = Status.CLEARING if doubles.cleared else Status.COMPLETED
    moving.move(case, end, by=by, now=now, note=note, **despite)
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
            remarks=remarks(transfer, form, doubles),
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
