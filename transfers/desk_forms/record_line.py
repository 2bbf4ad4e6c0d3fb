"""What the record should say where a line of the form shows it wrong."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications.rules.correcting import NOT_A_SHARE, share
from kit.form_fields.dates import CalendarMonthField
from kit.form_fields.money import MoneyField
from kit.spelling import wording
from law.money import from_fen, to_fen
from law.values import percent
from records.models import InsuredPeriod
from transfers.desk_forms.looked_at import DeskForm, note_field
from transfers.rules.form_lines import RATES

CHANGE = ("change", _("Base or shares are wrong"))
STRIKE = ("strike", _("These months are not to stand here: strike them out"))


class ShareField(forms.CharField):
    """A share in percent, as typed; the value is the rate."""

    def __init__(self, **kwargs: Any) -> None:
        narrow = forms.TextInput({"inputmode": "decimal", "size": 6, "autocomplete": "off"})
        super().__init__(max_length=10, widget=narrow, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return a rate such as 0.08; nothing where nothing was typed."""
        typed = super().clean(value)
        try:
            return share(typed) if typed else None
        except ValueError as error:
            raise ValidationError(wording(NOT_A_SHARE)) from error

    def prepare_value(self, value: Any) -> Any:
        """Show a kept rate as it may be typed."""
        return percent(value).removesuffix("%") if isinstance(value, Decimal) else value


class ReasonForm(DeskForm):
    """Why the record is wrong; the second person reads it before the form goes out."""

    reason = note_field(
        _("Why the record is wrong"),
        hint=_("Such as: pay slips of 2019. The second person and the insured person read it."),
        error=_("Write why the record is wrong."),
    )


class LineForm(ReasonForm):
    """What a line should say: its months, base and shares, or that it is not to stand there."""

    what = forms.ChoiceField(
        label=_("What is wrong?"), widget=forms.RadioSelect, choices=[CHANGE, STRIKE]
    )
    first_month = CalendarMonthField(label=_("First month"))
    last_month = CalendarMonthField(label=_("Last month"))
    base = MoneyField(label=_("Monthly base"), required=False)
    employer_rate = ShareField(label=_("Employer's share (%)"), required=False)
    personal_rate = ShareField(label=_("Person's share (%)"), required=False)
    account_rate = ShareField(label=_("Share into the account (%)"), required=False)
    field_order = ("what", "first_month", "last_month", "base", *RATES, "reason")

    def clean(self) -> dict[str, Any]:
        """Ask for base and shares unless months are struck out, and for months in their order."""
        said = super().clean() or self.cleaned_data
        first, last = said.get("first_month"), said.get("last_month")
        if first and last and last < first:
            self.add_error("last_month", _("The last month lies before the first one."))
        if said.get("what", "add") != "strike":
            for name in ("base", *RATES):
                if said.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Enter what it should be."))
        return said

    @property
    def said(self) -> dict[str, Any]:
        """What the act is told, amounts in fen."""
        said = {**self.cleaned_data}
        base = said.pop("base")
        if said["what"] == "strike":
            return {name: said[name] for name in ("what", "first_month", "last_month", "reason")}
        return {**said, "base_fen": to_fen(base)}


class MissingForm(LineForm):
    """Months that are missing in the record."""

    what = forms.CharField(widget=forms.HiddenInput, initial="add")

    def clean_what(self) -> str:
        """Return what is done with it: there is no choice."""
        return "add"


class AccountForm(ReasonForm):
    """What the personal account holds too little or too much."""

    way = forms.ChoiceField(
        label=_("What is wrong?"),
        widget=forms.RadioSelect,
        choices=[("more", _("The account holds too little")), ("less", _("It holds too much"))],
    )
    amount = MoneyField(label=_("By how much"))
    field_order = ("way", "amount", "reason")

    @property
    def said(self) -> dict[str, Any]:
        """What the act is told, in fen."""
        said = self.cleaned_data
        fen = to_fen(said["amount"])
        amount = fen if said["way"] == "more" else -fen
        return {"what": "account", "amount_fen": amount, "reason": said["reason"]}


def as_it_stands(period: InsuredPeriod) -> dict[str, Any]:
    """Return what a period says, as the form begins with it."""
    return {"base": from_fen(period.base_fen), **{name: getattr(period, name) for name in RATES}}
