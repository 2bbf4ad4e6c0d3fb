"""Counts of what was tried: they outlast a restart, and nobody can read in them who tried."""

from datetime import datetime

from django.db import models

from kit.erasable import Erasable


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Counts as one asks for them."""

    def running(self, key: str, now: datetime) -> "AttemptQuerySet":
        """Return the count under a key, if its span is not over."""
        return self.filter(key=key, ends_at__gt=now)

    def over(self, now: datetime) -> "AttemptQuerySet":
        """Return the counts of spans that have ended."""
        return self.filter(ends_at__lte=now)


class Attempt(Erasable):
    """How often one thing was tried by somebody in one span; the key is a keyed hash of both."""

    key = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    objects = AttemptQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.number} until {self.ends_at:%Y-%m-%d %H:%M}"
