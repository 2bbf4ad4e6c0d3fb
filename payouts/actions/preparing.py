"""Preparing what goes to a bank: by one person or system, for another person to release.

A preparation works off some thousands of payments at a time, each time in a transaction, and its
row says how far it has come: so a month of a million fills its batches behind the request, and
whoever goes on after a stop begins there.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from agencies import rule_book, work_calendar
from agencies.actors import Actor
from agencies.models import Agency
from casework.models import Duty
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.clock import day_of
from kit.errors import NotPermitted
from kit.inserting import insert_rows
from payouts.actions import picking
from payouts.actions.picking import Ready
from payouts.errors import NotNow
from payouts.models import Batch, BatchLine, Payable, Preparation, Run
from payouts.rules.drawing import month_of
from payouts.rules.running import MOST_LINES, next_pay_day
from payouts.rules.states import Batched, Owed

# So many pieces within the request: most agencies' whole month.
IN_REQUEST = 4
AT_ONCE = 20
PREPARES = "prepare what an agency pays"
COLUMNS = (
    "batch_id",
    "payable_id",
    "person_id",
    "agency_id",
    "account_id",
    "sequence",
    "amount_fen",
    "is_live",
    "code",
    "reference",
)


def agency_of(by: Actor, action: Action) -> Agency:
    """Return the agency whose money it is; raises for whoever may not do this there."""
    if by.agency is None or not may_generally(by, action):
        raise NotPermitted
    return by.agency


def prepare(fund: str, *, by: Actor, now: datetime) -> Preparation:
    """Put everything that may be paid from a fund into batches, one bank at a time.

    What may not says why. Done again it takes only what has come since; while one is under way
    whoever asks again gets that one. What is not done when this returns is owed as a duty.
    """
    agency = agency_of(by, Action.PREPARE_BATCH)
    with wall.as_house(PREPARES):
        asked, is_new = _ask(agency, fund, by, now)
        if is_new:
            work_off(asked, now=now, pieces=IN_REQUEST)
            asked.refresh_from_db()
    return asked


@transaction.atomic
def _ask(agency: Agency, fund: str, by: Actor, now: datetime) -> tuple[Preparation, bool]:
    Agency.objects.select_for_update().get(pk=agency.pk)  # two at once are one after another
    under_way = Preparation.objects.filter(agency=agency, fund=fund, done_at=None).first()
    if under_way is not None:
        return under_way, False
    period = month_of(day_of(now))
    offices = agency.offices
    being_run = Run.objects.filter(agency__in=offices, fund=fund, state=Run.State.OPEN)
    if being_run.filter(month__lte=period).exists():
        raise NotNow(_("The run of this month is still being worked out. Try in some minutes."))
    calendar, book = work_calendar.of(agency), rule_book.current()
    # What comes later waits for the next one: the run that makes it has first to compare it.
    last = Payable.objects.filter(agency__in=offices, fund=fund).aggregate(last=Max("pk"))["last"]
    made = Preparation.objects.create(
        agency=agency,
        fund=fund,
        period=period,
        pay_on=next_pay_day(day_of(now), calendar, period, book, str(agency.region_id)),
        until=last or 0,
        by=by.user,
        asked_for=by.client.client_id if by.client else "",
        asked_at=now,
    )
    _owe_piece(made, 0, now)
    return made, True


def _owe_piece(of: Preparation, number: int, now: datetime) -> None:
    duty = Duty(
        key=f"prepare:{of.pk}:{number}",
        kind=Duty.Kind.PREPARE_BATCHES,
        subject=f"{of.pk}|{number}",
        due_at=now,
    )
    Duty.objects.bulk_create([duty], ignore_conflicts=True)


@wall.as_house(PREPARES)
def do_prepare(duty: Duty, now: datetime) -> None:
    """Go on with a preparation; what is left of it is owed anew."""
    key, _bar, number = duty.subject.partition("|")
    held = Preparation.objects.get(pk=int(key))
    if not work_off(held, now=now):
        _owe_piece(held, int(number) + 1, now)


# --- One piece ------------------------------------------------------------------------------------
def work_off(of: Preparation, *, now: datetime, pieces: int = AT_ONCE) -> bool:
    """Work off some pieces, each in a transaction; say whether everything is in its batch."""
    return not all(_next(of.pk, now) for _piece in range(pieces))


@transaction.atomic
def _next(key: int, now: datetime) -> bool:
    """Put the next payments into batches; say whether there may be more."""
    held = Preparation.objects.select_for_update().get(pk=key)
    if held.done_at is not None:
        return False
    for office in sorted(each for each in held.agency.offices if each >= held.office):
        after = held.reached if office == held.office else 0
        if chunk := picking.at_hand(office, held.fund, after, held.until):
            _fill_with(held, chunk, now)
            held.office, held.reached = office, chunk[-1][0]
            held.save(update_fields=["office", "reached"])
            return True
    held.done_at = now
    held.save(update_fields=["done_at"])
    filling = held.batches.filter(state=Batched.FILLING.value)
    filling.update(state=Batched.PREPARED.value, version=F("version") + 1)
    return False


def _fill_with(of: Preparation, chunk: Sequence[picking.Row], now: datetime) -> None:
    by_bank: dict[str, list[Ready]] = defaultdict(list)
    for bank, ready in picking.judged(chunk, of.period, of.pay_on, now):
        by_bank[bank].append(ready)
    most = MOST_LINES.count(of.period, rule_book.current())
    for bank, left in sorted(by_bank.items()):
        while left:
            batch = _batch(of, bank, now)
            room = most - batch.lines
            _append(batch, left[:room], is_full=room <= len(left))
            left = left[room:]


# --- Batches --------------------------------------------------------------------------------------
def _batch(of: Preparation, bank: str, now: datetime) -> Batch:
    """Return the batch of a bank that has room, or begin one."""
    filling = of.batches.select_for_update().filter(bank=bank, state=Batched.FILLING.value)
    found = filling.first()
    if found is not None:
        return found
    agency, fund, period = of.agency, of.fund, of.period
    same = Batch.objects.filter(agency=agency, fund=fund, bank=bank, period=period)
    sequence = (same.aggregate(last=Max("sequence"))["last"] or 0) + 1
    return Batch.objects.create(
        number=f"B{period:%y%m}{agency.pk:06d}{fund[0].upper()}{bank}{sequence:03d}",
        agency=agency,
        fund=fund,
        bank=bank,
        period=period,
        sequence=sequence,
        state=Batched.FILLING.value,
        lines=0,
        total_fen=0,
        pay_on=of.pay_on,
        preparation=of,
        prepared_by=of.by,
        prepared_for=of.asked_for,
        prepared_at=now,
    )


def _append(batch: Batch, ready: Sequence[Ready], *, is_full: bool) -> None:
    """Add payments to a batch; one that is full waits for its release."""
    first = (batch.entries.aggregate(last=Max("sequence"))["last"] or 0) + 1
    agency = batch.agency_id
    rows = (
        (batch.pk, one.payable, one.person, agency, one.account, number, one.fen, True, "", "")
        for number, one in enumerate(ready, first)
    )
    insert_rows(BatchLine, COLUMNS, rows)
    payables = Payable.objects.filter(pk__in=[each.payable for each in ready])
    payables.update(state=Owed.BATCHED.value, held_because="")
    state = Batched.PREPARED if is_full else Batched.FILLING
    Batch.objects.filter(pk=batch.pk).update(
        lines=F("lines") + len(ready),
        total_fen=F("total_fen") + sum(each.fen for each in ready),
        state=state.value,
    )


@transaction.atomic
def dissolve(batch: Batch, *, by: Actor, now: datetime) -> None:
    """Take a batch back that nobody has released: its payments are owed as before."""
    agency = agency_of(by, Action.PREPARE_BATCH)
    with wall.as_house("take a batch back"):
        held = Batch.objects.select_for_update().get(pk=batch.pk)
        if held.agency_id not in agency.offices:
            raise NotPermitted
        if held.status is not Batched.PREPARED:
            raise NotNow(_("This batch is not waiting any more."))
        lines = BatchLine.objects.filter(batch=held, is_live=True)
        Payable.objects.filter(pk__in=lines.values("payable"), state=Owed.BATCHED.value).update(
            state=Owed.OWED.value
        )
        lines.update(is_live=False)
        held.state, held.lines, held.total_fen = Batched.DISSOLVED.value, 0, 0
        held.version += 1
        held.save(update_fields=["state", "lines", "total_fen", "version"])
