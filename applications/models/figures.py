"""A number that a clerk has corrected before a decision, and why."""

from django.conf import settings
from django.db import models

from casework.models import Case
from kit.model_fields import EncryptedField
from kit.models import Immutable


class FigureCorrection(Immutable):
    """What stands in the place of a number that the rules worked out; the latest of a name counts.

    `was` is what the rules made of it at that moment. Who approves the decision reads both, and the
    letter prints what it was and why it was corrected.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="figure_corrections")
    name = models.CharField(max_length=40)
    was = EncryptedField()
    is_now = EncryptedField()
    reason = EncryptedField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name} of {self.case_id}"
