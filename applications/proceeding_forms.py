"""What a clerk records of a reconsideration or a lawsuit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models import Proceeding
from kit.form_fields.dates import CalendarDateField, ThreeBoxDateField
from kit.form_fields.texts import PlainTextField


class ReportForm(forms.Form):
    """Where it was filed, under which number, and when, as the person knows it."""

    kind = forms.ChoiceField(
        label=_("Which way"), choices=Proceeding.Kind.choices, widget=forms.RadioSelect
    )
    body = PlainTextField(label=_("Before which body or court"), max_length=120)
    number = PlainTextField(label=_("Its number"), max_length=60)
    filed_on = ThreeBoxDateField(label=_("Day of filing"))


class ProceedingForm(ReportForm):
    """Where it was filed, under which number, when, and what it stops, as a clerk records it."""

    filed_on = CalendarDateField(label=_("Day of filing"))
    stops = PlainTextField(
        label=_("What it stops"),
        help_text=_("As the body or the court has ordered it. Nothing stops by itself here."),
        max_length=300,
        required=False,
    )


class OutcomeForm(forms.Form):
    """How it ended, and when."""

    outcome = forms.ChoiceField(
        label=_("How it ended"), choices=Proceeding.Outcome.choices, widget=forms.RadioSelect
    )
    ended_on = CalendarDateField(label=_("Day on which it ended"))
    outcome_note = PlainTextField(
        label=_("What follows from it"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
