"""What programs send and are told about a transfer."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from agencies.models import INSURANCE_CHOICES, Region
from casework.rules.statuses import Party
from casework.serializers import (
    LONGEST_NOTE,
    AgencyRef,
    CaseLineOut,
    CorrectionOut,
    NoteBody,
    NothingBody,
    PersonOut,
    StepOut,
)
from kit.api.reading import (
    StrictBoolean,
    StrictChoice,
    StrictDay,
    StrictMonth,
    StrictPhone,
    StrictSerializer,
    StrictText,
    Yuan,
)
from law.money import to_fen
from records.models import Scheme
from transfers.actions.applying import ANSWERS
from transfers.clearing_serializers import ClearingOut
from transfers.models import Transfer

MOST_REASONS = 20
REFERENCE = r"\A[A-Za-z0-9][A-Za-z0-9._/-]*\Z"


# --- What is sent -------------------------------------------------------------------------------
class RegionField(serializers.SlugRelatedField):
    """A region by its GB/T 2260 code."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {"does_not_exist": _("There is no region with this code.")}
        super().__init__(slug_field="code", queryset=Region.objects.all(), **kwargs)

    def to_internal_value(self, data: Any) -> Region:
        """Refuse everything but six ASCII digits before asking the database."""
        if not isinstance(data, str) or not (data.isascii() and data.isdigit() and len(data) == 6):
            raise ValidationError(_("There is no region with this code."))
        return super().to_internal_value(data)


# How programs read whose turn it is in a transfer.
SIDES = {
    Party.APPLICANT: "applicant",
    Party.HANDLING: "new-agency",
    Party.OTHER: "original-agency",
}


class StartBody(StrictSerializer):
    """Which insurance is to be moved."""

    insurance = StrictChoice(choices=INSURANCE_CHOICES)


class AnswersBody(NothingBody):
    """The answers of the application; what is left out stays as it is."""

    original_region = RegionField(required=False)
    from_scheme = StrictChoice(
        choices=Scheme.choices,
        required=False,
        help_text=_("Tells two records at one agency apart."),
    )
    new_region = RegionField(required=False)
    to_scheme = StrictChoice(
        choices=Scheme.choices,
        required=False,
        help_text=_("Tells two records at one agency apart."),
    )
    employer_name = StrictText(required=False, allow_blank=True, max_length=120)
    contact_phone = StrictPhone(required=False, max_length=40)
    contact_address = StrictText(required=False, allow_blank=True, max_length=200)
    arrears = StrictChoice(choices=Transfer.Arrears.choices, required=False)
    is_approved_move = StrictBoolean(required=False)
    note = StrictText(required=False, allow_blank=True, max_length=500)

    @staticmethod
    def answers(said: dict[str, Any]) -> dict[str, Any]:
        """Return the answers alone, without the version."""
        return {name: said[name] for name in ANSWERS if name in said}


class WrongAnswer(StrictSerializer):
    """One answer that is wrong, and what is wrong with it."""

    field = StrictChoice(choices=ANSWERS)
    message = StrictText(max_length=200)


class CorrectionBody(NothingBody):
    """What the person is asked to put right."""

    fields_to_correct = WrongAnswer(many=True, required=False, default=list)
    note = StrictText(max_length=LONGEST_NOTE, required=False, default="", allow_blank=True)

    def validate_fields_to_correct(self, value: list[dict[str, str]]) -> list[dict[str, str]]:
        """Name each answer once."""
        if len({each["field"] for each in value}) < len(value):
            raise ValidationError(_("Name each answer once."))
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what is wrong by the name of the answer, as the act takes it."""
        wrong = {each["field"]: each["message"] for each in attrs.pop("fields_to_correct")}
        return {**attrs, "wrong": wrong}


class ReissueBody(NothingBody):
    """To which agency the letter goes now: its code; left out, to the one that returned it."""

    addressee = StrictText(max_length=20, required=False, default="")
    note = StrictText(max_length=LONGEST_NOTE, required=False, default="", allow_blank=True)


class ReasonsBody(NothingBody):
    """Reasons from the code list, and a note in the clerk's words."""

    reasons = serializers.ListField(child=StrictText(max_length=20), max_length=MOST_REASONS)
    note = StrictText(max_length=LONGEST_NOTE, required=False, default="", allow_blank=True)


class DespiteBody(NoteBody):
    """A note, and whether it goes on although the rules of today speak against it."""

    despite_checks = StrictBoolean(required=False, default=False)


class VoidingBody(NothingBody):
    """What is wrong with a letter, and whether a corrected one follows at once."""

    reason = StrictText(max_length=500)
    reissue = StrictBoolean(
        source="is_reissued", help_text=_("Whether a corrected letter is issued at once.")
    )
    note = StrictText(
        max_length=LONGEST_NOTE,
        required=False,
        default="",
        allow_blank=True,
        help_text=_("Of a refusal: what the corrected explanation says in place of the note."),
    )


class PartialBody(ReasonsBody):
    """What cannot be moved: reasons, and the months if the reason does not say all."""

    first_month = StrictMonth(required=False, default=None)
    last_month = StrictMonth(required=False, default=None)


class QuestionBody(NothingBody):
    """A question to the new agency."""

    question = StrictText(max_length=LONGEST_NOTE)


class ReplyBody(NothingBody):
    """The answer to the original agency's question."""

    reply = StrictText(max_length=LONGEST_NOTE)


class InterestBody(StrictSerializer):
    """What the books credited in a year for which no rate is published."""

    year = serializers.IntegerField(min_value=1998, max_value=2100)
    amount = Yuan(help_text=_("In yuan, as a text such as 1036.26."))


class PrepareFormBody(NothingBody):
    """A remark on the information form, and the interest of years without a published rate."""

    remark = StrictText(max_length=LONGEST_NOTE, required=False, default="", allow_blank=True)
    interest = InterestBody(many=True, required=False, default=list)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the interest by its year, as the act takes it."""
        interest = {each["year"]: to_fen(each["amount"]) for each in attrs["interest"]}
        return {**attrs, "interest": interest}


class SendFormBody(NothingBody):
    """The remittance that goes with the form; the bank's reference and day."""

    reference = serializers.RegexField(REFERENCE, max_length=40, required=False, default="")
    sent_on = StrictDay()


class ArrivalBody(NothingBody):
    """What the bank received."""

    reference = StrictText(max_length=40)
    amount = Yuan(source="amount_fen", help_text=_("In yuan, as a text such as 14400.00."))
    arrived_on = StrictDay()


class CorrectedArrivalBody(NothingBody):
    """What really arrived for a remittance, and why it is corrected."""

    reference = StrictText(max_length=40)
    amount = Yuan(source="amount_fen", help_text=_("What really arrived; 0.00 if nothing did."))
    arrived_on = StrictDay(
        required=False, default=None, help_text=_("Left out if nothing has arrived.")
    )
    note = StrictText(max_length=LONGEST_NOTE)


class SurplusBody(NothingBody):
    """The remittance with which the surplus goes back; the amount follows from form and money."""

    reference = serializers.RegexField(REFERENCE, max_length=40)
    returned_on = StrictDay()


# --- What is told -------------------------------------------------------------------------------
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
