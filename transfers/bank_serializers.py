"""What programs send and read of an agency's bank lines."""

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from kit.api.reading import StrictBoolean, StrictDay, StrictSerializer, StrictText, Yuan
from records.models import BankEntry

MOST = 500


class BankLineBody(StrictSerializer):
    """One line as the bank says it; `paid_out` when money left the account."""

    reference = StrictText(max_length=60)
    day = StrictDay()
    amount = Yuan(help_text="In yuan, as a text such as 14400.00.")
    paid_out = StrictBoolean(required=False, default=False)
    counterparty = StrictText(max_length=200, required=False, default="", allow_blank=True)
    counter_account = StrictText(max_length=40, required=False, default="", allow_blank=True)
    purpose = StrictText(max_length=500, required=False, default="", allow_blank=True)


class BankLinesBody(StrictSerializer):
    """Lines of the agency's account; those that are known already change nothing."""

    lines = BankLineBody(many=True, allow_empty=False, max_length=MOST)


class MatchBody(StrictSerializer):
    """Which case gets how much of a line, and which version of the line was looked at."""

    case = StrictText(max_length=32)
    amount = Yuan()
    version = serializers.IntegerField(min_value=1)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A surplus is back",
            value={"case": "2026-7KQM-49XD", "version": 1},
            request_only=True,
        )
    ]
)
class TookBackBody(StrictSerializer):
    """Of which case a line brings a surplus back, and which version of the line was looked at."""

    case = StrictText(max_length=32)
    version = serializers.IntegerField(min_value=1)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "The bank returned the money",
            value={"case": "2026-7KQM-49XD", "version": 1, "note": "户名不符"},
            request_only=True,
        )
    ]
)
class BouncedBody(TookBackBody):
    """Of which case a line brings the own agency's money back, and why, as the bank says it."""

    note = StrictText(max_length=200)


class BankLineOut(serializers.Serializer):
    """A line of the bank and what has become of it."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    day = serializers.DateField()
    amount = serializers.CharField()
    paid_out = serializers.BooleanField()
    left = serializers.CharField(help_text="What belongs to no case yet.")
    counterparty = serializers.CharField()
    purpose = serializers.CharField()
    state = serializers.ChoiceField(choices=BankEntry.State.choices)
    version = serializers.IntegerField()


class WrittenOut(serializers.Serializer):
    """How many lines were new."""

    written = serializers.IntegerField()
