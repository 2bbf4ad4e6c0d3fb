"""Preparing what goes to a bank: by one person or system, for another person to release."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from agencies import rule_book, work_calendar
from agencies.actors import Actor
from agencies.models import Agency
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.clock import day_of
from kit.errors import NotPermitted
from kit.inserting import insert_rows
from payouts.actions import telling
from payouts.errors import NotNow
from payouts.models import Batch, BatchLine, Finding, Payable, PaymentAccount, Run
from payouts.rules.drawing import month_of
from payouts.rules.returns import may_go_again
from payouts.rules.running import MOST_LINES, Payee, next_pay_day, why_held
from payouts.rules.states import AT_HAND, Batched, Held, Owed

CHUNK = 5000
MOST_AT_ONCE = 200_000
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


@dataclass(frozen=True, slots=True)
class Ready:
    """One payment that may go to a bank, and to which account."""

    payable: int
    person: int
    account: int
    fen: int


def agency_of(by: Actor, action: Action) -> Agency:
    """Return the agency whose money it is; raises for whoever may not do this there."""
    if by.agency is None or not may_generally(by, action):
        raise NotPermitted
    return by.agency


def prepare(fund: str, *, by: Actor, now: datetime) -> list[Batch]:
    """Put everything that may be paid from a fund into batches, one bank at a time.

    What may not says why. Done again it takes only what has come since.
    """
    agency = agency_of(by, Action.PREPARE_BATCH)
    with wall.as_house("prepare what an agency pays"):
        return _prepare(agency, fund, by, now)


@transaction.atomic
def _prepare(agency: Agency, fund: str, by: Actor, now: datetime) -> list[Batch]:
    Agency.objects.select_for_update().get(pk=agency.pk)  # two at once are one after another
    period = month_of(day_of(now))
    being_run = Run.objects.filter(agency__in=agency.offices, fund=fund, state=Run.State.OPEN)
    if being_run.filter(month__lte=period).exists():
        raise NotNow(_("The run of this month is still being worked out. Try in some minutes."))
    calendar, book = work_calendar.of(agency), rule_book.current()
    pay_on = next_pay_day(day_of(now), calendar, period, book, str(agency.region_id))
    by_bank: dict[str, list[Ready]] = defaultdict(list)
    for bank, ready in _judged(agency, fund, period, pay_on, now):
        by_bank[bank].append(ready)
    most = MOST_LINES.count(period, book)
    return [
        _batch(agency, fund, bank, period, pay_on, some[at : at + most], by, now)
        for bank, some in sorted(by_bank.items())
        for at in range(0, len(some), most)
    ]


# --- What may go ----------------------------------------------------------------------------------
NAMES = (
    "pk", "person_id", "amount_fen", "state", "attempts", "returned_because", "person__name",
    "person__deceased_on", "held_because",
)  # fmt: skip
Row = tuple[int, int, int, str, int, str, str, date | None, str]


def _judged(
    agency: Agency, fund: str, period: date, pay_on: date, now: datetime
) -> Iterator[tuple[str, Ready]]:
    """Yield what may go with its bank, and write down of the rest why it waits."""
    taken = 0
    for chunk in _at_hand(agency, fund):
        for bank, ready in _judge_chunk(chunk, period, pay_on, now):
            taken += 1
            yield bank, ready
        if taken >= MOST_AT_ONCE:
            return


def _at_hand(agency: Agency, fund: str) -> Iterator[list[Row]]:
    """Yield what is owed and not with a bank, some thousands at a time: an office after another."""
    states = [each.value for each in AT_HAND]
    at_hand = Payable.objects.filter(fund=fund, state__in=states)
    rows = at_hand.exclude(held_because=Held.CLERK.value).order_by("pk").values_list(*NAMES)
    for office in agency.offices:
        last = 0
        while chunk := list(rows.filter(agency=office, pk__gt=last)[:CHUNK]):
            last = chunk[-1][0]
            yield chunk


def _judge_chunk(
    chunk: list[Row], period: date, pay_on: date, now: datetime
) -> Iterator[tuple[str, Ready]]:
    ready_on, coming = _accounts({each[1] for each in chunk}, pay_on)
    uncleared = _uncleared([each[0] for each in chunk])
    before = _last_tries([each[0] for each in chunk if each[3] == Owed.RETURNED.value])
    held: dict[Held, list[int]] = defaultdict(list)
    for pk, person, fen, state, attempts, code, name, died, why in chunk:
        account = ready_on.get(person)
        if state == Owed.RETURNED.value:
            tried, month = before.get(pk, (0, period))
            other = account is not None and account[0] != tried
            if not may_go_again(
                code,
                attempts=attempts,
                is_later_month=month < period,
                has_other_account=other,
            ):
                continue
        payee = Payee(
            is_dead=died is not None,
            is_cleared=pk not in uncleared,
            name=name,
            has_account=account is not None,
            has_new_account=person in coming,
        )
        reason = why_held(payee)
        if reason is None and account is not None:
            yield account[1], Ready(pk, person, account[0], fen)
        elif reason is not None and reason.value != why:
            held[reason].append(pk)
    for reason, keys in held.items():
        _hold(keys, reason, now)


def _accounts(persons: set[int], pay_on: date) -> tuple[dict[int, tuple[int, str]], set[int]]:
    """Return to which account and bank each is paid on a day, and whose account still waits."""
    counting = PaymentAccount.objects.counting().filter(person__in=persons)
    ready: dict[int, tuple[int, str]] = {}
    coming: set[int] = set()
    rows = counting.order_by("first_paid_on", "pk")
    for pk, person, bank, first in rows.values_list("pk", "person_id", "bank", "first_paid_on"):
        if first <= pay_on:
            ready[person] = (pk, bank)
        else:
            coming.add(person)
    return ready, coming


def _uncleared(keys: list[int]) -> set[int]:
    found = Finding.objects.filter(payable__in=keys, cleared_at=None)
    return set(found.values_list("payable_id", flat=True))


def _last_tries(keys: list[int]) -> dict[int, tuple[int, date]]:
    """Return to which account each went last, and in which month."""
    tried = BatchLine.objects.filter(payable__in=keys).order_by("pk")
    found = tried.values_list("payable_id", "account_id", "batch__period")
    return {payable: (account, period) for payable, account, period in found}


def _hold(keys: list[int], reason: Held, now: datetime) -> None:
    held = Payable.objects.filter(pk__in=keys, state__in=[each.value for each in AT_HAND])
    held.update(state=Owed.HELD.value, held_because=reason.value)
    if reason is Held.NO_ACCOUNT:
        for payable in Payable.objects.filter(pk__in=keys).select_related("person"):
            telling.held(payable, now)


# --- Batches --------------------------------------------------------------------------------------
def _batch(
    agency: Agency,
    fund: str,
    bank: str,
    period: date,
    pay_on: date,
    ready: Sequence[Ready],
    by: Actor,
    now: datetime,
) -> Batch:
    same = Batch.objects.filter(agency=agency, fund=fund, bank=bank, period=period)
    sequence = (same.aggregate(last=Max("sequence"))["last"] or 0) + 1
    batch = Batch.objects.create(
        number=f"B{period:%y%m}{agency.pk:06d}{fund[0].upper()}{bank}{sequence:03d}",
        agency=agency,
        fund=fund,
        bank=bank,
        period=period,
        sequence=sequence,
        lines=len(ready),
        total_fen=sum(each.fen for each in ready),
        pay_on=pay_on,
        prepared_by=by.user,
        prepared_for=by.client.client_id if by.client else "",
        prepared_at=now,
    )
    rows = (
        (batch.pk, one.payable, one.person, agency.pk, one.account, number, one.fen, True, "", "")
        for number, one in enumerate(ready, 1)
    )
    insert_rows(BatchLine, COLUMNS, rows)
    for at in range(0, len(ready), CHUNK):
        keys = [each.payable for each in ready[at : at + CHUNK]]
        at_hand = Payable.objects.filter(pk__in=keys)
        at_hand.update(state=Owed.BATCHED.value, held_because="")
    return batch


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
