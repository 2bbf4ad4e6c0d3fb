"""What programs are told about a transfer."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agencies.models import INSURANCE_CHOICES
from casework.rules.statuses import Party
from casework.serializers import (
    AgencyRef,
    CaseLineOut,
    CorrectionOut,
    PersonOut,
    StepOut,
)
from records.models import Scheme
from transfers.clearing_serializers import ClearingOut
from transfers.models import Transfer

# How programs read whose turn it is in a transfer.
SIDES = {
    Party.APPLICANT: "applicant",
    Party.HANDLING: "new-agency",
    Party.OTHER: "original-agency",
}


class RegionRef(serializers.Serializer):
    """A region in one line."""

    code = serializers.CharField()
    name = serializers.CharField(source="local_name")


class TransferLineOut(CaseLineOut):
    """A transfer in one line: with what any case shows, from where to where."""

    insurance = serializers.ChoiceField(choices=INSURANCE_CHOICES)
    original_region = RegionRef(allow_null=True)
    new_region = RegionRef(allow_null=True)
    from_scheme = serializers.ChoiceField(choices=Scheme.choices)
    to_scheme = serializers.ChoiceField(choices=Scheme.choices)
    original_agency = AgencyRef(allow_null=True)
    new_agency = AgencyRef(allow_null=True)
    turn = serializers.ChoiceField(
        choices=[(each, each) for each in SIDES.values()], allow_null=True
    )


class AnswersOut(serializers.Serializer):
    """What the person has answered."""

    employer_name = serializers.CharField()
    contact_phone = serializers.CharField()
    contact_address = serializers.CharField()
    arrears = serializers.ChoiceField(choices=Transfer.Arrears.choices)
    is_approved_move = serializers.BooleanField()
    note = serializers.CharField()
    is_human_review_asked = serializers.BooleanField()


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


class DecisionOut(serializers.Serializer):
    """What your agency has prepared and a second human being has to issue."""

    act = serializers.CharField()
    reasons = serializers.ListField(child=serializers.CharField())
    first_month = serializers.DateField(allow_null=True)
    last_month = serializers.DateField(allow_null=True)
    note = serializers.CharField()
    prepared_at = serializers.DateTimeField()
    is_yours = serializers.BooleanField()


class TransferOut(TransferLineOut):
    """A transfer with all that belongs to it."""

    person = PersonOut()
    answers = AnswersOut()
    correction = CorrectionOut(allow_null=True)
    steps = StepOut(many=True)
    forms = FormOut(many=True)
    remittances = RemittanceOut(many=True)
    returns = SurplusReturnOut(many=True)
    settlement = SettlementOut(allow_null=True)
    decision = DecisionOut(allow_null=True)
    clearing = ClearingOut(allow_null=True)
    is_stopped_by_death = serializers.BooleanField(
        help_text="Two persons have to decide how the case goes on; until then no call is let "
        "through that would send, credit or complete anything."
    )


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


class RecordOut(serializers.Serializer):
    """What the agencies hold: places, months counted once, overlaps, gaps, amounts in yuan."""

    insurance = serializers.ChoiceField(choices=INSURANCE_CHOICES)
    months = serializers.IntegerField()
    overlapping_months = serializers.IntegerField()
    gap_months = serializers.IntegerField()
    balance = serializers.CharField()
    places = KnownPlaceOut(many=True)
    overlaps = SpanOut(many=True)
    gaps = SpanOut(many=True)
