"""Clearing months paid twice: what the person answers, what two persons decide, what is paid."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.model_fields import EncryptedField
from kit.models import Erasable
from records.rules.double_months import Keep


class BankAccount(models.Model):
    """An account of the insured person; its number is read by those who pay, and masked else."""

    bank_name = EncryptedField(max_length=80, blank=True)
    account_number = EncryptedField(blank=True)

    class Meta:
        abstract = True

    @property
    def has_account(self) -> bool:
        """Whether money can be paid to it."""
        return bool(self.account_number)

    @property
    def masked_account(self) -> str:
        """The last four digits; empty without an account."""
        return f"•••• {self.account_number[-4:]}" if self.account_number else ""


class Clearing(BankAccount):
    """The months a transfer left double, from the question to the person to their money."""

    class Way(models.TextChoices):
        """How the person's answer came."""

        PORTAL = "portal", _("In the portal")
        COUNTER = "counter", _("At the counter")
        PHONE = "phone", _("By phone")

    transfer = models.OneToOneField(
        "transfers.Transfer", on_delete=models.PROTECT, primary_key=True, related_name="clearing"
    )
    began_at = models.DateTimeField()
    keep = models.CharField(
        max_length=8,
        choices=[
            (Keep.HERE.value, _("Keep the months of the new place")),
            (Keep.ARRIVED.value, _("Keep the months that came with the transfer")),
        ],
        blank=True,
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answer_way = models.CharField(max_length=8, choices=Way, blank=True)
    # Who said it and how, when a clerk wrote the answer down.
    answer_note = EncryptedField(blank=True, max_length=500)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    prepared_by_client = models.CharField(max_length=80, blank=True)
    prepared_at = models.DateTimeField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    amount_fen = models.BigIntegerField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="nobody_clears_what_they_prepared",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(prepared_at__isnull=False),
                name="what_is_cleared_was_prepared",
            ),
            models.CheckConstraint(
                condition=Q(prepared_at=None) | Q(amount_fen__gte=0, months__gt=0),
                name="what_is_prepared_names_months_and_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"clearing of {self.transfer_id}"

    @property
    def is_owed(self) -> bool:
        """Whether money of the person has not been paid to them, prepared or not."""
        if self.approved_at is None or not self.amount_fen:
            return False
        return not self.repayments.filter(bounced_on=None).exclude(approved_at=None).exists()

    @property
    def is_prepared(self) -> bool:
        """Whether it waits for a second person."""
        return self.prepared_at is not None and self.approved_at is None


class Repayment(Erasable, BankAccount):
    """One payment of the cleared money to an account of the person; it may come back."""

    clearing = models.ForeignKey(Clearing, on_delete=models.PROTECT, related_name="repayments")
    number = models.PositiveSmallIntegerField()
    amount_fen = models.BigIntegerField()
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    prepared_by_client = models.CharField(max_length=80, blank=True)
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    bounced_on = models.DateField(null=True)
    bounce_note = EncryptedField(max_length=200, blank=True)
    bounce_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["clearing", "number"], name="payments_of_a_clearing_stand_in_one_line"
            ),
            models.UniqueConstraint(
                fields=["clearing"],
                condition=Q(bounced_on=None),
                name="cleared_money_is_paid_back_once",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="nobody_pays_what_they_prepared",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_repayment_pays"),
            models.CheckConstraint(
                condition=Q(bounced_on=None) | Q(approved_at__isnull=False),
                name="only_what_was_paid_comes_back",
            ),
        ]

    def __str__(self) -> str:
        return f"payment {self.number} of {self.clearing_id}"
