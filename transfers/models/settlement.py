"""How a transfer ends: the new agency's last act."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kit.models import Erasable
from transfers.models.information_form import InformationForm
from transfers.models.transfer import Transfer


class Settlement(Erasable):
    """The new agency's last act: prepared by one clerk, completed by another."""

    transfer = models.OneToOneField(
        Transfer, on_delete=models.PROTECT, primary_key=True, related_name="settlement"
    )
    form = models.ForeignKey(InformationForm, on_delete=models.PROTECT, related_name="+")
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    prepared_by_client = models.CharField(max_length=80, blank=True)
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    completed_at = models.DateTimeField(null=True)
    months_counted = models.PositiveSmallIntegerField(null=True)
    months_overlapping = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["transfer"],
                condition=Q(completed_at=None),
                name="matches_waiting_to_complete",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="nobody_completes_what_they_prepared",
            )
        ]

    def __str__(self) -> str:
        return f"settlement of {self.transfer_id}"
