"""What programs are told of the information form and its money."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from casework.serializers.told import AgencyRef


class FormLineOut(serializers.Serializer):
    """One line of the information form."""

    agency = AgencyRef()
    scheme = serializers.CharField()
    first_month = serializers.DateField()
    last_month = serializers.DateField()
    months = serializers.IntegerField()
    base = serializers.CharField()
    employer_rate = serializers.CharField()
    personal_rate = serializers.CharField()
    account_rate = serializers.CharField()
    credited = serializers.CharField()
    credited_personal = serializers.CharField()
    interest = serializers.CharField()
    closing = serializers.CharField()
    remark = serializers.CharField()


class InterestOut(serializers.Serializer):
    """Interest of a year nobody closed, as the form carries it."""

    year = serializers.IntegerField()
    amount = serializers.CharField()
    is_stated = serializers.BooleanField(
        help_text=_("Whether the agency stated it, for want of a published rate.")
    )


class FormOut(serializers.Serializer):
    """The information form: its sums ① to ⑥ in yuan, and its lines."""

    version = serializers.IntegerField()
    transfer_on = serializers.DateField()
    account_kind = serializers.CharField()
    months = serializers.IntegerField()
    pre_1998 = serializers.CharField(help_text="①")
    balance = serializers.CharField(help_text="②")
    current_year = serializers.CharField(help_text="③")
    account = serializers.CharField(help_text="④ = ① + ② + ③")
    pooled = serializers.CharField(help_text="⑤")
    total = serializers.CharField(help_text="⑥ = ④ + ⑤")
    interest = InterestOut(many=True)
    remark = serializers.CharField()
    prepared_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    lines = FormLineOut(many=True)


class RemittanceOut(serializers.Serializer):
    """Money on its way, or arrived."""

    reference = serializers.CharField()
    amount = serializers.CharField()
    sent_on = serializers.DateField()
    arrived_amount = serializers.CharField(allow_null=True)
    arrived_on = serializers.DateField(allow_null=True)
    bounced_on = serializers.DateField(allow_null=True)


class SurplusReturnOut(serializers.Serializer):
    """Money that was too much and went back."""

    reference = serializers.CharField()
    amount = serializers.CharField()
    returned_on = serializers.DateField()


class SettlementOut(serializers.Serializer):
    """How the transfer was, or will be, completed."""

    prepared_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(allow_null=True)
    months_counted = serializers.IntegerField(allow_null=True)
    months_overlapping = serializers.IntegerField(allow_null=True)
