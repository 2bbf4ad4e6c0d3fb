"""Copies of everything that is held of somebody, until they are fetched or a week is over."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from kit.models import Erasable


class PackageQuerySet(models.QuerySet["Package"]):
    """Copies as one asks for them."""

    def there_for(self, account: int, now: datetime) -> "PackageQuerySet":
        """Return those of an account that are being made or can be fetched, the newest first."""
        there = Q(expires_at=None) | Q(expires_at__gt=now)
        return self.filter(there, user=account).order_by("-asked_at", "-pk")


class Package(Erasable):
    """One copy: asked for, put together in the background, kept encrypted for a week."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_copies"
    )
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    # The random name beneath which its files lie (privacy.files); empty until they are made.
    name = models.CharField(max_length=32, blank=True)

    objects = PackageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "-asked_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(made_at=None), name="one_copy_is_made_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(made_at=None, expires_at=None, name="")
                | Q(~Q(name=""), made_at__isnull=False, expires_at__isnull=False),
                name="a_copy_that_is_made_has_files_and_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"copy for user {self.user_id}"

    @property
    def is_ready(self) -> bool:
        """Whether it can be fetched."""
        return self.made_at is not None
