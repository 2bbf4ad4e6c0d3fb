"""What programs send about a transfer."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from agencies.models import INSURANCE_CHOICES
from agencies.rules.terms import Insurance
from applications.api.described import body_of
from casework.serializers.bodies import LONGEST_NOTE, ForBody, NoteBody, NothingBody
from kit.api.reading import (
    StrictBoolean,
    StrictChoice,
    StrictMonth,
    StrictSerializer,
    StrictText,
)
from transfers.questions import PAY, QUESTIONS, WAIVE, asked_in

MOST_REASONS = 20


class StartBody(ForBody):
    """Which insurance is to be moved."""

    insurance = StrictChoice(choices=INSURANCE_CHOICES)


# Each insurance asks its own questions; the first is what the description of the API shows.
AnswersBody = body_of("AnswersBody", QUESTIONS)
ANSWERS_OF = {each: body_of("AnswersBody", asked_in(each)) for each in Insurance}


class ArrearsChoiceBody(NothingBody):
    """What happens to months still owed: they are paid first, or moved without them."""

    arrears = StrictChoice(choices=[(PAY, PAY), (WAIVE, WAIVE)])


class WrongAnswer(StrictSerializer):
    """One answer that is wrong, and what is wrong with it."""

    field = StrictChoice(choices=[(each.name, each.name) for each in QUESTIONS])
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
