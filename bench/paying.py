"""Money from people: what a call-back costs, and a night of very many orders compared."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from django.db import connection, transaction
from django.test import Client

from agencies.models import Agency
from bench import world
from bench.spending import best_of, whose
from payments.actions import reconciling
from payments.models import Order, Payment
from payments.models.sandbox import SandboxCharge, SandboxOrder
from payments.providers import sandbox

PROVIDER, PURPOSE = "sandbox", "dues"
EVENTS = "/api/v1/payments/sandbox/events/"
FEN = 149_200
CORES = 2
DIFFERS = 1_000  # one order of so many is told by the provider with a fen less


def measure(orders: int, agency: Agency, say: Callable[[str], None]) -> None:
    """Measure call-backs one after another, then compare a day of so many orders."""
    insured = world.person(92_000_000)
    insured.save()
    say(f"filling in {orders:,} orders …")
    _fill(orders, insured.pk, agency)
    world.analyze()
    _say_call_backs(say)
    _say_night(orders, say)


def _moment() -> datetime:
    """Return noon of the day that is compared."""
    return world.NOW.replace(hour=4)


def _fill(orders: int, person: int, agency: Agency) -> None:
    for begin in range(0, orders, world.BATCH):
        numbers = range(begin, min(begin + world.BATCH, orders))
        with transaction.atomic():
            _fill_some(numbers, person, agency)


def _fill_some(numbers: range, person: int, agency: Agency) -> None:
    at = _moment()
    made = Order.objects.bulk_create(
        Order(
            number=f"PB-{n}", person_id=person, agency=agency, purpose=PURPOSE, amount_fen=FEN,
            state="paid", provider=PROVIDER, opened_at=at, expires_at=at + timedelta(minutes=30),
            ended_at=at, case_number=f"C-{n}",
        )
        for n in numbers
    )  # fmt: skip
    Payment.objects.bulk_create(
        Payment(
            order=each, person_id=person, provider=PROVIDER, provider_no=f"S-{each.number}",
            amount_fen=FEN, currency="CNY", paid_at=at, state=Payment.State.CREDITED,
            booked_at=at,
        )
        for each in made
    )  # fmt: skip
    theirs = SandboxOrder.objects.bulk_create(
        SandboxOrder(order_no=each.number, amount_fen=FEN) for each in made
    )
    SandboxCharge.objects.bulk_create(
        SandboxCharge(
            provider_no=f"S-{each.order_no}", order=each, currency="CNY", paid_at=at,
            known_from=at, amount_fen=FEN - (n % DIFFERS == 0),
        )
        for n, each in zip(numbers, theirs, strict=True)
    )  # fmt: skip


def _say_call_backs(say: Callable[[str], None]) -> None:
    client, number = Client(), count()

    def send() -> None:
        # Signed as it is sent, by the clock that the signature is compared with.
        signed = {"now": datetime.now(tz=world.NOW.tzinfo)}
        order, event = f"PB-{next(number) % 1000}", f"E-{next(number)}"
        headers, body = sandbox.call_back(order, event, FEN, **signed)
        answer = client.post(EVENTS, body, content_type="application/json", headers=headers)
        if answer.status_code != 200:
            raise RuntimeError(f"a call-back answers {answer.status_code}")

    send()
    spent = best_of(send, rounds=10, runs=20)
    say(
        f"call-back: {spent.own:.2f} ms of this process, {spent.database:.2f} ms of {whose()}: "
        f"{CORES} cores full of them take {CORES * 1000 / spent.ms:.0f} a second (asked for: 500)"
    )


def _say_night(orders: int, say: Callable[[str], None]) -> None:
    begun, own = time.perf_counter(), time.process_time()
    sheet = reconciling.reconcile(PROVIDER, _moment().date(), now=world.NOW + timedelta(days=1))
    took, own = time.perf_counter() - begun, time.process_time() - own
    say(
        f"night: {orders:,} orders compared and signed in {took:.1f} s, {own:.1f} s of this "
        f"process; {sheet.differences} differences (asked for: under 120 s)"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM payments_difference")
        say(f"written down: {cursor.fetchone()[0]}")
