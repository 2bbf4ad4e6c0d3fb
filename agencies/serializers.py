"""What programs are told about regions, agencies and terms."""

from rest_framework import serializers

from agencies.models import INSURANCE_CHOICES, Agency, Region, RuleValue
from agencies.rules.terms import Insurance


class RegionOut(serializers.ModelSerializer):
    """An administrative division of GB/T 2260."""

    parent = serializers.CharField(source="parent_id", allow_null=True)

    class Meta:
        model = Region
        fields = ["code", "name", "name_en", "level", "parent"]


class AgencyOut(serializers.ModelSerializer):
    """An agency: what it handles, where it is, how to reach it."""

    region = serializers.CharField(source="region_id")
    insurances = serializers.ListField(child=serializers.ChoiceField(choices=INSURANCE_CHOICES))
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
            "hours",
            "hours_en",
            "email",
            "is_active",
        ]


class TermOut(serializers.ModelSerializer):
    """A time limit with its legal basis, in the reader's language."""

    kind = serializers.CharField()
    region = serializers.CharField(
        source="region_id", allow_null=True, help_text="Null where it applies in the whole country."
    )
    insurance = serializers.SerializerMethodField(
        help_text="Empty where the term belongs to a service; `rule` names it."
    )
    working_days = serializers.IntegerField()
    basis = serializers.CharField()

    class Meta:
        model = RuleValue
        fields = [
            "rule",
            "kind",
            "region",
            "insurance",
            "working_days",
            "basis",
            "valid_from",
            "valid_to",
            "is_verified",
        ]

    def get_insurance(self, value: RuleValue) -> str:
        """Name the insurance whose term it is."""
        return value.insurance if value.insurance in [*Insurance] else ""
