"""Closing a month: once everything that was owed is paid, came back or is held."""

from datetime import datetime

from django.db.models import Q, Sum

from payouts.models import Batch, Payable, Run
from payouts.rules.states import Owed

SETTLED = {
    "paid_fen": (Owed.PAID.value,),
    "returned_fen": (Owed.RETURNED.value,),
    "held_fen": (Owed.HELD.value,),
}
UNDER_WAY = [Owed.OWED.value, Owed.BATCHED.value, Owed.SENT.value]


def close_if_done(batch: Batch, now: datetime) -> None:
    """Close the months of which payments were in a batch, where nothing is under way any more."""
    months = Payable.objects.filter(tries__batch=batch).order_by()
    periods = list(months.values_list("period", flat=True).distinct())
    runs = Run.objects.select_for_update().filter(
        agency__in=batch.agency.offices,
        fund=batch.fund,
        month__in=periods,
        state=Run.State.COMPARED,
    )
    for run in runs.order_by("pk"):
        close_run(run, now)


def close_run(run: Run, now: datetime) -> bool:
    """Close one month; say whether it could be closed."""
    owed = Payable.objects.counting().filter(agency=run.agency_id, fund=run.fund, period=run.month)
    if owed.filter(state__in=UNDER_WAY).exists():
        return False
    sums = owed.order_by().aggregate(
        owed_fen=Sum("amount_fen"),
        **{name: Sum("amount_fen", filter=Q(state__in=states)) for name, states in SETTLED.items()},
    )
    run.state, run.closed_at = Run.State.CLOSED, now
    for name, fen in sums.items():
        setattr(run, name, fen or 0)
    run.owed_lines = owed.count()
    run.save(update_fields=["state", "closed_at", "owed_lines", *sums])
    return True
