"""Requests to close an account and to erase what nothing obliges anybody to keep."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q


class ClosingQuerySet(models.QuerySet["Closing"]):
    """Requests as one asks for them."""

    def waiting(self) -> "ClosingQuerySet":
        """Return those that can still be taken back."""
        return self.filter(taken_back_at=None, done_at=None)


class Closing(models.Model):
    """Somebody asked that their account be closed; it is done two days later, unless taken back."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="closings"
    )
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(taken_back_at=None, done_at=None),
                name="one_closing_of_an_account_waits",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(done_at=None),
                name="a_closing_is_taken_back_or_done",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=models.F("asked_at")), name="a_closing_leaves_time_to_think"
            ),
        ]

    def __str__(self) -> str:
        return f"closing of user {self.user_id}"

    def is_waiting(self, now: datetime) -> bool:
        """Whether it can still be taken back."""
        return self.taken_back_at is None and self.done_at is None and now < self.due_at
