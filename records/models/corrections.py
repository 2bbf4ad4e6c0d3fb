"""What two persons have put right on a record: written once beside it, never over it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.model_fields import EncryptedField
from records.models.insurance import Relationship, Scheme


class RecordCorrectionQuerySet(models.QuerySet["RecordCorrection"]):
    """Lines of corrections as one asks for them."""

    def standing(self) -> "RecordCorrectionQuerySet":
        """Return those that nobody has dropped."""
        return self.filter(dropped_at=None)

    def in_force(self) -> "RecordCorrectionQuerySet":
        """Return those that have been carried out."""
        return self.exclude(applied_at=None)


class RecordCorrection(models.Model):
    """One line of a correction (更正): written by one person, carried out by another's approval.

    Months are added or struck, or an account gains or loses money; what stood there before stays,
    marked with the case. `reckoned_fen` is what base and rates make of it, `amount_fen` what the
    account gains (less than nothing: loses), as it was decided; `pooled_fen` is what of the common
    fund goes back with struck months that had come with a transfer.
    """

    class Kind(models.TextChoices):
        """What is put right."""

        ADD = "add", _("Months added")
        STRIKE = "strike", _("Months struck out")
        ACCOUNT = "account", _("Account corrected")

    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, related_name="corrections"
    )
    case_number = models.CharField(max_length=32)
    kind = models.CharField(max_length=8, choices=Kind)
    scheme = models.CharField(max_length=12, choices=Scheme)
    first_month = models.DateField(null=True)
    last_month = models.DateField(null=True)
    base_fen = models.BigIntegerField(default=0)
    employer_rate = models.DecimalField(max_digits=6, decimal_places=5, default=0)
    personal_rate = models.DecimalField(max_digits=6, decimal_places=5, default=0)
    account_rate = models.DecimalField(max_digits=6, decimal_places=5, default=0)
    reckoned_fen = models.BigIntegerField(default=0)
    amount_fen = models.BigIntegerField(default=0)
    pooled_fen = models.BigIntegerField(default=0)
    reason = EncryptedField()
    # Nobody where a system of the agency has brought it in a file; a person still released it.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True)

    objects = RecordCorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["case_number"], name="lines_of_a_correction")]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("written_by")),
                name="nobody_carries_out_a_correction_they_wrote",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, applied_at=None)
                | Q(approved_by__isnull=False, applied_at__isnull=False, dropped_at=None),
                name="a_correction_is_carried_out_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(kind="account", first_month=None, last_month=None)
                | (~Q(kind="account") & Q(first_month__lte=F("last_month"))),
                name="months_are_corrected_in_their_order",
            ),
            models.CheckConstraint(
                condition=~Q(kind="account") | ~Q(amount_fen=0),
                name="a_corrected_account_changes",
            ),
            models.CheckConstraint(
                condition=Q(pooled_fen=0) | Q(kind="strike", pooled_fen__gt=0),
                name="only_struck_months_send_money_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.relationship_id} with {self.case_number}"
