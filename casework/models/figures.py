"""How many turns wait, came and were done: sums that are kept, so that nobody counts anew."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from kit.held import ReferenceKey
from kit.models import Erasable

NO_DAY = date(9999, 12, 31)  # of a turn without a due day
NOBODY = 0  # in place of a clerk


class Measure(models.TextChoices):
    """What is counted of turns."""

    WAITING = "waiting", _("Waiting")  # by due day
    STOPPED = "stopped", _("Clock stopped")
    RECEIVED = "received", _("Received")  # by month, as are those that follow
    IN_TIME = "in-time", _("Done in time")  # by working days taken
    LATE = "late", _("Done late")  # likewise
    ENDED = "ended", _("Ended without a decision")  # withdrawn, or without a term


class Counted(models.Model):
    """So many turns of one agency, service and clerk, of one measure and day.

    `day` is the due day of what waits, the first of the month of what came or was done. `days` are
    the working days that it took. Keys instead of nothing (`NOBODY`, `NO_DAY`) let rows be unique.
    """

    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=40)
    clerk_key = models.BigIntegerField(default=NOBODY)
    measure = models.CharField(max_length=8, choices=Measure)
    day = models.DateField()
    days = models.SmallIntegerField(default=0)
    n = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.n} {self.measure} at {self.agency_id}"


class TurnChange(Counted, Erasable):
    """What one change of a turn adds or takes away; a trigger of the turns writes it.

    Whoever changes a turn adds a row and waits for nobody. What is kept is brought up to date from
    these once in a minute; who reads adds both together.
    """


class TurnCount(Counted, Erasable):
    """What all changes so far add up to."""

    class Meta:
        indexes = [
            models.Index(fields=["measure", "day", "agency"], name="turn_counts_of_a_month"),
            models.Index(fields=["n"], condition=models.Q(n=0), name="turn_counts_of_nothing"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "measure", "day", "service", "clerk_key", "days"],
                name="each_sum_of_turns_is_kept_once",
            )
        ]
