"""The journal: each day's events under one signed hash that anybody can keep."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.models.case import Case
from casework.models.history import Event
from kit.models import Immutable


class JournalKey(Immutable):
    """A key that signs days; each is introduced by the signature of the one before it."""

    name = models.CharField(max_length=16, unique=True)  # from the key itself: no other fits it
    public = models.CharField(max_length=44)  # base64 of the 32 bytes
    introduced_at = models.DateTimeField()
    introduced_by = models.CharField(max_length=16)  # the first key introduces itself
    signature = models.CharField(max_length=88)

    class Meta:
        verbose_name = _("journal key")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_replaced(self) -> bool:
        """Whether a newer key has sealed a day."""
        return JournalDay.objects.filter(key__gt=self.pk).exists()


class JournalDay(Immutable):
    """One day: how many events, the root over them, the day before, and a signature over all."""

    day = models.DateField(unique=True)
    size = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    key = models.ForeignKey(JournalKey, on_delete=models.PROTECT, related_name="days")
    signature = models.CharField(max_length=88)
    # Never published: from it come the salts without which a leaf says nothing.
    secret = models.BinaryField(max_length=32)
    blocks = models.BinaryField()

    class Meta:
        verbose_name = _("day of the journal")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.hash}"


class JournalLeaf(Immutable):
    """Where an event stands in the journal; a witness that outlives what it bears witness to.

    So no foreign key holds it: whoever removes the event leaves the leaf behind.
    """

    event = models.OneToOneField(
        Event,
        on_delete=models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="leaf",
    )
    case = models.ForeignKey(
        Case, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    day = models.DateField()
    index = models.PositiveIntegerField()
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    event_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("leaf of the journal")
        ordering = ["day", "index"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "index"], name="leaves_of_a_day_stand_in_one_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}/{self.index}"
