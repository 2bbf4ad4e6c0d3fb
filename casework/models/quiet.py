"""Whether the portal keeps quiet: what it would do by itself waits until a person has looked."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.model_fields import EncryptedField


class Home(models.Model):
    """The server of the database, as it was last known: one row, and none before the first look.

    A restored copy lives on another timeline of PostgreSQL, or in another cluster.
    """

    system = models.CharField(max_length=24)
    timeline = models.BigIntegerField()
    known_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.system}/{self.timeline}"


class QuietQuerySet(models.QuerySet["Quiet"]):
    """Times of quiet as one asks for them."""

    def in_force(self) -> "QuietQuerySet":
        """Return the one that nobody has ended, if any."""
        return self.filter(ended_at=None)

    def casting_doubt_on(self, moment: datetime, last: datetime | None = None) -> "QuietQuerySet":
        """Return those in whose forgotten time this moment lies: what was due may have been done.

        From the last sign of life that came back with the copy until the quiet began. With `last`:
        those whose forgotten time meets the time from `moment` to it.
        """
        lost = self.filter(nothing_was_lost=False, remembered_until__isnull=False)
        return lost.filter(remembered_until__lte=last or moment, began_at__gte=moment)


class Quiet(models.Model):
    """A time in which nothing is sent, no duty is done and no day is sealed; a person ends it."""

    class Why(models.TextChoices):
        """Why it began."""

        MOVED = "moved", _("The database was restored, or lives on another server")
        ASKED = "asked", _("An operator asked for it")

    why = models.CharField(max_length=8, choices=Why)
    reason = EncryptedField(max_length=300, blank=True, default="")
    began_at = models.DateTimeField()
    # The last moment of which this copy of the database knows anything.
    remembered_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    nothing_was_lost = models.BooleanField(default=False)

    objects = QuietQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["why"],
                condition=Q(ended_at=None),
                name="the_portal_is_quiet_once_for_each_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
                name="quiet_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.why} since {self.began_at:%Y-%m-%d %H:%M} UTC"
