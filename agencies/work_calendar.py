"""The working-day calendar as loaded from the State Council's notices."""

from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max

from accounts.rules.wording import Text
from agencies.models import CalendarDay, CalendarNotice
from agencies.rules.workdays import Calendar, ExceptionDay


def current() -> Calendar:
    """Return the calendar of all loaded notices: one small query unless a notice was loaded."""
    state = CalendarNotice.objects.aggregate(notices=Count("pk"), loaded_at=Max("loaded_at"))
    return _calendar(state["notices"], state["loaded_at"])


@lru_cache(maxsize=2)
def _calendar(_notices: int, _loaded_at: datetime | None) -> Calendar:
    years = CalendarNotice.objects.values_list("year", flat=True)
    days = CalendarDay.objects.values_list("date", "is_workday", "reason", "reason_en")
    named = (ExceptionDay(day, works, Text(zh, en)) for day, works, zh, en in days)
    return Calendar.of(years, named)
