"""Old-age and medical insurance transfers between two agencies."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import INSURANCE_CHOICES, Agency, Region
from casework.models import Case
from casework.models.case import visible_cases
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Erasable
from letters.models import Letter
from records.models import BankEntry, Relationship, Scheme
from transfers.clearing_models import Clearing as Clearing
from transfers.clearing_models import Repayment as Repayment
from transfers.rules.staying import Stay

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

        NONE = "none", _("There are none")
        PAY = "pay", _("I will pay them before the transfer")
        WAIVE = "waive", _("I give these months up")

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


class PartThatStaysQuerySet(models.QuerySet["PartThatStays"]):
    """What stays, as one asks for it."""

    def with_months(self) -> "PartThatStaysQuerySet":
        """Return the parts that name months: those are cut out of the information form."""
        return self.filter(first_month__isnull=False)


class PartThatStays(Erasable):
    """What cannot be moved, as the person was told in writing (人社厅发〔2019〕94号 art. 3)."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="parts_that_stay")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=8)
    first_month = models.DateField(null=True)
    last_month = models.DateField(null=True)

    objects = PartThatStaysQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "reason", "first_month"], name="a_part_that_stays_is_told_once"
            ),
            models.CheckConstraint(
                condition=Q(first_month=None, last_month=None)
                | Q(first_month__lte=F("last_month")),
                name="what_stays_is_a_stretch_of_months",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} in {self.transfer_id}"

    @property
    def stay(self) -> Stay:
        """The months as the rules know them."""
        return Stay(self.first_month, self.last_month)


class InformationForm(Erasable):
    """The information form (信息表) of the original agency: prepared by one, sent by another."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="forms")
    version = models.PositiveSmallIntegerField(default=1)
    transfer_on = models.DateField()
    account_kind = models.CharField(max_length=12, choices=Relationship.AccountKind)
    months = models.PositiveSmallIntegerField()
    pre_1998_fen = models.BigIntegerField(default=0)  # ①
    balance_fen = models.BigIntegerField()  # ②
    current_year_fen = models.BigIntegerField()  # ③
    account_fen = models.BigIntegerField()  # ④ = ① + ② + ③
    pooled_fen = models.BigIntegerField()  # ⑤
    total_fen = models.BigIntegerField()  # ⑥ = ④ + ⑤
    # Interest of years nobody closed, in fen by year, and the years for which the agency stated it.
    interest = models.JSONField(default=dict)
    interest_stated = models.JSONField(default=list)
    remark = EncryptedField(blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    prepared_by_client = models.CharField(max_length=80, blank=True)
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["version"]
        indexes = [
            models.Index(
                fields=["transfer"], condition=Q(sent_at=None), name="forms_waiting_to_be_sent"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "version"], name="one_form_for_each_version"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="nobody_sends_the_form_they_prepared",
            ),
            models.CheckConstraint(
                condition=Q(
                    account_fen=F("pre_1998_fen") + F("balance_fen") + F("current_year_fen")
                ),
                name="account_is_the_sum_of_1_2_and_3",
            ),
            models.CheckConstraint(
                condition=Q(total_fen=F("account_fen") + F("pooled_fen")),
                name="total_is_the_sum_of_4_and_5",
            ),
        ]

    def __str__(self) -> str:
        return f"form {self.version} of {self.transfer_id}"


class FormLine(Erasable):
    """One line of the information form: months in a row with the same base, in one year."""

    form = models.ForeignKey(InformationForm, on_delete=models.PROTECT, related_name="lines")
    # Where the months were insured: also a place before the original one.
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=12, choices=Scheme, default=Scheme.EMPLOYEE)
    first_month = models.DateField()
    last_month = models.DateField()
    months = models.PositiveSmallIntegerField()
    base_fen = models.BigIntegerField()
    employer_rate = models.DecimalField(max_digits=6, decimal_places=5)
    personal_rate = models.DecimalField(max_digits=6, decimal_places=5)
    account_rate = models.DecimalField(max_digits=6, decimal_places=5)
    credited_fen = models.BigIntegerField()
    credited_personal_fen = models.BigIntegerField()
    interest_fen = models.BigIntegerField(default=0)
    closing_fen = models.BigIntegerField(default=0)
    remark = EncryptedField(max_length=200, blank=True)

    class Meta:
        ordering = ["first_month", "pk"]

    def __str__(self) -> str:
        return f"{self.first_month:%Y-%m} to {self.last_month:%Y-%m}"


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
