"""Requests of programs that must be carried out once, however often they arrive."""

from django.db import models
from django.db.models import Q

from accounts.fields import EncryptedField


class KeptAnswer(models.Model):
    """The answer to a request that a program marked with a key of its own (Idempotency-Key)."""

    principal = models.CharField(max_length=120)
    key = models.CharField(max_length=100)
    # Method, path and body, hashed: the same key for another request is a mistake.
    fingerprint = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
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
