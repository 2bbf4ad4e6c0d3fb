"""Lines of the bank are given to their cases: never overwriting anything."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.rules.terms import TermKind
from casework.actions import moving, terms
from casework.actions.history import record
from casework.actions.moving import hold
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Event
from casework.policies import check_may, may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from records.models import BankEntry, Posting
from transfers.actions import left_over
from transfers.actions.remitting import post
from transfers.actions.unallotted import book, check_own, hold_entry, left_of, turn_entry
from transfers.matching import certain
from transfers.models import Allotment, Remittance, Settlement, Transfer
from transfers.rules.stages import MERGED


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
    if not left_over.takes_money(transfer):
        raise MoveNotPossible(_("This case ended without a transfer: no money belongs to it."))
    if entry.state != BankEntry.State.OPEN:
        raise MoveNotPossible(_("This line of the bank is not open."))
    if not 0 < amount_fen <= left_of(entry):
        raise NotValid({"amount": _("Enter an amount of at most what is left of the line.")})
    given = allot(entry, transfer, amount_fen, by=by, now=now)
    tell_arrival(given, by=by, now=now)
    return given


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
    keep_sums(given)
    Settlement.objects.filter(transfer=transfer, completed_at=None).delete()
    _start_clock(transfer, now=now)
    left_over.keep(transfer, now=now)
    moving.turn_page(case)
    return given


def _announced(transfer: Transfer, entry: BankEntry) -> Remittance | None:
    """Return the remittance a line pays: the named one, else one under way, else the last."""
    sent = [each for each in transfer.remittances.all() if each.bounced_on is None]
    named = [each for each in sent if each.reference == entry.reference]
    waiting = [each for each in sent if each.arrived_on is None]
    return next(iter([*named, *waiting, *reversed(sent)]), None)


def keep_sums(given: Allotment) -> None:
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
        terms.start_clock(step, now=now)


def tell_arrival(given: Allotment, *, by: Actor, now: datetime) -> None:
    """Write an arrival into the history; the person hears of it unless the case is complete."""
    case = given.transfer.case
    reference = given.remittance.reference if given.remittance else given.entry.reference
    data = {"reference": reference, "fen": given.amount_fen}
    event = record(case, Event.Kind.ARRIVED, by=by, now=now, data=data)
    if not given.is_late:
        tell(case, [Told("arrived")], now=now, occasion=f"arrived:{event.sequence}")


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
