"""Taking payments out of a batch that nobody has released yet."""

from collections.abc import Iterable

from django.db.models import F

from payouts.models import Batch, BatchLine, Payable
from payouts.rules.states import Batched, Owed


def pull(payables: Iterable[Payable]) -> None:
    """Take payments out of their batch, which shrinks; an empty batch is dissolved.

    Call it in a transaction. What was sent to a bank stays.
    """
    keys = [each.pk for each in payables if each.status is Owed.BATCHED]
    lines = list(BatchLine.objects.filter(payable__in=keys, is_live=True))
    if not lines:
        return
    batches = {each.batch_id for each in lines}
    held = list(Batch.objects.select_for_update().filter(pk__in=batches).order_by("pk"))
    at_hand = (Batched.FILLING, Batched.PREPARED)
    open_now = {each.pk for each in held if each.status in at_hand}
    for line in (each for each in lines if each.batch_id in open_now):
        BatchLine.objects.filter(pk=line.pk).update(is_live=False)
        Payable.objects.filter(pk=line.payable_id).update(state=Owed.OWED.value)
        Batch.objects.filter(pk=line.batch_id).update(
            lines=F("lines") - 1, total_fen=F("total_fen") - line.amount_fen
        )
    emptied = Batch.objects.filter(pk__in=open_now, lines=0)
    emptied.update(state=Batched.DISSOLVED.value, version=F("version") + 1)
