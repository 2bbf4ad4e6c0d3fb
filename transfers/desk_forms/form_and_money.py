"""The information form, prepared and looked at, and the money that goes with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.form_fields.dates import CalendarDateField
from kit.form_fields.money import MoneyField
from law.money import to_fen
from transfers.actions.restating import findings
from transfers.desk_forms.looked_at import LONGEST_NOTE, DeskForm, note_field


class RemarkForm(DeskForm):
    """What the preparer adds to the information form.

    `years` are those for which no interest rate is published: for each the books have the word.
    """

    remark = note_field(_("Remark on the form"), required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for year in years:
            self.fields[f"interest_{year}"] = MoneyField(
                label=_("Interest your books credited for %(year)s") % {"year": year},
                error_messages={"required": _("Enter the interest, or 0 if there was none.")},
            )
        self.years = years
        self.order_fields([*(f"interest_{year}" for year in years), "remark"])

    @property
    def said(self) -> dict[str, Any]:
        """The remark, and the stated interest by year in fen."""
        interest = {year: to_fen(self.cleaned_data[f"interest_{year}"]) for year in self.years}
        return {"remark": self.cleaned_data["remark"], "interest": interest}


class SendBackForm(DeskForm):
    """What the second person found."""

    note = note_field(_("What has to be put right"), error=_("Write what has to be put right."))


class SendForm(DeskForm):
    """The remittance that goes with the information form."""

    reference = forms.CharField(
        label=_("Bank reference of the remittance"),
        max_length=40,
        widget=forms.TextInput({"size": 24, "autocomplete": "off"}),
        error_messages={"required": _("Enter the bank's reference of the remittance.")},
    )
    sent_on = CalendarDateField(label=_("Day of the remittance"))


class ArrivalForm(DeskForm):
    """What the bank received."""

    amount = MoneyField(label=_("Amount that arrived"))
    arrived_on = CalendarDateField(label=_("Day it arrived"))

    @property
    def said(self) -> dict[str, Any]:
        """What arrived, in fen."""
        others = {name: said for name, said in self.cleaned_data.items() if name != "amount"}
        return {**others, "amount_fen": to_fen(self.cleaned_data["amount"])}


class CorrectArrivalForm(ArrivalForm):
    """What really arrived, and why it was written down otherwise."""

    note = forms.CharField(
        label=_("Why it is corrected"),
        help_text=_("Stays in the case history, with the old and the new amount."),
        max_length=LONGEST_NOTE,
        widget=forms.TextInput(),
        error_messages={"required": _("Write why it is corrected.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = _("Enter 0 if nothing has arrived for this case.")


class FindingForm(DeskForm):
    """What the original agency found of a difference; `fen` is what is to be explained."""

    finding = forms.ChoiceField(
        label=_("What you found"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was found.")},
    )
    amount = MoneyField(label=_("How much of the difference this explains"))
    note = note_field(
        _("How it is known"),
        hint=_("With the bank's numbers and days. A second person checks it."),
        error=_("Write how it is known."),
    )

    def __init__(self, *args: Any, fen: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = findings(fen)
        self.fields["finding"].choices = [(each.value, each.label) for each in possible]

    @property
    def said(self) -> dict[str, Any]:
        """What was found, with its amount in fen."""
        said = self.cleaned_data
        return {
            "finding": said["finding"],
            "note": said["note"],
            "amount_fen": to_fen(said["amount"]),
        }


class SurplusForm(DeskForm):
    """The remittance with which the surplus goes back."""

    reference = forms.CharField(
        label=_("Bank reference of the remittance"),
        max_length=40,
        widget=forms.TextInput({"size": 24, "autocomplete": "off"}),
        error_messages={"required": _("Enter the bank's reference of the remittance.")},
    )
    returned_on = CalendarDateField(label=_("Day it was sent back"))
