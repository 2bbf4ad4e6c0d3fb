"""Ending orders that nobody has paid in time."""

from datetime import datetime, timedelta

from casework.actions.owing import owe
from casework.errors import MoveNotPossible
from casework.models import Duty
from payments.actions import asking, ordering
from payments.models import Order
from payments.rules.orders import State

TRY_AGAIN = timedelta(minutes=5)


def do_expire(duty: Duty, now: datetime) -> None:
    """Ask once more and end what is unpaid; while the provider is silent the order stays open."""
    order = Order.objects.get(number=duty.subject)
    if order.status is not State.OPEN:
        return
    if not _ended(order, now):
        again = Duty(
            key=f"expire:{order.number}:{int(now.timestamp())}",
            kind=Duty.Kind.EXPIRE_ORDER,
            subject=order.number,
            due_at=now + TRY_AGAIN,
        )
        if not Duty.objects.filter(key=again.key).exists():
            owe([again], None)


def _ended(order: Order, now: datetime) -> bool:
    if not asking.ask(order.number, now=now):
        return False
    order.refresh_from_db()
    if order.status is not State.OPEN:
        return True
    try:
        asking.close_at_provider(order, now=now)
        # Paid between the question and the closing: nobody may lose that.
        asking.ask(order.number, now=now)
        order.refresh_from_db()
        if order.status is State.OPEN:
            ordering.end(order, State.EXPIRED, now=now)
    except MoveNotPossible:
        return False
    return True
