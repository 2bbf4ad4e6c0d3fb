"""What time it is for the portal: read at the edge and handed down as `now` or `today`."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from kit.held import Held
from kit.models import DemoClock


def now() -> datetime:
    """Return the moment, in the demonstration moved forward by its clock."""
    return timezone.now() + timedelta(days=days_ahead())


def today() -> date:
    """Return the date in Asia/Shanghai."""
    return timezone.localdate(now())


def days_ahead() -> int:
    """Return by how many days the demonstration runs ahead; 0 outside it."""
    if not settings.DEMO:
        return 0
    return _ahead()


def _read_ahead() -> int:
    return DemoClock.objects.filter(pk=1).values_list("days_ahead", flat=True).first() or 0


_ahead = Held(_read_ahead, DemoClock)


def move_forward(days: int) -> None:
    """Move the demonstration's date; it never goes back, so that history stays in order."""
    if not settings.DEMO:
        raise RuntimeError("the clock can be moved in the demonstration only")
    clock, _made = DemoClock.objects.get_or_create(pk=1)
    clock.days_ahead += max(days, 0)
    clock.save(update_fields=["days_ahead"])
