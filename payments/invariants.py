"""What must be true of orders and payments; each finding is one violation in plain words."""

from collections.abc import Callable, Iterator

from django.db.models import Count, F, Q, Sum

from payments.models import Order, Payment, Refund
from payments.rules.orders import State


def orders_are_the_sum_of_their_lines() -> Iterator[str]:
    """The amount of an order is what its lines add up to."""
    apart = Order.objects.annotate(sum=Sum("lines__amount_fen")).exclude(sum=F("amount_fen"))
    for order in apart:
        yield f"order {order.number} is not the sum of its lines"


def paid_orders_have_one_payment() -> Iterator[str]:
    """A paid order has exactly one credited payment of its amount; no other order has one."""
    credited = Count("payments", filter=Q(payments__state=Payment.State.CREDITED))
    for order in Order.objects.annotate(credits=credited):
        wanted = order.status is State.PAID
        if order.credits != wanted and order.status is not State.REFUNDED:
            yield f"order {order.number} is {order.state} with {order.credits} credited payments"
    wrong = Payment.objects.filter(state=Payment.State.CREDITED)
    for payment in wrong.exclude(amount_fen=F("order__amount_fen")):
        yield f"payment {payment.pk} is credited and is not what was owed"


def what_goes_back_is_a_refund() -> Iterator[str]:
    """Each payment that goes back has its refund, of its whole amount, and no other has one."""
    going = [Payment.State.TO_SEND_BACK, Payment.State.SENT_BACK]
    for payment in Payment.objects.filter(state__in=going, refund=None):
        yield f"payment {payment.pk} goes back without a refund"
    for refund in Refund.objects.exclude(amount_fen=F("payment__amount_fen")):
        yield f"refund {refund.number} is not the whole payment"
    for refund in Refund.objects.exclude(payment__state__in=going):
        yield f"refund {refund.number} is of a payment that stays"


INVARIANTS: tuple[Callable[[], Iterator[str]], ...] = (
    orders_are_the_sum_of_their_lines,
    paid_orders_have_one_payment,
    what_goes_back_is_a_refund,
)
