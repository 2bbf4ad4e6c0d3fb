"""What is typed about a term: days that a ground of the law takes out, the answer to a reminder."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models import TermExtension
from kit.form_fields.dates import CalendarDateField
from kit.form_fields.texts import PlainTextField


class TermForm(forms.Form):
    """A form about the term of a turn."""

    @property
    def said(self) -> dict[str, Any]:
        """What was said, as the act takes it."""
        return self.cleaned_data

    def add_refusal(self, errors: dict[str, Any]) -> None:
        """Show what an action found wrong at the field it names."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)


class ExtensionForm(TermForm):
    """Between which days no day counts, and which document names the ground."""

    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[(each.value, each.label) for each in TermExtension.PROPOSED],
        widget=forms.RadioSelect,
    )
    document = PlainTextField(
        label=_("Number of the document that names it"),
        help_text=_("For example the notice of the local government."),
        max_length=80,
    )
    first_day = CalendarDateField(label=_("First day that does not count"))
    last_day = CalendarDateField(
        label=_("Last day that does not count"),
        help_text=_("After it the term runs on by itself. What takes longer is proposed anew."),
    )


class ReminderAnswerForm(TermForm):
    """By when it will be done, or why that is impossible."""

    done_by = CalendarDateField(label=_("It will be done by"), required=False)
    note = PlainTextField(
        label=_("Or why it is impossible now"),
        help_text=_("Whoever reminded you reads this."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in self.fields.values():
            each.is_optional = False  # type: ignore[attr-defined] -- one of the two is asked
