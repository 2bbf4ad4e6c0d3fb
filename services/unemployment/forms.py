"""What an employer says of the end of somebody's work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from kit.spelling import wording
from services.unemployment.rules.endings import CHOICES


class DepartureForm(forms.Form):
    """When and how the work ended."""

    last_day = forms.DateField(
        label=gettext_lazy("Last day of work"),
        widget=forms.DateInput({"type": "date"}),
        error_messages={
            "required": gettext_lazy("Enter the last day of work."),
            "invalid": gettext_lazy("Enter a day."),
        },
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("How did the work end?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how the work ended.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Anything that should be known (may stay empty)"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(code, wording(text)) for code, text in CHOICES]
