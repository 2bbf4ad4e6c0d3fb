"""What programs may send about a case of any service."""

from typing import Any

from django.utils.translation import gettext_lazy

from accounts.models import DocumentType
from kit.api.reading import (
    StrictBoolean,
    StrictChoice,
    StrictDay,
    StrictNumber,
    StrictSerializer,
    StrictText,
)
from law.countries import COUNTRIES

LARGEST_VERSION = 2**31 - 1
LONGEST_NOTE = 1000
LONGEST_MANDATE = 16


class VersionField(StrictNumber):
    """The version of the case that the caller has looked at."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        text = gettext_lazy("The version of the case that you looked at; or send If-Match.")
        super().__init__(min_value=1, max_value=LARGEST_VERSION, help_text=text, **kwargs)


class ForBody(StrictSerializer):
    """For whom something is begun: by which mandate; left out, for oneself."""

    mandate = StrictText(
        max_length=LONGEST_MANDATE,
        required=False,
        default="",
        help_text=gettext_lazy("The mandate by which you act; leave it out for yourself."),
    )


class NothingBody(StrictSerializer):
    """Nothing but the version."""

    version = VersionField()


class NoteBody(NothingBody):
    """A note, which may be empty."""

    note = StrictText(max_length=LONGEST_NOTE, required=False, default="", allow_blank=True)


class DeathBody(NothingBody):
    """The day of a death and how it is known; or that the death on record is wrong."""

    died_on = StrictDay(required=False, default=None, allow_null=True)
    source = StrictText(max_length=200)
    taken_back = StrictBoolean(
        source="is_taken_back",
        required=False,
        default=False,
        help_text=gettext_lazy("Whether a death was recorded wrongly; then no day is given."),
    )


class AfterDeathBody(NothingBody):
    """Whether the case is carried through or ends, and why."""

    goes_on = StrictBoolean(
        help_text=gettext_lazy(
            "Possible only where record and money were sent before the death was known."
        )
    )
    reason = StrictText(max_length=500)


def _one_of(*words: str) -> StrictChoice:
    return StrictChoice(choices=[(each, each) for each in words])


class ExtensionBody(NothingBody):
    """Between which days no day counts, for which ground, and the document that names it."""

    ground = _one_of("force-majeure", "assessment")
    document = StrictText(max_length=80)
    first_day = StrictDay()
    last_day = StrictDay()


class ReminderAnswerBody(NothingBody):
    """By when it will be done; or, without a day, why that is impossible."""

    done_by = StrictDay(required=False, default=None, allow_null=True)
    note = StrictText(max_length=500, required=False, default="", allow_blank=True)


class ProceedingBody(NothingBody):
    """Where somebody went, under which number, on which day, and what it stops."""

    kind = _one_of("reconsideration", "lawsuit")
    body = StrictText(max_length=120)
    number = StrictText(max_length=60)
    filed_on = StrictDay()
    stops = StrictText(max_length=300, required=False, default="", allow_blank=True)


class ProceedingOutcomeBody(NothingBody):
    """How one ended, by its key, and on which day."""

    proceeding = StrictNumber(min_value=1, max_value=LARGEST_VERSION)
    outcome = _one_of("upheld", "changed", "ended")
    ended_on = StrictDay()
    outcome_note = StrictText(max_length=500, required=False, default="", allow_blank=True)


class WhichProceedingBody(NothingBody):
    """One that was recorded, by its key."""

    proceeding = StrictNumber(min_value=1, max_value=LARGEST_VERSION)


class SubmitBody(NothingBody):
    """Sending the application; the rules' verdict may be put before a human being."""

    despite_checks = StrictBoolean(
        default=False,
        help_text=gettext_lazy("Ask for a human decision although the rules speak against it."),
    )


class ReasonBody(StrictSerializer):
    """Why somebody needs to see something."""

    reason = StrictText(max_length=200)


class FoundBody(StrictSerializer):
    """An exact identity number, and why it is looked for."""

    document_type = StrictChoice(
        choices=DocumentType.choices, default=DocumentType.RESIDENT_ID.value
    )
    issued_in = StrictChoice(
        choices=sorted(COUNTRIES),
        required=False,
        default="",
        help_text=gettext_lazy(
            "Which country issued the passport: three letters (ISO 3166-1). Of a passport only, "
            "and needed there."
        ),
    )
    number = StrictText(max_length=40)
    reason = StrictText(max_length=200, required=False, default="", allow_blank=True)
