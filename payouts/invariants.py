"""What must be true of payments to people; each finding is one violation in plain words."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from payouts.models import Batch, BatchLine, Entitlement, Payable, Recovery, Run
from payouts.rules.returns import PAID
from payouts.rules.states import Batched, Owed
from records.models import Posting

WITH_A_BANK = [Owed.BATCHED.value, Owed.SENT.value, Owed.PAID.value]


def batches_are_the_sum_of_their_lines() -> Iterator[str]:
    """What a batch says it holds, has paid and got back is what its lines add up to."""
    is_paid, is_back = Q(entries__code=PAID), ~Q(entries__code__in=["", PAID])
    held = Q(entries__is_live=True) | is_back
    fen = "entries__amount_fen"
    summed = Batch.objects.exclude(state=Batched.DISSOLVED.value).annotate(
        n=Count("entries", filter=held),
        whole=Sum(fen, filter=held),
        paid=Sum(fen, filter=is_paid),
        back=Sum(fen, filter=is_back),
    )
    for batch in summed:
        said = (batch.lines, batch.total_fen, batch.paid_fen, batch.returned_fen)
        if said != (batch.n, batch.whole or 0, batch.paid or 0, batch.back or 0):
            yield f"batch {batch.number} is not the sum of its lines"


def payments_are_where_they_say() -> Iterator[str]:
    """What is batched, sent or paid lies in one live line of its amount, and nothing else does."""
    live = BatchLine.objects.filter(is_live=True)
    for line in live.exclude(payable__state__in=WITH_A_BANK).select_related("payable"):
        yield f"payment {line.payable.key} is {line.payable.state} and lies in a batch"
    for line in live.exclude(amount_fen=F("payable__amount_fen")):
        yield f"line {line.pk} is not the amount of its payment"
    lost = Payable.objects.filter(
        ~Exists(live.filter(payable=OuterRef("pk"))), state__in=WITH_A_BANK
    )
    for payable in lost:
        yield f"payment {payable.key} is {payable.state} and lies in no batch"


def the_ledger_has_what_left_and_arrived() -> Iterator[str]:
    """What the ledger says left the funds, reached people and came back is what the lines say."""
    lines = BatchLine.objects.filter(batch__sent_at__isnull=False)
    wanted = {
        Posting.Movement.PAID_OUT: lines.filter(Q(is_live=True) | ~Q(code="")),
        Posting.Movement.REACHED: lines.filter(code=PAID),
        Posting.Movement.CAME_BACK: lines.exclude(code__in=["", PAID]),
    }
    for movement, of in wanted.items():
        posted = Posting.objects.filter(movement=movement, amount_fen__gt=0)
        there = posted.aggregate(fen=Sum("amount_fen"))["fen"] or 0
        found = of.aggregate(fen=Sum("amount_fen"))["fen"] or 0
        if there != found:
            yield f"the ledger has {there} fen {movement.value}, and the batches {found}"


def nobody_draws_two_that_exclude_each_other() -> Iterator[str]:
    """Nobody draws, for one month, two benefits that exclude each other."""
    several = Entitlement.objects.order_by().values("person").annotate(n=Count("pk"))
    persons = several.filter(n__gt=1).values("person")
    by_person: dict[int, list[Entitlement]] = defaultdict(list)
    for each in Entitlement.objects.filter(person__in=persons):
        by_person[each.person_id].append(each)
    for held in by_person.values():
        for number, one in enumerate(held):
            for other in held[number + 1 :]:
                if one.is_drawn and other.excludes(one.benefit, one.from_month, one.until_month):
                    yield f"entitlements {one.pk} and {other.pk} exclude each other"


def a_closed_month_is_settled() -> Iterator[str]:
    """Of a closed month nothing is owed or under way that was not held or returned before."""
    for run in Run.objects.filter(state=Run.State.CLOSED):
        if run.owed_fen != run.paid_fen + run.returned_fen + run.held_fen:
            yield f"run {run.pk} is closed and does not add up"


def what_came_back_is_counted() -> Iterator[str]:
    """What a recovery says is back is what its parts say."""
    back = Sum("instalments__amount_fen", filter=Q(instalments__back_at__isnull=False))
    for recovery in Recovery.objects.annotate(parts=back):
        if recovery.back_fen != (recovery.parts or 0):
            yield f"recovery {recovery.pk} counts {recovery.back_fen} back, not {recovery.parts}"


INVARIANTS: tuple[Callable[[], Iterator[str]], ...] = (
    batches_are_the_sum_of_their_lines,
    payments_are_where_they_say,
    the_ledger_has_what_left_and_arrived,
    nobody_draws_two_that_exclude_each_other,
    a_closed_month_is_settled,
    what_came_back_is_counted,
)
