"""Keeping back of later payments what the person has agreed to, or two have decided; no more."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Sum

from agencies import rule_book
from kit.clock import day_of
from payouts.models import Instalment, Payable, Recovery, Run
from payouts.rules.recovering import kept_back
from payouts.rules.states import Kind, Owed, Recovered, Way


def keep_back(run: Run, *, now: datetime) -> None:
    """Keep back of the payments of a run what was agreed or decided; safe to repeat.

    What somebody objects to rests until that is decided.
    """
    agreed = Recovery.objects.undisputed().filter(
        agency=run.agency_id,
        state=Recovered.AGREED.value,
        way=Way.SET_OFF.value,
    )
    for recovery in agreed.order_by("pk"):
        payable = _payable(recovery, run)
        if payable is not None:
            keep_back_of(payable, recovery, now=now)


def _payable(recovery: Recovery, run: Run) -> Payable | None:
    """Return the money of the month from which something can be kept back: of the same payer."""
    regular = Payable.objects.filter(
        person=recovery.person_id,
        agency=run.agency_id,
        fund=run.fund,
        period=run.month,
        kind=Kind.REGULAR.value,
        state=Owed.OWED.value,
        withheld_fen=0,
    )
    return regular.order_by("pk").first()


@transaction.atomic
def keep_back_of(payable: Payable, recovery: Recovery, *, now: datetime) -> int:
    """Keep back of one payment; return how much. It counts as back once the rest is paid."""
    Recovery.objects.select_for_update().get(pk=recovery.pk)
    live = Instalment.objects.filter(recovery=recovery, back_at=None, payable__isnull=False)
    pending = live.exclude(payable__state=Owed.CANCELLED.value)
    under_way = pending.aggregate(fen=Sum("amount_fen"))["fen"] or 0
    today = day_of(now)
    left = recovery.left_fen - under_way
    fen = kept_back(
        payable.gross_fen,
        left,
        today,
        rule_book.current(),
        untouched_fen=recovery.untouched_fen,
    )
    free = Payable.objects.filter(pk=payable.pk, state=Owed.OWED.value, withheld_fen=0)
    if fen <= 0 or not free.update(withheld_fen=fen, amount_fen=F("gross_fen") - fen):
        return 0
    Instalment.objects.create(
        recovery=recovery,
        person_id=recovery.person_id,
        agency_id=recovery.agency_id,
        due_on=today,
        amount_fen=fen,
        payable=payable,
    )
    return fen
