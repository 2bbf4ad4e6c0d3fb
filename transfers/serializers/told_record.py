"""What programs are told of verdicts and of what is known before anything is filed."""

from rest_framework import serializers

from agencies.models import INSURANCE_CHOICES
from casework.serializers.told import AgencyRef


class RegionRef(serializers.Serializer):
    """A region in one line."""

    code = serializers.CharField()
    name = serializers.CharField(source="local_name")


class ReasonOut(serializers.Serializer):
    """A reason of the code list, in the reader's language."""

    code = serializers.CharField()
    insurance = serializers.ChoiceField(choices=INSURANCE_CHOICES, allow_null=True)
    kind = serializers.CharField()
    sentence = serializers.CharField()
    way_forward = serializers.CharField()
    basis = serializers.CharField()
    uses = serializers.ListField(child=serializers.CharField())


class VerdictOut(serializers.Serializer):
    """What the rules in force today say, with the reasons and their articles."""

    may_file = serializers.BooleanField()
    outcome = serializers.CharField()
    account_at_new = serializers.CharField(allow_null=True)
    reasons = ReasonOut(many=True)
    missing = serializers.DictField(child=serializers.CharField())


class KnownPlaceOut(serializers.Serializer):
    """What is known of one place."""

    agency = AgencyRef()
    region = RegionRef()
    status = serializers.CharField()
    scheme = serializers.CharField()
    account_kind = serializers.CharField()
    months = serializers.IntegerField()
    first_month = serializers.DateField(allow_null=True)
    last_month = serializers.DateField(allow_null=True)
    balance = serializers.CharField()


class SpanOut(serializers.Serializer):
    """Months in a row."""

    first_month = serializers.DateField()
    last_month = serializers.DateField()
    months = serializers.IntegerField()


class SchemeOut(serializers.Serializer):
    """What lies in one scheme over all places; schemes are never added to each other."""

    scheme = serializers.CharField()
    months = serializers.IntegerField()
    balance = serializers.CharField(allow_null=True)


class RecordOut(serializers.Serializer):
    """What the agencies hold: places, months counted once, overlaps, gaps, amounts in yuan."""

    insurance = serializers.ChoiceField(choices=INSURANCE_CHOICES)
    months = serializers.IntegerField()
    overlapping_months = serializers.IntegerField()
    gap_months = serializers.IntegerField()
    balance = serializers.CharField()
    schemes = SchemeOut(many=True)
    places = KnownPlaceOut(many=True)
    overlaps = SpanOut(many=True)
    gaps = SpanOut(many=True)
