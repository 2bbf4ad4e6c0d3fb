"""What programs send about a transfer."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from agencies.models import INSURANCE_CHOICES, Region
from casework.serializers.bodies import LONGEST_NOTE, NoteBody, NothingBody
from kit.api.reading import (
    StrictBoolean,
    StrictChoice,
    StrictMonth,
    StrictPhone,
    StrictSerializer,
    StrictText,
)
from records.models import Scheme
from transfers.actions.drafting import ANSWERS
from transfers.models import Transfer

MOST_REASONS = 20


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
