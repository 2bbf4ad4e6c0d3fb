"""What time it is for the portal: read at the edge and handed down as `now` or `today`."""

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy

from kit.errors import Refusal
from kit.held import Held
from kit.models import DemoClock


class ClocksApart(Refusal):
    """This process and the database disagree about the time, so nothing may be dated here."""

    status = 503
    code = "clocks_apart"

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("The clocks of the portal disagree. Nothing was changed; try again soon.")
        )


def now() -> datetime:
    """Return the moment, in the demonstration moved forward by its clock."""
    return timezone.now() + timedelta(days=days_ahead())


def today() -> date:
    """Return the date in Asia/Shanghai."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """Return the date of a moment in Asia/Shanghai."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def outside(moment: datetime) -> datetime:
    """Return the moment as clocks outside the demonstration have it: libraries, other programs."""
    return moment - timedelta(days=days_ahead())


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over in Asia/Shanghai."""
    midnight = datetime.combine(day + timedelta(days=1), time())
    return timezone.make_aware(midnight, timezone.get_default_timezone())


def agreed() -> datetime:
    """Return the moment as the database has it, which is one for all processes.

    A day sealed, or a term called late, by a clock that runs ahead makes honest history look
    tampered with. Raises `ClocksApart` where this process differs by more than CLOCK_TOLERANCE.
    """
    if settings.CLOCK_TOLERANCE is None:  # the suite's invented time
        return now()
    theirs = of_database()
    if abs(timezone.now() - theirs) > settings.CLOCK_TOLERANCE:
        raise ClocksApart
    return theirs + timedelta(days=days_ahead())


def of_database() -> datetime:
    """Return the moment that the server of the database has."""
    if connection.vendor != "postgresql":  # SQLite lies in this machine and has its clock
        return timezone.now()
    with connection.cursor() as cursor:  # the server's moment, and not when a transaction began
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment.astimezone(UTC)


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
