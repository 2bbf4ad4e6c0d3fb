"""What the person, or a clerk for them, says of months paid twice."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit.form_fields.choices import Option
from kit.form_fields.dates import CalendarDateField
from law.money import from_fen
from transfers.clearing_shown import Choice
from transfers.models import Clearing, Transfer

HOLDER = gettext_lazy("Account holder")
HOLDER_HINT = gettext_lazy("Only an account in the insured person's own name.")


def choice_field(offered: list[Choice]) -> forms.ChoiceField:
    """Return the question which months stay, each answer with what is paid back."""
    return forms.ChoiceField(
        label=_("Which months are to stay?"),
        help_text=_(
            "What stays counts for the pension and lies in the account. What goes is paid back."
        ),
        widget=forms.RadioSelect,
        choices=[(each.keep, Option(each.title, _paid_back(each))) for each in offered],
        error_messages={"required": _("Choose which months stay.")},
    )


def _paid_back(choice: Choice) -> str:
    amount = {"amount": f"¥{from_fen(choice.amount_fen):,.2f}"}
    return _("%(amount)s is paid back to the insured person.") % amount


class AnswerClearingForm(forms.Form):
    """Which months stay, and the account to which the money goes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    holder = forms.CharField(label=HOLDER, help_text=HOLDER_HINT, max_length=100)
    bank_name = forms.CharField(
        label=gettext_lazy("Bank and branch"),
        max_length=80,
        error_messages={"required": gettext_lazy("Enter the name of the bank.")},
    )
    account_number = forms.CharField(
        label=gettext_lazy("Account number"),
        help_text=gettext_lazy("Kept encrypted; pages and letters show its last four digits."),
        max_length=40,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "size": 26}),
        error_messages={"required": gettext_lazy("Enter the account number.")},
    )

    def __init__(
        self, *args: Any, transfer: Transfer, offered: list[Choice], **kwargs: Any
    ) -> None:
        initial = {"version": transfer.case.version, "holder": transfer.case.person.name}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        if len(offered) > 1:
            self.fields["keep"] = choice_field(offered)
            self.order_fields(["keep"])

    def add_refusal(self, errors: dict[str, Any]) -> None:
        """Show what an action found wrong at the field it names."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)

    @property
    def said(self) -> dict[str, Any]:
        """What the act is told."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class NoteClearingForm(AnswerClearingForm):
    """The same, written down by a clerk: by phone people often have no account at hand."""

    way = forms.ChoiceField(
        label=gettext_lazy("How the person said it"),
        choices=[each for each in Clearing.Way.choices if each[0] != Clearing.Way.PORTAL],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Who said it, and how it was checked"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": gettext_lazy("Write who said it, and how.")},
    )

    def __init__(self, *args: Any, is_cleared: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("holder", "bank_name", "account_number"):
            self.fields[name].required = is_cleared
        self.order_fields(["keep", "way", "note"])


class BounceForm(forms.Form):
    """A payment that the bank sent back."""

    bounced_on = CalendarDateField(label=gettext_lazy("Day the money came back"))
    note = forms.CharField(
        label=gettext_lazy("Why the bank sent it back"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write why the bank sent it back.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"bounced_on": today}, **kwargs)

    @property
    def said(self) -> dict[str, Any]:
        """What the act is told."""
        return self.cleaned_data

    def add_refusal(self, errors: dict[str, Any]) -> None:
        """Show what an action found wrong at the field it names."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)
