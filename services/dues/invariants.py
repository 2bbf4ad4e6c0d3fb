"""What must be true of what is due; each finding is one violation in plain words."""

from collections.abc import Callable, Iterator

from django.db.models import Sum

from payments.models import Order
from payments.rules.orders import State
from records.models import Posting
from services.dues.actions.ordering import PURPOSE
from services.dues.models import Due


def paid_orders_have_credited_dues() -> Iterator[str]:
    """Of each paid order all dues are paid, and they add up to it; of no other order any is."""
    sums = dict(
        Due.objects.filter(state__in=[Due.State.PAID, Due.State.REFUNDED])
        .values_list("order_no")
        .annotate(fen=Sum("amount_fen"))
        .order_by()
    )
    paid = Order.objects.filter(purpose=PURPOSE, state__in=[State.PAID, State.REFUNDED])
    for number, fen in paid.values_list("number", "amount_fen").iterator(chunk_size=2000):
        credited = sums.pop(number, 0)
        if credited != fen:
            yield f"order {number}: {fen} fen were paid and {credited} are credited"
    for number in sorted(sums):
        yield f"order {number} is not paid and its dues are"


def funds_hold_what_was_paid() -> Iterator[str]:
    """What the ledger says came to the funds is what the dues of the case add up to."""
    side = {"movement": Posting.Movement.PAID_IN, "side": Posting.Side.FUND}
    ledger = dict(
        Posting.objects.filter(**side).values_list("case_number").annotate(fen=Sum("amount_fen"))
    )
    dues = Due.objects.exclude(case_number="").values_list("case_number")
    for case, fen in dues.annotate(fen=Sum("amount_fen")).order_by():
        if ledger.pop(case, 0) != fen:
            yield f"case {case}: the ledger does not hold the {fen} fen of its dues"
    for case in sorted(ledger):
        yield f"case {case}: the ledger holds money of no due"


def dues_in_orders_have_a_living_order() -> Iterator[str]:
    """What lies in an order lies in one that is open or being checked."""
    living = Order.objects.filter(state__in=[State.OPEN, State.DISPUTED]).values("number")
    for due in Due.objects.filter(state=Due.State.IN_ORDER).exclude(order_no__in=living):
        yield f"due {due.pk} lies in order {due.order_no}, which has ended"


INVARIANTS: tuple[Callable[[], Iterator[str]], ...] = (
    paid_orders_have_credited_dues,
    funds_hold_what_was_paid,
    dues_in_orders_have_a_living_order,
)
