"""What was paid for a month, or is owed for it: the payment behind an insured period."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.model_fields import EncryptedField, FindableField
from records.models.insurance import Relationship, Scheme


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Payments as one asks for them."""

    def standing(self) -> "ContributionQuerySet":
        """Return those that no later row has replaced."""
        return self.filter(superseded_at=None)


class Contribution(models.Model):
    """The contribution of one month, by one employer or by the person alone, in fen.

    The month of duty and the day of arrival are two facts: “paid” means arrived. A row is never
    edited: a later one replaces it, and both say when and with what (`brought_with`,
    `superseded_with`: the number of a file, an order or a case).
    """

    class OwedBy(models.TextChoices):
        """Who owes what has not arrived."""

        EMPLOYER = "employer", _("The employer")
        PERSON = "person", _("The person")

    class Source(models.TextChoices):
        """Where a row comes from."""

        FILE = "file", _("File of the agency")
        PAYMENT = "payment", _("Paid here")
        CASE = "case", _("Decided in a case")
        TAX = "tax", _("Arrived, as the tax office reports")

    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, related_name="contributions", db_index=False
    )
    scheme = models.CharField(max_length=12, choices=Scheme, default=Scheme.EMPLOYEE)
    month = models.DateField()
    # The unified social credit code; empty where the person pays alone.
    employer_code = FindableField(max_length=20, blank=True)
    employer_name = EncryptedField(blank=True)
    base_fen = models.BigIntegerField()
    employer_fen = models.BigIntegerField(default=0)
    personal_fen = models.BigIntegerField(default=0)
    account_fen = models.BigIntegerField(default=0)
    due_on = models.DateField(null=True)
    arrived_on = models.DateField(null=True)
    owed_by = models.CharField(max_length=8, choices=OwedBy, blank=True)
    source = models.CharField(max_length=8, choices=Source)
    brought_with = models.CharField(max_length=32)
    brought_at = models.DateTimeField()
    superseded_with = models.CharField(max_length=32, blank=True)
    superseded_at = models.DateTimeField(null=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "scheme", "month", "employer_code"],
                condition=Q(superseded_at=None),
                name="one_standing_contribution_for_a_month_and_employer",
            ),
            models.CheckConstraint(
                condition=Q(base_fen__gte=0)
                & Q(employer_fen__gte=0)
                & Q(personal_fen__gte=0)
                & Q(account_fen__gte=0)
                & Q(account_fen__lte=F("employer_fen") + F("personal_fen")),
                name="an_account_gets_no_more_than_was_paid",
            ),
            models.CheckConstraint(
                condition=Q(arrived_on=None) ^ Q(owed_by=""),
                name="what_has_not_arrived_is_owed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None, superseded_with="")
                | (Q(superseded_at__isnull=False) & ~Q(superseded_with="")),
                name="a_replaced_contribution_says_by_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} of {self.relationship_id}"

    @property
    def amount_fen(self) -> int:
        """Both shares together."""
        return self.employer_fen + self.personal_fen
