"""What every room's tables may build on, and the tables that belong to no subject."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q

from kit.attempt_models import Attempt as Attempt
from kit.erasable import Erasable as Erasable
from kit.model_fields import EncryptedField


class ImmutableError(Exception):
    """Somebody tried to change what may never change."""


class Immutable(models.Model):
    """A row that is written once; the database refuses to change or delete it too."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row once."""
        if self.pk:
            raise ImmutableError(f"{self._meta.label} is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse."""
        raise ImmutableError(f"{self._meta.label} is never deleted")


class Reference(models.Model):
    """A row of a table that seldom changes and that every page reads; each process may hold it.

    The database notes each change of the table (`kit.changes`), so that what is held (`kit.held`)
    is read anew with the next request.
    """

    class Meta:
        abstract = True


class TableMark(models.Model):
    """When a table of reference data was last changed, as a mark that no other change has."""

    table = models.CharField(max_length=63, primary_key=True)
    mark = models.CharField(max_length=36)

    def __str__(self) -> str:
        return f"{self.table} {self.mark}"


class KeptAnswer(Erasable):
    """The answer to a request that a program marked with a key of its own (Idempotency-Key)."""

    principal = models.CharField(max_length=120)
    key = models.CharField(max_length=100)
    # Method, path and body, hashed: the same key for another request is a mistake.
    fingerprint = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
    claim = models.UUIDField(default=uuid4)  # of whoever carries it out
    expires_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)  # null while it is being carried out
    body = EncryptedField(blank=True)  # it may name a person
    headers = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["principal", "expires_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["principal", "key"], name="a_key_stands_for_one_request"
            ),
            models.CheckConstraint(
                condition=Q(status=None) | Q(status__gte=200, status__lt=300),
                name="only_what_was_done_is_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"


class DemoClock(Reference):
    """How far a visitor of the demonstration has moved the date forward; one row."""

    days_ahead = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.days_ahead} days ahead"
