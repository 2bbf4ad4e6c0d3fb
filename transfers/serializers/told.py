"""What programs are told about a transfer."""

from rest_framework import serializers

from agencies.models import INSURANCE_CHOICES
from applications.api_fields import told_field
from casework.rules.statuses import Party
from casework.serializers.told import AgencyRef, CaseLineOut, CorrectionOut, PersonOut, StepOut
from transfers.clearing_serializers import ClearingOut
from transfers.questions import NAMED, PLACES, QUESTIONS
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
    from_scheme = told_field(NAMED["from_scheme"], allow_null=False)
    to_scheme = told_field(NAMED["to_scheme"], allow_null=False)
    original_agency = AgencyRef(allow_null=True)
    new_agency = AgencyRef(allow_null=True)
    turn = serializers.ChoiceField(
        choices=[(each, each) for each in SIDES.values()], allow_null=True
    )


AnswersOut = type(
    "AnswersOut",
    (serializers.Serializer,),
    {
        "__doc__": "What the person has answered; the places stand beside it.",
        **{each.name: told_field(each) for each in QUESTIONS if each not in PLACES},
        "is_human_review_asked": serializers.BooleanField(),
    },
)


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
