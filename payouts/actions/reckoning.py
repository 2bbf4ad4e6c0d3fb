"""Working out anew what a month of an entitlement is worth, against what was booked for it.

What is missing is owed; what is too much and still at hand is cancelled; what is too much and
paid is demanded back. Done again it changes nothing.
"""

from collections import defaultdict
from datetime import date, datetime

from django.db.models import Q, Sum

from payouts.actions.pulling import pull
from payouts.actions.recovering import demand_months
from payouts.models import Entitlement, Payable, RecoveryMonth
from payouts.rules.drawing import Span, month_of, months
from payouts.rules.states import Kind, Owed, Recovered

CANCELLABLE = [Owed.OWED.value, Owed.HELD.value, Owed.RETURNED.value, Owed.BATCHED.value]


def booked(entitlement: Entitlement, since: date) -> dict[date, int]:
    """Return what was booked for each month from one on, less what was demanded back (fen)."""
    found: dict[date, int] = defaultdict(int)
    paid = Payable.objects.counting().filter(entitlement=entitlement, month__gte=since)
    for month, fen in paid.values_list("month").annotate(fen=Sum("gross_fen")).order_by("month"):
        found[month] += fen
    back = RecoveryMonth.objects.filter(entitlement=entitlement, month__gte=since)
    live = back.exclude(recovery__state=Recovered.WITHDRAWN.value)
    for month, fen in live.values_list("month").annotate(fen=Sum("amount_fen")).order_by("month"):
        found[month] -= fen
    return found


def take_back(entitlement: Entitlement, since: date, *, reason: str, at: datetime) -> None:
    """Cancel what is too much from a month on and still at hand, and demand back what was paid."""
    span = entitlement.span
    over = _over(span, booked(entitlement, since))
    if not over:
        return
    for month in over:
        _cancel(entitlement, month, over[month], at)
    if left := _over(span, booked(entitlement, since)):
        demand_months(entitlement, left, reason=reason, at=at)


def _over(span: Span, found: dict[date, int]) -> dict[date, int]:
    apart = {month: fen - span.due_fen(month) for month, fen in found.items()}
    return {month: fen for month, fen in apart.items() if fen > 0}


def _cancel(entitlement: Entitlement, month: date, over: int, at: datetime) -> None:
    """Cancel payments of a month that have not left, the newest first, until it is enough."""
    at_hand = Payable.objects.select_for_update().filter(
        entitlement=entitlement, month=month, state__in=CANCELLABLE
    )
    for payable in at_hand.order_by("-pk"):
        if over <= 0:
            return
        pull([payable])
        payable.refresh_from_db()
        if payable.status in (Owed.OWED, Owed.HELD, Owed.RETURNED):
            Payable.objects.filter(pk=payable.pk).update(
                state=Owed.CANCELLED.value, held_because="", settled_at=at
            )
            over -= payable.gross_fen


def owe_missing(entitlement: Entitlement, until: date, *, period: date, at: datetime) -> int:
    """Owe what is missing of the months from the mark on up to one; return how many payments."""
    since = entitlement.reckon_from
    if since is None:
        return 0
    span, found = entitlement.span, booked(entitlement, since)
    missing = {month: span.due_fen(month) - found.get(month, 0) for month in months(since, until)}
    made = [
        _payable(entitlement, span, month, fen, period, at)
        for month, fen in missing.items()
        if fen > 0
    ]
    Payable.objects.bulk_create(made)
    return len(made)


def _payable(
    entitlement: Entitlement, span: Span, month: date, fen: int, period: date, at: datetime
) -> Payable:
    rate = span.rate(month)
    assert rate is not None  # noqa: S101 -- nothing is due without one
    before = Payable.objects.filter(entitlement=entitlement, month=month).count()
    is_regular = month == period and before == 0
    return Payable(
        key=payable_key(entitlement.pk, month, before),
        entitlement=entitlement,
        rate_id=rate.key,
        case_id=entitlement.case_id,
        person_id=entitlement.person_id,
        agency_id=entitlement.agency_id,
        benefit=entitlement.benefit,
        fund=entitlement.fund,
        kind=(Kind.REGULAR if is_regular else Kind.BACK_PAY).value,
        month=month,
        period=period,
        gross_fen=fen,
        amount_fen=fen,
        owed_at=at,
    )


def payable_key(entitlement: int, month: date, number: int) -> str:
    """Return the key of a payment: of an entitlement, for a month, the first or a later one."""
    return f"e{entitlement}:{month:%Y-%m}:{number}"


def mark(entitlement: Entitlement, since: date) -> None:
    """Let the next run work out the months from one on anew."""
    first = max(month_of(since), entitlement.from_month)
    if entitlement.reckon_from is None or first < entitlement.reckon_from:
        later = Q(reckon_from=None) | Q(reckon_from__gt=first)
        Entitlement.objects.filter(later, pk=entitlement.pk).update(reckon_from=first)
        entitlement.reckon_from = first
