"""What an insured person fills in: one form for each page, each question with its reason."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.fields import PhoneField
from agencies.models import Region
from agencies.places import region_choices
from agencies.rules.terms import Insurance
from kit import held
from kit.form_fields import Option, PlainTextField, RegionField, check_no_identity_number
from records.models import Scheme
from transfers.actions.applying import agency_for
from transfers.facts import KnownPlace
from transfers.models import Transfer
from transfers.presenting import kind_of_record

OTHER = "other"
MOST_AT_ONCE = 2  # the old place and the new one
LONGEST_NOTE = 500
LONGEST_ADDRESS = 200


class InsuranceForm(forms.Form):
    """Which insurance is to be moved."""

    insurance = forms.ChoiceField(
        label=gettext_lazy("Which insurance do you want to move?"),
        widget=forms.RadioSelect,
        choices=[
            (
                Insurance.PENSION.value,
                Option(
                    gettext_lazy("Old-age insurance"),
                    gettext_lazy(
                        "Your months for the pension and your personal account move together."
                    ),
                ),
            ),
            (
                Insurance.MEDICAL.value,
                Option(
                    gettext_lazy("Medical insurance"),
                    gettext_lazy("Your insured months and what is left in your personal account."),
                ),
            ),
        ],
        error_messages={
            "required": gettext_lazy("Choose which insurance you want to move."),
            "invalid_choice": gettext_lazy("Choose one of the two insurances."),
        },
    )


def place_options(places: list[KnownPlace]) -> list[tuple[str, Option]]:
    """Return the records to choose from; two at one place are told apart by their scheme."""
    names_scheme = have_two_schemes(places)
    return [(place_key(each), _place_option(each, names_scheme)) for each in places]


def place_key(place: KnownPlace) -> str:
    """Return what a record is called in a form: its place, and its scheme where that is needed."""
    held = place.relationship
    is_resident = held.scheme == Scheme.RESIDENT
    return f"{place.agency.region_id}:{held.scheme}" if is_resident else place.agency.region_id


def have_two_schemes(places: list[KnownPlace]) -> bool:
    """Return whether at one agency the person is in both schemes."""
    agencies = [place.agency.pk for place in places]
    return len(agencies) > len(set(agencies))


def _place_option(place: KnownPlace, names_scheme: bool) -> Option:
    agency, held = place.agency, place.relationship
    name, scheme = agency.region.local_name, held.get_scheme_display()
    facts = _("%(agency)s · %(months)s months · %(status)s") % {
        "agency": agency.local_name,
        "months": place.months,
        "status": held.get_status_display() if names_scheme else kind_of_record(held),
    }
    return Option(f"{name} · {scheme}" if names_scheme else name, facts)


class PlacesForm(forms.Form):
    """Where the insurance is now, and where it is to go."""

    original = forms.ChoiceField(
        label=gettext_lazy("Where is the insurance you want to move from?"),
        help_text=gettext_lazy("These are the places where we found a record of yours."),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the place your insurance is to come from."),
            "invalid_choice": gettext_lazy("Choose one of the places."),
        },
    )
    original_other = RegionField(
        label=gettext_lazy("Another place: which one?"),
        choices=[],
        error_messages={
            "required": gettext_lazy("Choose the place your insurance is to come from.")
        },
    )
    new_region = RegionField(
        label=gettext_lazy("Where are you insured now?"),
        help_text=gettext_lazy(
            "The agency there reviews your application. It is the place where you pay now."
        ),
        choices=[],
        error_messages={"required": gettext_lazy("Choose the place where you are insured now.")},
    )
    to_scheme = forms.ChoiceField(
        label=gettext_lazy("In which scheme are you insured there?"),
        help_text=gettext_lazy("At one of your places you have a record in both."),
        widget=forms.RadioSelect,
        choices=Scheme.choices,
        error_messages={
            "required": gettext_lazy("Choose the scheme you are insured in now."),
            "invalid_choice": gettext_lazy("Choose one of the two schemes."),
        },
    )

    def __init__(self, *args: Any, transfer: Transfer, places: list[KnownPlace], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.transfer = transfer
        self.schemes = {place_key(place): place.relationship.scheme for place in places}
        if not have_two_schemes(places):
            del self.fields["to_scheme"]
        regions = region_choices(_("Choose a place"))
        self.fields["original_other"].choices = regions
        # Asked only of those who were insured at another place; of them it is no free choice,
        # so that it is never shown as one.
        is_elsewhere = self.data.get("original") == OTHER
        self.fields["original_other"].required = is_elsewhere or not self.is_bound
        self.fields["new_region"].choices = _with_known(regions, places)
        if places:
            another = Option(
                _("Another place"), _("I was insured somewhere that is not listed here.")
            )
            self.fields["original"].choices = [*place_options(places), (OTHER, another)]
            if len(places) > MOST_AT_ONCE:
                self.fields["original"].help_text = _(
                    "One application moves one place. The next one can follow when it has ended."
                )
        else:
            self._ask_only_for_any_place()

    def _ask_only_for_any_place(self) -> None:
        del self.fields["original"]
        self.fields["original_other"].label = self.base_fields["original"].label
        self.fields["original_other"].required = True

    def clean(self) -> dict[str, Any]:
        """Hold the two places against each other and find the agencies."""
        answers = super().clean()
        where = "original" if answers.get("original") not in (None, OTHER) else "original_other"
        original, new = answers.get(where), answers.get("new_region")
        self.cleaned_data["from_scheme"] = self.schemes.get(original or "", Scheme.EMPLOYEE.value)
        original = original.partition(":")[0] if original else original
        if original and original == new:
            self.add_error("new_region", _("Both places are the same. Change one of the two."))
        self.cleaned_data["original_region"] = self._served(where, original)
        self.cleaned_data["new_region"] = self._served("new_region", new)
        self.fields["original_other"].required = True
        return self.cleaned_data

    def _served(self, name: str, code: str | None) -> Region | None:
        """Return the region, after making sure that an agency there can be asked."""
        region = held.row(Region, code) if code else None
        if region and agency_for(region, self.transfer.insurance) is None:
            self.add_error(name, _("No agency there handles this insurance online."))
        return region

    asked = ("original_region", "from_scheme", "new_region", "to_scheme")

    @property
    def answers(self) -> dict[str, Any]:
        """What is kept of a valid form."""
        return {name: self.cleaned_data[name] for name in self.asked if name in self.cleaned_data}

    def field_of(self, answer: str) -> str | None:
        """Return the field in which an answer is given."""
        if answer in ("original_region", "from_scheme"):
            return "original" if "original" in self.fields else "original_other"
        return answer if answer in self.fields else None


def _with_known(regions: list, places: list[KnownPlace]) -> list:
    """Add places of the person's records that the list of cities does not have (districts)."""
    listed = {code for _province, cities in regions[1:] for code, _name in cities}
    known = {place.agency.region_id: place.agency.region.local_name for place in places}
    extra = [(code, name) for code, name in known.items() if code not in listed]
    return [regions[0], *([(_("Places in your record"), extra)] if extra else []), *regions[1:]]


def where_from(transfer: Transfer, places: list[KnownPlace]) -> dict[str, str]:
    """Return what the places page shows at first: the draft's answers, or what the records say."""
    listed = {place_key(place) for place in places}
    original, new = _key_of(transfer, listed), transfer.new_region_id
    scheme = {"to_scheme": transfer.to_scheme}
    if original:
        known = original in listed
        first = {"original": original} if known else {"original": OTHER, "original_other": original}
        return {**first, **scheme, "new_region": new or ""}
    paying = [place for place in places if place.relationship.status == "active"]
    others = [place for place in places if place not in paying[-1:]]
    return {
        **({"to_scheme": paying[-1].relationship.scheme} if paying else scheme),
        "original": place_key(others[0]) if len(others) == 1 else "",
        "new_region": new or (paying[-1].agency.region_id if paying else ""),
    }


def _key_of(transfer: Transfer, listed: set[str]) -> str:
    region = transfer.original_region_id or ""
    key = f"{region}:{transfer.from_scheme}"
    return key if key in listed else region


# --- The questions of the details page; a correction asks some of them again ------------------
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


class AnswersForm(forms.Form):
    """Some of the questions, as they stand in the transfer."""

    def __init__(self, *args: Any, transfer: Transfer, names: list[str], **kwargs: Any) -> None:
        kwargs.setdefault("initial", answers_of(transfer, names))
        super().__init__(*args, **kwargs)
        self.transfer = transfer
        for name in names:
            self.fields[name] = QUESTIONS[name]()

    @property
    def asked(self) -> list[str]:
        """The answers this form asks for."""
        return list(self.fields)

    def field_of(self, answer: str) -> str | None:
        """Return the field in which an answer is given."""
        return answer if answer in self.fields else None

    @property
    def answers(self) -> dict[str, Any]:
        """What was understood of the answers, as `applying.save` takes it."""
        return {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}


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


class CorrectionForm(AnswersForm):
    """Exactly the answers the agency points at, each with what is wrong with it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, transfer: Transfer, asked: list[dict[str, str]], **kwargs: Any):
        wrong = {each["field"]: each["message"] for each in asked if each["field"] in QUESTIONS}
        names = list(wrong) or ["note"]
        initial = {**answers_of(transfer, names), "version": transfer.case.version}
        super().__init__(*args, transfer=transfer, names=names, initial=initial, **kwargs)
        for name, message in wrong.items():
            field = self.fields[name]
            if name in MUST_BE_WRITTEN:  # whoever is asked for it can no longer leave it out
                field.required, field.help_text = True, ""
                field.error_messages["required"] = _("Write here what the agency asks for.")
            field.help_text = format_html(
                '<strong class="asked">{}</strong> {}',
                _("The agency writes: %(message)s") % {"message": message},
                field.help_text,
            )

    def clean(self) -> dict[str, Any]:
        """Turn codes of places into places."""
        answers = super().clean()
        for name in REGIONS:
            if answers.get(name):
                answers[name] = held.row(Region, answers[name])
                if agency_for(answers[name], self.transfer.insurance) is None:
                    self.add_error(name, _("No agency there handles this insurance online."))
        return answers

    @property
    def answers(self) -> dict[str, Any]:
        """What was corrected, without the version that was looked at."""
        return {name: value for name, value in super().answers.items() if name != "version"}


class DeclarationForm(forms.Form):
    """The last word before sending."""

    despite_checks = forms.BooleanField(
        label=gettext_lazy("I ask a clerk to decide"),
        help_text=gettext_lazy(
            "You may ask that a person decides and not a program (Personal Information Protection "
            "Law, art. 24). The clerk may refuse for the reasons above."
        ),
        error_messages={
            "required": gettext_lazy(
                "The rules speak against this transfer. Tick this box to ask a clerk to decide, "
                "or go back."
            )
        },
    )
    declared = forms.BooleanField(
        label=gettext_lazy("My answers are true, and I ask for this transfer"),
        error_messages={"required": gettext_lazy("Please confirm that your answers are true.")},
    )

    def __init__(self, *args: Any, may_file: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_file:
            del self.fields["despite_checks"]


class WithdrawalForm(forms.Form):
    """Taking the application back."""

    note = PlainTextField(
        label=gettext_lazy("Why do you withdraw it?"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
