"""What is asked in a transfer: which insurance, from where, to where."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import INSURANCE_CHOICES, Agency, Region
from casework.models import Case
from casework.models.case import visible_cases
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from records.models import Relationship, Scheme
from transfers.questions import PAY, WAIVE

if TYPE_CHECKING:
    from agencies.actors import Actor


class TransferQuerySet(models.QuerySet["Transfer"]):
    """Transfers as one asks for them."""

    def visible_to(self, actor: "Actor") -> "TransferQuerySet":
        """Return the transfers of the cases this actor may see."""
        return self.filter(visible_cases(actor, "case__"))

    def lines_of(self, cases: Iterable[int]) -> "TransferQuerySet":
        """Return the transfers of cases that are at hand already, as a line of a list shows them.

        Nothing that has to be decrypted, and not joined with their cases: of many ids PostgreSQL
        would sooner read all cases.
        """
        unread = ("contact_phone", "contact_address", "employer_name", "note")
        return self.defer(*unread).filter(pk__in=cases)

    def whole(self) -> "TransferQuerySet":
        """Fetch along what every page of a transfer shows."""
        return self.select_related(
            "case__person", "original_relationship", "new_relationship", "clearing"
        )


class Transfer(models.Model):
    """What is asked in a transfer case: which insurance, from where, to where."""

    class Arrears(models.TextChoices):
        """What the person decides on months they still owe (人社部发〔2009〕187号 opinion 2)."""

        NONE = "none"
        PAY = PAY
        WAIVE = WAIVE

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="transfer"
    )
    insurance = models.CharField(_("insurance"), max_length=12, choices=INSURANCE_CHOICES)
    original_region = ReferenceKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    new_region = ReferenceKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    original_agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="transfers_out"
    )
    new_agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="transfers_in"
    )
    original_relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, null=True, related_name="transfers_out"
    )
    new_relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, null=True, related_name="transfers_in"
    )
    from_scheme = models.CharField(max_length=12, choices=Scheme, default=Scheme.EMPLOYEE)
    to_scheme = models.CharField(max_length=12, choices=Scheme, default=Scheme.EMPLOYEE)
    employer_name = EncryptedField(_("new employer"), max_length=120, blank=True)
    contact_phone = EncryptedField(_("contact phone"), blank=True)
    contact_address = EncryptedField(_("postal address"), blank=True)
    arrears = models.CharField(
        _("months still owed"), max_length=8, choices=Arrears, default=Arrears.NONE
    )
    is_approved_move = models.BooleanField(
        _("my move was approved by a personnel department"), default=False
    )
    note = EncryptedField(_("anything the clerk should know"), blank=True, max_length=500)
    # Set when the rules spoke against it and the person asked for a human decision.
    is_human_review_asked = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = [
            models.CheckConstraint(
                condition=Q(original_agency=None)
                | Q(new_agency=None)
                | ~Q(original_agency=F("new_agency")),
                name="a_transfer_joins_two_agencies",
            )
        ]

    def __str__(self) -> str:
        return f"transfer {self.case_id}"

    @property
    def sides(self) -> tuple[Agency, Agency]:
        """The original and the new agency; raises `ValueError` for a draft that lacks one."""
        if self.original_agency is None or self.new_agency is None:
            raise ValueError(f"{self} has no two agencies yet")
        return self.original_agency, self.new_agency
