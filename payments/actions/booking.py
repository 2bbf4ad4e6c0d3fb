"""Booking what a provider itself has answered: each payment once, for good or back."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from casework.actions.living import may_have_died
from casework.actions.owing import owe
from casework.models import Duty
from kit import wall
from payments.models import Difference, Order, Payment, Refund
from payments.providers import Answer
from payments.rules.orders import Fate, OrderFacts, Paid, State, Why, what_becomes
from payments.rules.reconciling import Kind


@wall.as_house("book what a provider has answered")
@transaction.atomic
def book(order: Order, answer: Answer, *, now: datetime) -> None:
    """Book everything an answer holds that is not booked yet, the earliest first.

    The order is held meanwhile, so that two answers at once are two answers one after another.
    """
    held = Order.objects.select_for_update().get(pk=order.pk)
    Order.objects.filter(pk=held.pk).update(asked_at=now, declined=answer.declined)
    known = set(held.payments.values_list("provider_no", flat=True))
    for paid in sorted(answer.paid, key=lambda each: (each.paid_at, each.provider_no)):
        if paid.provider_no not in known:
            _book_one(held, paid, now)
            known.add(paid.provider_no)


def _book_one(order: Order, paid: Paid, now: datetime) -> None:
    order.refresh_from_db()
    facts = OrderFacts(
        state=order.status,
        amount_fen=order.amount_fen,
        expires_at=order.expires_at,
        has_credit=order.payments.filter(state=Payment.State.CREDITED).exists(),
        payer_lives=not may_have_died(order.person_id),
    )
    fate, why = what_becomes(facts, paid)
    if fate is Fate.CREDIT and not order.what_for.is_owed(order):
        fate, why = Fate.SEND_BACK, Why.NOT_OWED
    payment = Payment.objects.create(
        order=order,
        person_id=order.person_id,
        provider=order.provider,
        provider_no=paid.provider_no,
        amount_fen=paid.amount_fen,
        currency=paid.currency,
        paid_at=paid.paid_at,
        state=STATES[fate],
        booked_at=now,
    )
    if fate is Fate.CREDIT:
        _credit(order, payment, now)
    elif fate is Fate.SEND_BACK and why is not None:
        send_back(payment, why, now=now)
    else:
        kind = Kind.AMOUNT if facts.payer_lives else Kind.DIED
        _dispute(order, payment, kind, now)


STATES = {
    Fate.CREDIT: Payment.State.CREDITED,
    Fate.SEND_BACK: Payment.State.TO_SEND_BACK,
    Fate.LOOK_AT: Payment.State.DISPUTED,
}


def _credit(order: Order, payment: Payment, now: datetime) -> None:
    _move(order, State.PAID, ended_at=now)
    order.what_for.credit(order, payment, now)


def _dispute(order: Order, payment: Payment, kind: Kind, now: datetime) -> None:
    Difference.objects.get_or_create(
        provider=order.provider,
        kind=kind.value,
        provider_no=payment.provider_no,
        order_no=order.number,
        defaults={
            "day": timezone.localdate(payment.paid_at),
            "agency": order.agency,
            "ours_fen": order.amount_fen,
            "theirs_fen": payment.amount_fen,
            "found_at": now,
        },
    )
    if order.status is State.OPEN:
        _move(order, State.DISPUTED)
        order.what_for.disputed(order, now)


def _move(order: Order, to: State, **changes: object) -> None:
    Order.objects.filter(pk=order.pk).update(state=to.value, version=F("version") + 1, **changes)
    order.refresh_from_db()


@transaction.atomic
def send_back(payment: Payment, why: Why, *, now: datetime) -> Refund:
    """Owe that a payment goes back whole; a second call returns the refund that is there."""
    refund, is_new = Refund.objects.get_or_create(
        payment=payment,
        defaults={
            "number": f"R{payment.order.number[1:]}-{payment.pk}",
            "person_id": payment.person_id,
            "amount_fen": payment.amount_fen,
            "why": why.value,
            "asked_at": now,
        },
    )
    if is_new:
        Payment.objects.filter(pk=payment.pk).update(state=Payment.State.TO_SEND_BACK)
        duty = Duty(
            key=f"send-back:{refund.number}",
            kind=Duty.Kind.SEND_BACK,
            subject=refund.number,
            due_at=now,
        )
        owe([duty], None)
    return refund
