"""What programs are told of forecasts, determinations, publications; yuan as texts."""

from rest_framework import serializers

from services.retirement.rules.findings import KINDS
from services.retirement.rules.windows import When


class PensionLineOut(serializers.Serializer):
    """A part of a pension, with how it was reckoned."""

    name = serializers.CharField()
    title = serializers.CharField()
    amount = serializers.CharField()
    formula = serializers.CharField()
    is_sure = serializers.BooleanField()


class MonthOut(serializers.Serializer):
    """A month in which somebody may retire, and what it would bring."""

    month = serializers.CharField()
    way = serializers.ChoiceField([each.value for each in When])
    total = serializers.CharField()
    counted_months = serializers.IntegerField()
    minimum_months = serializers.IntegerField()
    notice_by = serializers.DateField(allow_null=True)
    lines = PensionLineOut(many=True)


class GrowthOut(serializers.Serializer):
    """Every month, where wages rise by so much a year."""

    growth = serializers.CharField()
    months = MonthOut(many=True)


class ForecastOut(serializers.Serializer):
    """An estimate: the window, and every month in it for each growth; none without a base."""

    earliest = serializers.CharField()
    statutory = serializers.CharField()
    latest = serializers.CharField()
    is_estimate = serializers.BooleanField()
    growths = GrowthOut(many=True)


class PublicationOut(serializers.Serializer):
    """What is public before it is decided; the name is partly hidden."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    employer = serializers.CharField()
    what = serializers.CharField()
    agency = serializers.CharField(source="agency.code")
    from_day = serializers.DateField()
    until_day = serializers.DateField()


class FindingOut(serializers.Serializer):
    """A fact of a personal file as it was judged: months as YYYY-MM, with the page of the file."""

    kind = serializers.ChoiceField(sorted(KINDS))
    from_month = serializers.CharField(allow_null=True)
    to_month = serializers.CharField(allow_null=True)
    value = serializers.CharField(allow_blank=True)
    proof_page = serializers.CharField()
    counts = serializers.BooleanField()
    judged_at = serializers.DateTimeField()
    is_confirmed = serializers.BooleanField()


class DeterminationOut(serializers.Serializer):
    """A pension of the caller as it was determined."""

    case = serializers.CharField()
    from_month = serializers.CharField()
    total = serializers.CharField()
    region = serializers.CharField()
    is_provisional = serializers.BooleanField()
    born = serializers.CharField(allow_null=True)
    retires = serializers.CharField()
    paid_months = serializers.IntegerField()
    deemed_months = serializers.IntegerField()
    average_index = serializers.CharField()
    account = serializers.CharField()
    at = serializers.DateTimeField()
