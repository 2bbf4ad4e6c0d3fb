"""Each night: our book of the day before and each provider's, line by line; a signed sheet."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from casework.models import Duty
from journal import keys
from kit.clock import day_of
from payments import channels
from payments.models import DailySheet, Difference, Order, Payment, Refund
from payments.rules.reconciling import Found, Kind, Line, compare
from records.models import Posting

AT_NIGHT = time(1, 30)
EARLIEST_DAYS = 7


def owe_nights(*, now: datetime) -> None:
    """Owe the comparison of each of the last days since a provider's first order, once."""
    today = timezone.localdate(now)
    since, _end = _bounds(today - timedelta(days=EARLIEST_DAYS))
    for provider in channels.CHANNELS:
        orders = Order.objects.filter(provider=provider, opened_at__gte=since)
        first = orders.order_by("opened_at").values_list("opened_at", flat=True).first()
        if first is not None:
            _owe_since(provider, day_of(first), today)


def _owe_since(provider: str, first: date, today: date) -> None:
    days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    wanted = [_duty(provider, day) for day in days]
    keys_of = [each.key for each in wanted]
    there = set(Duty.objects.filter(key__in=keys_of).values_list("key", flat=True))
    if missing := [each for each in wanted if each.key not in there]:
        Duty.objects.bulk_create(missing, ignore_conflicts=True)


def _duty(provider: str, day: date) -> Duty:
    due = datetime.combine(day + timedelta(days=1), AT_NIGHT, timezone.get_default_timezone())
    return Duty(
        key=f"reconcile:{provider}:{day}",
        kind=Duty.Kind.RECONCILE,
        subject=f"{provider}|{day}",
        due_at=due,
    )


def do_reconcile(duty: Duty, now: datetime) -> None:
    """Compare the day that a duty names; a provider that is silent is asked again by the duty."""
    provider, _bar, day = duty.subject.partition("|")
    reconcile(provider, date.fromisoformat(day), now=now)


@transaction.atomic
def reconcile(provider: str, day: date, *, now: datetime) -> DailySheet:
    """Compare a day, keep what differs, and sign what was found; a second call changes nothing.

    Raises `ProviderSilent` where there is no statement yet.
    """
    there = DailySheet.objects.filter(provider=provider, day=day).first()
    if there is not None:
        return there
    ours, theirs = list(_ours(provider, day)), list(channels.provider_of(provider).statement(day))
    found = list(compare(ours, theirs))
    _keep(provider, day, found, now)
    return _sheet(provider, day, ours, theirs, len(found), now)


def _bounds(day: date) -> tuple[datetime, datetime]:
    zone = timezone.get_default_timezone()
    begin = datetime.combine(day, time(), zone)
    return begin, begin + timedelta(days=1)


def _ours(provider: str, day: date) -> Iterator[Line]:
    begin, end = _bounds(day)
    of = {"provider": provider, "paid_at__gte": begin, "paid_at__lt": end}
    names = ("provider_no", "order__number", "amount_fen", "currency", "state")
    for number, order, fen, currency, state in Payment.objects.filter(**of).values_list(*names):
        yield Line(number, order, fen, currency, counts=state == Payment.State.CREDITED)
    back = Refund.objects.filter(
        payment__provider=provider, done_at__gte=begin, done_at__lt=end
    ).values_list("payment__provider_no", "payment__order__number", "amount_fen")
    for number, order, fen in back:
        yield Line(number, order, fen, is_refund=True)


def _keep(provider: str, day: date, found: list[Found], now: datetime) -> None:
    numbers = [each.order_no for each in found]
    orders = {each.number: each for each in Order.objects.filter(number__in=numbers)}
    rows = [
        Difference(
            provider=provider,
            day=day,
            kind=each.kind.value,
            order_no=each.order_no,
            provider_no=each.provider_no,
            agency=orders[each.order_no].agency if each.order_no in orders else None,
            ours_fen=each.ours_fen,
            theirs_fen=each.theirs_fen,
            found_at=now,
        )
        for each in found
    ]
    Difference.objects.bulk_create(rows, ignore_conflicts=True)
    # What they have and we do not: asked about at once, so that nobody's money lies unbooked.
    missing = {each.order_no for each in found if each.kind is Kind.MISSING_HERE} & orders.keys()
    Duty.objects.bulk_create(
        (
            Duty(
                key=f"ask:{number}:night:{day}",
                kind=Duty.Kind.ASK_PROVIDER,
                subject=number,
                due_at=now,
            )
            for number in sorted(missing)
        ),
        ignore_conflicts=True,
    )


def _sheet(
    provider: str, day: date, ours: list[Line], theirs: list[Line], differ: int, now: datetime
) -> DailySheet:
    key = keys.mounted()
    counts: dict[str, Any] = {
        "ours_count": sum(not each.is_refund for each in ours),
        "ours_fen": sum(each.fen for each in ours if not each.is_refund),
        "theirs_count": sum(not each.is_refund for each in theirs),
        "theirs_fen": sum(each.fen for each in theirs if not each.is_refund),
        "refunds_fen": sum(each.fen for each in ours if each.is_refund),
        "ledger_fen": _ledger(provider, day),
        "differences": differ,
    }
    said = {"provider": provider, "day": day.isoformat(), **counts}
    return DailySheet.objects.create(
        provider=provider,
        day=day,
        made_at=now,
        key=key.name,
        signature=key.sign(said),
        **counts,
    )


def _ledger(provider: str, day: date) -> int:
    """Return what the ledger says came to the funds with the payments of a day (fen)."""
    begin, end = _bounds(day)
    of = {"provider": provider, "paid_at__gte": begin, "paid_at__lt": end}
    credited = Payment.objects.filter(**of).exclude(order__case_number="")
    cases = credited.values("order__case_number")
    paid_in = {"movement": Posting.Movement.PAID_IN, "side": Posting.Side.FUND}
    found = Posting.objects.filter(**paid_in, case_number__in=cases)
    return found.aggregate(fen=Sum("amount_fen"))["fen"] or 0
