"""What clerks type about a death: when it was, how it is known, how the case goes on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.words import Words
from casework.actions.after_death import LONGEST_REASON, ending_of
from casework.actions.deaths import LONGEST_SOURCE
from casework.models import Case
from kit.form_fields.dates import CalendarDateField


class DeathsForm(forms.Form):
    """A form about the death of the person of a case."""

    words: Words | None = None

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    @property
    def said(self) -> dict[str, Any]:
        """What was said, as the act takes it."""
        return self.cleaned_data

    def add_refusal(self, errors: dict[str, Any]) -> None:
        """Show what an action found wrong at the field it names."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)


class AboutDeathForm(DeathsForm):
    """How something about a death is known."""

    source = forms.CharField(
        label=_("How this is known"),
        max_length=LONGEST_SOURCE,
        help_text=_("For example the death register, or the family with a certificate."),
        error_messages={"required": _("Write in at most 200 characters how this is known.")},
    )


class WrongDeathForm(AboutDeathForm):
    """How it is known that a record of a death is wrong."""

    @property
    def said(self) -> dict[str, Any]:
        """How it is known, and that there was no death."""
        return {**self.cleaned_data, "died_on": None, "is_taken_back": True}


class DeathForm(AboutDeathForm):
    """The day of a death, and how it is known."""

    died_on = CalendarDateField(label=_("Day of the death"))
    field_order = ("died_on", "source")


class AfterDeathForm(DeathsForm):
    """Whether a case ends, or is carried through because record and money were under way."""

    goes_on = forms.ChoiceField(
        label=_("How the case goes on"),
        choices=[
            ("no", _("It ends; money stays where it is now")),
            ("yes", _("It is carried through: record and money were sent already")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write in at most 500 characters why.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ending_of(self.case).may_go_on(self.case):
            self.fields["goes_on"].choices = self.fields["goes_on"].choices[:1]

    @property
    def said(self) -> dict[str, Any]:
        """Whether it goes on, and why."""
        return {**self.cleaned_data, "goes_on": self.cleaned_data["goes_on"] == "yes"}
