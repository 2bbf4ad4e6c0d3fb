"""Receiving call-backs: checked, kept once, and a reason to ask; nothing is credited here."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from casework.models import Duty
from kit import wall
from kit.questions import question
from payments import channels
from payments.models import Order
from payments.providers import Event

# A busy provider sends hundreds a second: what is new is known by whether it was written.
KEEP = """
    INSERT INTO payments_providerevent
        (provider, event_id, order_no, kind, amount_fen, received_at)
    VALUES (%(provider)s, %(event_id)s, %(order_no)s, %(kind)s, %(amount_fen)s, %(received_at)s)
    ON CONFLICT (provider, event_id) DO NOTHING
"""


@wall.as_house("take a call-back of a payment provider, which is signed by it")
@transaction.atomic
def receive(provider: str, headers: Mapping[str, str], body: bytes, *, now: datetime) -> bool:
    """Keep a call-back and owe a question about its order; say whether it is new.

    A call-back before the order is there, twice, or for an order that has ended does no harm: what
    it says is not believed. Raises `SignatureWrong`, and `KeyError` for a provider that is none.
    """
    event = channels.provider_of(provider).verify(headers, body, now=now)
    if not _keep(provider, event, now):
        return False
    if _orders(provider=provider, number=event.order_no):
        key = f"ask:{event.order_no}:event:{event.event_id}"[:120]
        duty = Duty(key=key, kind=Duty.Kind.ASK_PROVIDER, subject=event.order_no, due_at=now)
        Duty.objects.bulk_create([duty], ignore_conflicts=True)
    return True


def _keep(provider: str, event: Event, now: datetime) -> bool:
    """Keep an event once, in one statement; say whether it is new."""
    said = {
        "provider": provider,
        "event_id": event.event_id,
        "order_no": event.order_no,
        "kind": event.kind,
        "amount_fen": event.amount_fen,
        "received_at": connection.ops.adapt_datetimefield_value(now),
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP, said)
        return cursor.rowcount == 1


@question
def _orders(*, provider: str, number: str) -> QuerySet[Order]:
    return Order.objects.filter(number=number, provider=provider).only("pk")
