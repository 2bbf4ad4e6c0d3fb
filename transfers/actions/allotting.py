"""Giving lines of the bank to cases, and taking them away again: never overwriting anything."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, Sum
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.rules.terms import Insurance, TermKind
from casework.actions import moving, steps
from casework.actions.history import record
from casework.actions.moving import hold
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Event
from casework.policies import check_may, may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit import wall
from kit.errors import NotPermitted, NotValid
from records.models import BankEntry, Posting
from transfers.actions.differences import is_difference_open
from transfers.actions.handing_over import check_second_person, post
from transfers.matching import certain
from transfers.models import Allotment, Remittance, Settlement, Transfer
from transfers.rules.flow import MERGED

# What each movement of a line of the bank does to the money that belongs to no case yet.
UNMATCHED = {
    Posting.Movement.CREDITED: 1,
    Posting.Movement.STRUCK: -1,
    Posting.Movement.ALLOTTED: -1,
    Posting.Movement.RELEASED: 1,
    Posting.Movement.SENT_BACK: -1,
}


# Of money for no case yet one side lies with the agency; the other is nobody's to read.
BOTH_SIDES = "post both sides of money that came"


def sides_of(
    entry: BankEntry, movement: Posting.Movement, reference: str, fen: int, *, now: datetime
) -> list[Posting]:
    """Return both sides of a movement of a line of the bank; together they are nothing."""
    amount = UNMATCHED[movement] * fen
    common = {"movement": movement, "reference": reference, "at": now}
    unmatched = Posting.Side.UNMATCHED
    return [
        Posting(**common, side=unmatched, agency_id=entry.agency_id, amount_fen=amount),
        Posting(**common, side=Posting.Side.TRANSIT, amount_fen=-amount),
    ]


@wall.as_house(BOTH_SIDES)
def credit(entries: Iterable[BankEntry], *, now: datetime) -> None:
    """Post what came to the account; what was paid out is posted where it was decided."""
    came = [each for each in entries if each.amount_fen > 0]
    credited = Posting.Movement.CREDITED
    Posting.objects.bulk_create(
        side
        for each in came
        for side in sides_of(each, credited, str(each.pk), each.amount_fen, now=now)
    )


@wall.as_house(BOTH_SIDES)
def book(
    entry: BankEntry, movement: Posting.Movement, reference: str, fen: int, *, now: datetime
) -> None:
    """Post a movement of one line."""
    Posting.objects.bulk_create(sides_of(entry, movement, reference, fen, now=now))


def left_of(entry: BankEntry) -> int:
    """Return, in fen, what of a line belongs to no case and was not sent back."""
    given = entry.allotments.standing().aggregate(sum=Sum("amount_fen"))["sum"] or 0
    return entry.amount_fen - given - entry.sent_back_fen


def hold_entry(entry: BankEntry, expected: int | None) -> None:
    """Keep everybody else from a line of the bank; raise when it is not what was looked at."""
    there = BankEntry.objects.select_for_update().only("version").get(pk=entry.pk)
    if there.version != entry.version or expected not in (None, there.version):
        raise MoveNotPossible(
            _("Somebody else has just decided on this line. Here is how it stands now.")
        )


def turn_entry(entry: BankEntry) -> None:
    """Keep a line as it is now, with a new version: what others have on screen is old."""
    entry.version += 1
    entry.save()


@transaction.atomic
def match(
    entry: BankEntry,
    transfer: Transfer,
    *,
    amount_fen: int,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Allotment:
    """Give a line of the bank, or part of it, to a case, at whatever stage the case is."""
    check_may(by, Action.SETTLE, transfer.case)
    check_own(entry, by)
    if transfer.sides[1].in_office != entry.agency.in_office:
        raise NotPermitted
    hold_entry(entry, version)
    hold(transfer.case, None)
    if entry.state != BankEntry.State.OPEN:
        raise MoveNotPossible(_("This line of the bank is not open."))
    if not 0 < amount_fen <= left_of(entry):
        raise NotValid({"amount": _("Enter an amount of at most what is left of the line.")})
    given = allot(entry, transfer, amount_fen, by=by, now=now)
    tell_arrival(given, by=by, now=now)
    return given


def check_own(entry: BankEntry, by: Actor) -> None:
    """Raise unless the actor acts for the agency whose account it is."""
    is_own = by.agency is not None and entry.agency_id in by.agency.offices
    if not is_own or not by.acts_for_agency:
        raise NotPermitted


def allot(
    entry: BankEntry,
    transfer: Transfer,
    fen: int,
    *,
    by: Actor,
    now: datetime,
    remittance: Remittance | None = None,
) -> Allotment:
    """Write down what a case gets of a line; the caller holds both.

    A confirmed match has to be confirmed anew: its sums are others now.
    """
    case = transfer.case
    given = Allotment.objects.create(
        entry=entry,
        transfer=transfer,
        remittance=remittance or _announced(transfer, entry),
        amount_fen=fen,
        is_late=Status(case.status) in MERGED,
        made_by=by.user,
        made_at=now,
    )
    book(entry, Posting.Movement.ALLOTTED, str(given.pk), fen, now=now)
    post(transfer, Posting.Movement.ARRIVED, str(given.pk), fen, now=now)
    _keep(given)
    Settlement.objects.filter(transfer=transfer, completed_at=None).delete()
    _start_clock(transfer, now=now)
    moving.turn_page(case)
    return given


def _announced(transfer: Transfer, entry: BankEntry) -> Remittance | None:
    """Return the remittance a line pays: the named one, else one under way, else the last."""
    sent = [each for each in transfer.remittances.all() if each.bounced_on is None]
    named = [each for each in sent if each.reference == entry.reference]
    waiting = [each for each in sent if each.arrived_on is None]
    return next(iter([*named, *waiting, *reversed(sent)]), None)


def _keep(given: Allotment) -> None:
    """Keep what the line and the remittance add up to now."""
    entry = given.entry
    is_left = left_of(entry) != 0
    entry.state = BankEntry.State.OPEN if is_left else BankEntry.State.MATCHED
    turn_entry(entry)
    if given.remittance:
        add_up(given.remittance)


def add_up(remittance: Remittance) -> None:
    """Keep what arrived of a remittance, and when the last of it did."""
    sums = remittance.allotments.arrived().aggregate(fen=Sum("amount_fen"), on=Max("entry__day"))
    remittance.arrived_fen, remittance.arrived_on = sums["fen"], sums["on"]
    remittance.save(update_fields=["arrived_fen", "arrived_on"])


def _start_clock(transfer: Transfer, *, now: datetime) -> None:
    """国办发〔2009〕66号 art. 8(4): the term runs from receiving relationship *and* money."""
    step = transfer.case.steps.open().filter(kind=TermKind.SETTLE).last()
    if step and not transfer.remittances.under_way().exists():
        steps.start_clock(step, now=now)


def tell_arrival(given: Allotment, *, by: Actor, now: datetime) -> None:
    """Write an arrival into the history; the person hears of it unless the case is complete."""
    case = given.transfer.case
    reference = given.remittance.reference if given.remittance else given.entry.reference
    data = {"reference": reference, "fen": given.amount_fen}
    event = record(case, Event.Kind.ARRIVED, by=by, now=now, data=data)
    if not given.is_late:
        tell(case, [Told("arrived")], now=now, occasion=f"arrived:{event.sequence}")


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
    _keep(allotment)
    Settlement.objects.filter(transfer=transfer, completed_at=None).delete()
    if transfer.remittances.under_way().exists():
        _wait_for_money(transfer, now=now)
    moving.turn_page(transfer.case)


def _wait_for_money(transfer: Transfer, *, now: datetime) -> None:
    """Begin the turn anew without a clock: a pension's term runs from form *and* money."""
    step = transfer.case.steps.open().filter(kind=TermKind.SETTLE).last()
    if step is None or step.due_on is None or transfer.insurance == Insurance.MEDICAL:
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


MOST_AT_ONCE = 100


@transaction.atomic
def match_certain(*, by: Actor, now: datetime) -> int:
    """Match the open lines of which number and amount both say the case; return how many.

    At most a hundred at once, and of each case one: every match writes into its case.
    """
    entries = BankEntry.objects.visible_to(by).filter(state=BankEntry.State.OPEN)
    lines = {each.pk: each for each in entries.order_by("day", "pk")[:2000]}
    done: set[int] = set()
    for pk, sure in certain(lines.values()).items():
        case = sure.transfer.case
        if len(done) == MOST_AT_ONCE or case.pk in done or not may(by, Action.SETTLE, case):
            continue
        entry = lines[pk]
        if left_of(entry) != entry.amount_fen:
            continue
        match(entry, sure.transfer, amount_fen=entry.amount_fen, by=by, now=now)
        done.add(case.pk)
    return len(done)
