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


class VersionField(StrictNumber):
    """The version of the case that the caller has looked at."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        text = gettext_lazy("The version of the case that you looked at; or send If-Match.")
        super().__init__(min_value=1, max_value=LARGEST_VERSION, help_text=text, **kwargs)


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
