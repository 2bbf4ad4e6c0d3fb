"""The money of a transfer: sent, given to its case, and sent back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.model_fields import EncryptedField
from records.models import BankEntry
from transfers.models.information_form import InformationForm
from transfers.models.transfer import Transfer


class RemittanceQuerySet(models.QuerySet["Remittance"]):
    """Money as one asks for it."""

    def under_way(self) -> "RemittanceQuerySet":
        """Return what has neither arrived nor come back."""
        return self.filter(arrived_on=None, bounced_on=None)


class Remittance(models.Model):
    """Money on its way from the original to the new agency (基金划转).

    What arrived of it, and when the last of it did, is kept as what its allotments add up to
    (`transfers.actions.allotting`): lists ask for it without adding up.
    """

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="remittances")
    form = models.ForeignKey(InformationForm, on_delete=models.PROTECT, related_name="remittances")
    reference = models.CharField(_("bank reference"), max_length=40)
    amount_fen = models.BigIntegerField()
    sent_on = models.DateField()
    arrived_fen = models.BigIntegerField(null=True)
    arrived_on = models.DateField(null=True)
    # The bank could not pay it out: it lies with the original agency again.
    bounced_on = models.DateField(null=True)

    objects = RemittanceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "reference"], name="a_remittance_is_sent_once"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_remittance_moves_money"),
            models.CheckConstraint(
                condition=Q(arrived_fen=None, arrived_on=None)
                | Q(arrived_fen__isnull=False, arrived_on__isnull=False),
                name="what_arrived_arrived_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(arrived_on=None) | Q(bounced_on=None),
                name="what_came_back_did_not_arrive",
            ),
        ]

    def __str__(self) -> str:
        return f"remittance {self.reference}"


class AllotmentQuerySet(models.QuerySet["Allotment"]):
    """What lines of the bank gave to cases, as one asks for it."""

    def standing(self) -> "AllotmentQuerySet":
        """Return those that nobody has taken away."""
        return self.filter(taken_at=None)

    def arrived(self) -> "AllotmentQuerySet":
        """Return what arrived for cases and stands."""
        return self.standing().filter(kind=Allotment.Kind.ARRIVED)


class Allotment(models.Model):
    """A line of the bank, or part of it, given to a case (到账匹配).

    One line may pay several cases, and several lines one case. What is taken away again stays
    written, with who asked for it and who looked at it a second time.
    """

    class Kind(models.TextChoices):
        """What the line was for the case."""

        ARRIVED = "arrived", _("Arrived")
        BOUNCED = "bounced", _("Returned by the bank")
        SURPLUS = "surplus", _("Surplus that came back")

    entry = models.ForeignKey(BankEntry, on_delete=models.PROTECT, related_name="allotments")
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="allotments")
    # None only while the original agency has announced nothing: then money came before the form.
    remittance = models.ForeignKey(
        Remittance, on_delete=models.PROTECT, null=True, related_name="allotments"
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.ARRIVED)
    amount_fen = models.BigIntegerField()
    # It came when the case was complete: it can only be sent back, or taken away again.
    is_late = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    taking_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taking_reason = EncryptedField(blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)

    objects = AllotmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="an_allotment_gives_money"),
            models.CheckConstraint(
                condition=Q(taken_by=None) | ~Q(taken_by=F("taking_asked_by")),
                name="nobody_alone_takes_money_from_a_case",
            ),
        ]

    def __str__(self) -> str:
        return f"allotment {self.pk}"


class FormReduction(models.Model):
    """So much less than the form stated belongs to a transfer: two persons struck months out.

    The form stays as it was sent. What is too much now goes back as any surplus does.
    """

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="reductions")
    correction_number = models.CharField(max_length=32)
    amount_fen = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "correction_number"], name="a_correction_reduces_a_form_once"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_reduction_is_of_money"),
        ]

    def __str__(self) -> str:
        return f"reduction of {self.transfer_id}"


class SurplusReturn(models.Model):
    """Money that was more than the form states, sent back to the original agency."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="returns")
    reference = models.CharField(_("bank reference"), max_length=40)
    amount_fen = models.BigIntegerField()
    returned_on = models.DateField()
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "reference"], name="a_surplus_is_returned_once"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_return_moves_money"),
        ]

    def __str__(self) -> str:
        return f"return {self.reference}"
