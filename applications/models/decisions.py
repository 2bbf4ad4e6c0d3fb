"""How a case was decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.declaring import Outcome
from casework.models import Case
from kit.model_fields import EncryptedField
from kit.models import Immutable
from letters.models import Letter


class Decision(Immutable):
    """How a case was decided, by which two persons, with which reasons; written once.

    A decision of the rules alone names nobody, and is only ever a yes (个人信息保护法 art. 24).
    """

    # A case that was opened again after an objection is decided once more; the last one counts.
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in Outcome]
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reasons = models.JSONField(default=list)
    note = EncryptedField(blank=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="decision")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(prepared_by=None, approved_by=None, outcome="granted")
                | (
                    Q(approved_by__isnull=False)
                    & (Q(prepared_by=None) | ~Q(prepared_by=F("approved_by")))
                ),
                name="nobody_approves_what_they_prepared",
            ),
            models.CheckConstraint(
                condition=Q(outcome="granted") | ~Q(reasons=[]), name="a_no_has_its_reasons"
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"
