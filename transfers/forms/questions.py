"""The questions of the details page; a correction asks some of them again."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.forms.fields import PhoneField
from agencies.places import region_choices
from kit.form_fields.choices import Option
from kit.form_fields.regions import RegionField
from kit.form_fields.texts import PlainTextField, check_no_identity_number
from records.models import Scheme
from transfers.models import Transfer

LONGEST_NOTE = 500
LONGEST_ADDRESS = 200


def _employer() -> forms.Field:
    return PlainTextField(
        label=_("New employer"),
        help_text=_(
            "As in your employment contract. The agency uses it to find your new record. "
            "Leave it empty if you pay for yourself."
        ),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )


def _phone() -> forms.Field:
    return PhoneField(
        label=_("Contact phone"),
        help_text=_(
            "The clerk calls this number if something is unclear. It is not used for anything else."
        ),
        error_messages={"required": _("Enter a phone number at which the clerk can reach you.")},
    )


def _address() -> forms.Field:
    return PlainTextField(
        label=_("Postal address"),
        help_text=_("Only for letters on paper. Without an address you read all letters here."),
        max_length=LONGEST_ADDRESS,
        required=False,
        widget=forms.TextInput({"autocomplete": "street-address"}),
    )


def _arrears() -> forms.Field:
    pay = _(
        "The months count in full. The transfer goes on as soon as they are paid at the "
        "original agency."
    )
    waive = _(
        "The transfer goes on now. These months never count, no money moves for them, "
        "and you cannot pay them later."
    )
    return forms.ChoiceField(
        label=_("What do you want to do about the months still owed?"),
        help_text=_("Nobody may decide this for you (Renshebufa 2009 No. 187, point 2)."),
        widget=forms.RadioSelect,
        choices=[
            (Transfer.Arrears.PAY.value, Option(Transfer.Arrears.PAY.label, pay)),
            (Transfer.Arrears.WAIVE.value, Option(Transfer.Arrears.WAIVE.label, waive)),
        ],
        error_messages={
            "required": _("Choose what you want to do about the months still owed."),
            "invalid_choice": _("Choose one of the two answers."),
        },
    )


def _approved_move() -> forms.Field:
    return forms.BooleanField(
        label=_("My move was approved by a personnel department"),
        help_text=_(
            "Only if a department of the county level or higher approved it in writing. Then the "
            "new place keeps a general account whatever your age (Guobanfa 2009 No. 66, art. 5(3))."
        ),
        required=False,
    )


def _note() -> forms.Field:
    return PlainTextField(
        label=_("Anything the clerk should know"),
        help_text=_("At most 500 characters. Please write no identity numbers here."),
        max_length=LONGEST_NOTE,
        required=False,
        validators=[check_no_identity_number],
        widget=forms.Textarea({"rows": 4}),
    )


def _original_region() -> forms.Field:
    return RegionField(
        label=_("Where is the insurance you want to move from?"),
        choices=region_choices(_("Choose a place")),
        error_messages={"required": _("Choose the place your insurance is to come from.")},
    )


def _new_region() -> forms.Field:
    return RegionField(
        label=_("Where are you insured now?"),
        choices=region_choices(_("Choose a place")),
        error_messages={"required": _("Choose the place where you are insured now.")},
    )


def _scheme(label: str) -> forms.Field:
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, choices=Scheme.choices)


def _from_scheme() -> forms.Field:
    return _scheme(_("In which scheme were you insured there?"))


def _to_scheme() -> forms.Field:
    return _scheme(_("In which scheme are you insured now?"))


QUESTIONS = {
    "original_region": _original_region,
    "from_scheme": _from_scheme,
    "new_region": _new_region,
    "to_scheme": _to_scheme,
    "employer_name": _employer,
    "contact_phone": _phone,
    "contact_address": _address,
    "arrears": _arrears,
    "is_approved_move": _approved_move,
    "note": _note,
}
REGIONS = ("original_region", "new_region")
MUST_BE_WRITTEN = ("contact_address", "note")


def answers_of(transfer: Transfer, names: list[str]) -> dict[str, Any]:
    """Return the answers as a form shows them; the employer may stand in the new record."""
    stored = {name: f"{name}_id" if name in REGIONS else name for name in names}
    answers = {name: getattr(transfer, attribute) for name, attribute in stored.items()}
    if transfer.new_relationship and not answers.get("employer_name", "given"):
        answers["employer_name"] = transfer.new_relationship.employer_name
    return answers


def details_wanted(*, owes_months: bool, move_matters: bool) -> list[str]:
    """Return the questions of the details page: only those that matter for this transfer."""
    decisions = [("arrears", owes_months), ("is_approved_move", move_matters)]
    asked = [name for name, matters in decisions if matters]
    return [*asked, "employer_name", "contact_phone", "contact_address", "note"]
