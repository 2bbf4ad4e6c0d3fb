"""What programs are told about regions, agencies and terms."""

from rest_framework import serializers

from agencies.models import Agency, Insurance, Region, RuleValue, TermKind


class RegionOut(serializers.ModelSerializer):
    """An administrative division of GB/T 2260."""

    parent = serializers.CharField(source="parent_id", allow_null=True)

    class Meta:
        model = Region
        fields = ["code", "name", "name_en", "level", "parent"]


class AgencyOut(serializers.ModelSerializer):
    """An agency: what it handles, where it is, how to reach it."""

    region = serializers.CharField(source="region_id")
    insurances = serializers.ListField(child=serializers.ChoiceField(choices=Insurance.choices))
    supervisor = serializers.CharField(source="supervisor.code", allow_null=True, default=None)

    class Meta:
        model = Agency
        fields = [
            "code",
            "name",
            "name_en",
            "region",
            "insurances",
            "supervisor",
            "address",
            "address_en",
            "postcode",
            "phone",
            "email",
            "is_active",
        ]


class TermOut(serializers.ModelSerializer):
    """A time limit with its legal basis, in the reader's language."""

    kind = serializers.ChoiceField(TermKind.choices)
    insurance = serializers.ChoiceField(Insurance.choices)
    working_days = serializers.IntegerField()
    basis = serializers.CharField()

    class Meta:
        model = RuleValue
        fields = [
            "kind",
            "insurance",
            "working_days",
            "basis",
            "valid_from",
            "valid_to",
            "is_verified",
        ]
