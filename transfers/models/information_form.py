"""The information form (信息表) and its lines."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Erasable
from records.models import Relationship, Scheme
from transfers.models.transfer import Transfer


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
