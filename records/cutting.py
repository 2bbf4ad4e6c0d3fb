"""Marking months that leave a record: a period is cut where only a part of it goes."""

from collections.abc import Iterator
from datetime import date

from records.models import InsuredPeriod
from records.rules.contributions import month_number, month_of

Gone = InsuredPeriod.Gone


def cut_out(period: InsuredPeriod, first: date, last: date, gone: Gone, number: str) -> None:
    """Mark the months of a period that lie in a stretch; the rest stays as periods of its own."""
    begin, end = max(period.first_month, first), min(period.last_month, last)
    rests = list(_rests(period, begin, end))
    period.first_month, period.last_month = begin, end
    period.save()
    for rest_first, rest_last in rests:
        rest = InsuredPeriod.objects.get(pk=period.pk)
        rest.pk, rest._state.adding = None, True
        rest.first_month, rest.last_month = rest_first, rest_last
        rest.save()
    period.gone_as, period.gone_with = gone, number
    period.save()


def _rests(period: InsuredPeriod, begin: date, end: date) -> Iterator[tuple[date, date]]:
    if period.first_month < begin:
        yield period.first_month, month_of(month_number(begin) - 1)
    if period.last_month > end:
        yield month_of(month_number(end) + 1), period.last_month
