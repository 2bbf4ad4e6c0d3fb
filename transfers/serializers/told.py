"""What programs are told about a transfer."""

from rest_framework import serializers

from agencies.models import INSURANCE_CHOICES
from casework.rules.statuses import Party
from casework.serializers.told import AgencyRef, CaseLineOut, CorrectionOut, PersonOut, StepOut
from records.models import Scheme
from transfers.clearing_serializers import ClearingOut
from transfers.models import Transfer
from transfers.serializers.told_form import FormOut, RemittanceOut, SettlementOut, SurplusReturnOut
from transfers.serializers.told_record import RegionRef

# How programs read whose turn it is in a transfer.
SIDES = {
    Party.APPLICANT: "applicant",
    Party.HANDLING: "new-agency",
    Party.OTHER: "original-agency",
}


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
