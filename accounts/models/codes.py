"""Codes that were sent to prove a contact: what was typed is counted here, and nowhere else."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a code lets somebody do; for nothing else it is right."""

    SIGN_IN = "sign-in", _("Sign in")
    PASSWORD = "password", _("Set a new password")
    PHONE = "phone", _("Confirm a phone number")
    EMAIL = "email", _("Confirm an e-mail address")
    SECOND_FACTOR = "second-factor", _("Set up a second factor")
    COUNTER = "counter", _("Name the account at a counter")
    CARD = "card", _("Report a card lost without a sign-in")


class IssuedCodeQuerySet(models.QuerySet["IssuedCode"]):
    """Codes as one asks for them."""

    def open(self, now: datetime) -> "IssuedCodeQuerySet":
        """Return those that can still be right."""
        return self.filter(used_at=None, expires_at__gt=now, tries__lt=settings.CODE_TRIES).exclude(
            code_hash=""
        )

    def count_try(self, pk: int, now: datetime) -> "IssuedCode | None":
        """Count a try before it is judged, so that many at once get no more than allowed."""
        counted = self.open(now).filter(pk=pk).update(tries=F("tries") + 1)
        return self.filter(pk=pk).first() if counted else None

    def guessed_at(self) -> "IssuedCodeQuerySet":
        """Return those whose tries were all wrong and whose owner does not know yet."""
        return self.filter(
            tries__gte=settings.CODE_TRIES, used_at=None, told_at=None, user__isnull=False
        )


class IssuedCode(models.Model):
    """One code: its keyed hash, for what and to whom it was sent, and how often it was tried."""

    purpose = models.CharField(max_length=16, choices=Purpose)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="issued_codes"
    )
    contact_index = models.CharField(max_length=64, blank=True)
    address_index = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64, blank=True)  # empty until it is sent
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    objects = IssuedCodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at=None) | ~Q(code_hash=""),
                name="only_a_code_that_was_sent_is_used",
            )
        ]
        indexes = [
            models.Index(  # few of very many; looked for every five minutes
                fields=["issued_at"],
                condition=Q(used_at=None, told_at=None, tries__gte=5),
                name="codes_that_were_guessed_at",
            )
        ]

    def __str__(self) -> str:
        return f"code {self.pk}"
