"""Asking a provider, and ending orders in time; an answer that does not come ends nothing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.actions.owing import owe
from casework.errors import MoveNotPossible
from casework.models import Duty
from kit import wall
from payments import channels
from payments.actions import booking
from payments.models import Order
from payments.providers import ProviderSilent
from payments.rules.orders import ask_again_after


def ask(order_no: str, *, now: datetime) -> bool:
    """Ask the provider what was paid for an order, and book it; say whether it has answered.

    No transaction stands around the question. Asking twice, at once or much later changes nothing.
    """
    order = Order.objects.get(number=order_no)
    try:
        answer = channels.provider_of(order.provider).ask(order_no, now=now)
    except ProviderSilent:
        _ask_later(order, now=now)
        return False
    booking.book(order, answer, now=now)
    return True


@wall.as_house("owe another question")
@transaction.atomic
def _ask_later(order: Order, *, now: datetime) -> None:
    """Owe another question; those that are owed already for the same try are enough."""
    fresh = Order.objects.select_for_update().get(pk=order.pk)
    key = f"ask:{order.number}:silent:{fresh.silent_times}"
    waiting = Duty.objects.waiting().filter(key__startswith=f"ask:{order.number}:silent:")
    if waiting.filter(due_at__gt=now).exists():
        return
    Order.objects.filter(pk=order.pk).update(silent_times=fresh.silent_times + 1)
    due = now + ask_again_after(fresh.silent_times)
    again = Duty(key=key, kind=Duty.Kind.ASK_PROVIDER, subject=order.number, due_at=due)
    owe([again], None)


def close_at_provider(order: Order, *, now: datetime) -> None:
    """Let the provider take no more for it; raises `MoveNotPossible` where it does not answer."""
    try:
        channels.provider_of(order.provider).close(order.number, now=now)
    except ProviderSilent as silence:
        raise MoveNotPossible(
            _("The payment service does not answer. Try again in a minute.")
        ) from silence


def do_ask(duty: Duty, now: datetime) -> None:
    """Ask about the order that a duty names."""
    ask(duty.subject, now=now)
