"""Receiving call-backs: checked, kept once, and a reason to ask; nothing is credited here."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from casework.models import Duty
from kit import wall
from payments import channels
from payments.models import Order, ProviderEvent


@wall.as_house("take a call-back of a payment provider, which is signed by it")
@transaction.atomic
def receive(provider: str, headers: Mapping[str, str], body: bytes, *, now: datetime) -> bool:
    """Keep a call-back and owe a question about its order; say whether it is new.

    A call-back before the order is there, twice, or for an order that has ended does no harm: what
    it says is not believed. Raises `SignatureWrong`, and `KeyError` for a provider that is none.
    """
    event = channels.provider_of(provider).verify(headers, body, now=now)
    kept = ProviderEvent(
        provider=provider,
        event_id=event.event_id,
        order_no=event.order_no,
        kind=event.kind,
        amount_fen=event.amount_fen,
        received_at=now,
    )
    before = ProviderEvent.objects.filter(provider=provider, event_id=event.event_id)
    if before.exists():
        return False
    ProviderEvent.objects.bulk_create([kept], ignore_conflicts=True)
    if Order.objects.filter(number=event.order_no, provider=provider).exists():
        key = f"ask:{event.order_no}:event:{event.event_id}"[:120]
        duty = Duty(key=key, kind=Duty.Kind.ASK_PROVIDER, subject=event.order_no, due_at=now)
        Duty.objects.bulk_create([duty], ignore_conflicts=True)
    return True
