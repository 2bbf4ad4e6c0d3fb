"""What clerks type at the statements of the bank."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.form_fields.dates import CalendarDateField
from kit.form_fields.money import MoneyField

LONGEST = 500
LONGEST_NOTE = 200


class BankForm(forms.Form):
    """A form to which an action's refusal can be added at its fields."""

    def add_refusal(self, errors: dict[str, Any]) -> None:
        """Show what an action found wrong at the field it names."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)


class StatementForm(BankForm):
    """The bank's file."""

    file = forms.FileField(
        label=_("The bank's file"),
        help_text=_("CSV as the bank exports it, or camt.053. At most 2 MB and 2,000 lines."),
        widget=forms.FileInput({"accept": ".csv,.txt,.xml"}),
        error_messages={"required": _("Choose the file first.")},
    )


class MatchForm(BankForm):
    """Which case gets how much of a line."""

    case = forms.CharField(
        label=_("Case number"),
        max_length=32,
        widget=forms.TextInput({"size": 20, "autocomplete": "off"}),
        error_messages={"required": _("Enter a case number.")},
    )
    amount = MoneyField(label=_("Amount for this case"))


class TookBackForm(BankForm):
    """Of which case a surplus has come back to the own account."""

    case = forms.CharField(
        label=_("Case number"),
        max_length=32,
        widget=forms.TextInput({"size": 20, "autocomplete": "off"}),
        error_messages={"required": _("Enter a case number.")},
    )


class BouncedForm(TookBackForm):
    """Which remittance of the own agency came back, and why."""

    note = forms.CharField(
        label=_("Why the bank returned it"),
        help_text=_("As the bank says it. Both agencies read it."),
        max_length=LONGEST_NOTE,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Write why the bank returned it.")},
    )


class WhyForm(BankForm):
    """A reason."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Write why.")},
    )


class SentBackForm(BankForm):
    """The remittance with which a line goes back to its sender."""

    reference = forms.CharField(
        label=_("Bank reference of the remittance"),
        max_length=40,
        widget=forms.TextInput({"size": 24, "autocomplete": "off"}),
        error_messages={"required": _("Enter the bank's reference of the remittance.")},
    )
    returned_on = CalendarDateField(label=_("Day it was sent back"))


class SentAnewForm(BankForm):
    """The remittance with which money is sent once more."""

    reference = forms.CharField(
        label=_("Bank reference of the remittance"),
        max_length=40,
        widget=forms.TextInput({"size": 24, "autocomplete": "off"}),
        error_messages={"required": _("Enter the bank's reference of the remittance.")},
    )
    sent_on = CalendarDateField(label=_("Day it was sent"))


class ExplanationForm(BankForm):
    """What is open, or does not add up, when a day is closed."""

    explanation = forms.CharField(
        label=_("What is open or does not add up, and why"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Explain what is open or does not add up.")},
    )

    def __init__(self, *args: Any, is_needed: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["explanation"].required = is_needed
