"""What programs are told of personal accounts; amounts in yuan as texts."""

from rest_framework import serializers

from agencies.models import RECORDED_CHOICES
from records.models import Relationship, Scheme


class AccountOut(serializers.Serializer):
    """How one insurance stands."""

    id = serializers.IntegerField()
    insurance = serializers.ChoiceField(choices=RECORDED_CHOICES)
    scheme = serializers.ChoiceField(choices=Scheme.choices)
    agency = serializers.CharField()
    status = serializers.ChoiceField(choices=Relationship.Status.choices)
    since = serializers.DateField()
    base = serializers.CharField(allow_null=True)
    months = serializers.IntegerField()
    last_paid = serializers.DateField(allow_null=True)
    balance = serializers.CharField()


class LineOut(serializers.Serializer):
    """What a number is made of."""

    text = serializers.CharField()
    amount = serializers.CharField()
    article = serializers.CharField()


class AmountOut(serializers.Serializer):
    """One number of a year."""

    name = serializers.CharField()
    label = serializers.CharField()
    amount = serializers.CharField()
    lines = LineOut(many=True)
    note = serializers.CharField(allow_blank=True)


class AccountYearOut(serializers.Serializer):
    """One year of an account."""

    year = serializers.IntegerField()
    is_closed = serializers.BooleanField()
    amounts = AmountOut(many=True)


class YearAheadOut(serializers.Serializer):
    """One year of an estimate."""

    year = serializers.IntegerField()
    opening = serializers.CharField()
    credited = serializers.CharField()
    interest = serializers.CharField()
    closing = serializers.CharField()


class ProjectionOut(serializers.Serializer):
    """What an account will hold: an estimate, with all that was assumed."""

    is_estimate = serializers.BooleanField()
    as_of = serializers.DateField()
    until = serializers.DateField()
    monthly_credit = serializers.CharField()
    growth = serializers.CharField()
    interest_rate = serializers.CharField()
    interest_rate_of = serializers.IntegerField()
    years = YearAheadOut(many=True)
