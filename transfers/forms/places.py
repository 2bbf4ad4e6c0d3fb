"""Which insurance is to be moved, from where and to where."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agencies.models import Region
from agencies.places import region_choices
from agencies.rules.terms import Insurance
from applications.fields import Field
from applications.known import PROMPT_MISSING
from kit import held
from kit.form_fields.choices import Option
from kit.form_fields.long_lists import Listed
from kit.form_fields.regions import RegionField
from kit.spelling import wording
from records.models import Scheme
from transfers.actions.places import agency_for
from transfers.facts.record import KnownPlace
from transfers.models import Transfer
from transfers.presenting.grids import kind_of_record
from transfers.questions import NAMED, PLACES

OTHER = "other"
MOST_AT_ONCE = 2  # the old place and the new one


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
    said = ngettext(
        "%(agency)s · %(months)s month · %(status)s",
        "%(agency)s · %(months)s months · %(status)s",
        place.months,
    )
    facts = said % {
        "agency": agency.local_name,
        "months": place.months,
        "status": held.get_status_display() if names_scheme else kind_of_record(held),
    }
    return Option(f"{name} · {scheme}" if names_scheme else name, facts)


class PlacesForm(forms.Form):
    """Where the insurance is now, and where it is to go."""

    original = forms.ChoiceField(
        help_text=gettext_lazy("These are the places where we found a record of yours."),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the places.")},
    )
    original_other = RegionField(choices=[])
    new_region = RegionField(choices=[])
    to_scheme = forms.ChoiceField(
        help_text=gettext_lazy("At one of your places you have a record in both."),
        widget=forms.RadioSelect,
        choices=Scheme.choices,
    )
    # Which question of the table each of them asks; only a choice of records is drawn here.
    asks = {
        "original": "original_region",
        "original_other": "original_region",
        "new_region": "new_region",
        "to_scheme": "to_scheme",
    }

    def __init__(self, *args: Any, transfer: Transfer, places: list[KnownPlace], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.transfer = transfer
        for name, question in self.asks.items():
            _word(self.fields[name], NAMED[question])
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
            self.fields["original_other"].label = _("Another place: which one?")
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
        self._check_served(where, original)
        self._check_served("new_region", new)
        self.cleaned_data["original_region"] = original or None
        self.fields["original_other"].required = True
        return self.cleaned_data

    def _check_served(self, name: str, code: str | None) -> None:
        """Make sure that an agency there can be asked."""
        region = held.row(Region, code) if code else None
        if region and agency_for(region, self.transfer.insurance) is None:
            self.add_error(name, _("No agency there handles this insurance online."))

    names = tuple(each.name for each in PLACES)

    @property
    def answers(self) -> dict[str, Any]:
        """What is kept of a valid form."""
        return {name: self.cleaned_data[name] for name in self.names if name in self.cleaned_data}

    def field_of(self, answer: str) -> str | None:
        """Return the field in which an answer is given."""
        if answer in ("original_region", "from_scheme"):
            return "original" if "original" in self.fields else "original_other"
        return answer if answer in self.fields else None


def _word(field: forms.Field, question: Field) -> None:
    field.label = wording(question.label)
    field.why = wording(question.why)
    field.error_messages["required"] = wording(question.prompt or PROMPT_MISSING)


def _with_known(regions: Listed, places: list[KnownPlace]) -> Listed:
    """Add places of the person's records that the list of cities does not have (districts)."""
    known = {place.agency.region_id: place.agency.region.local_name for place in places}
    extra = [(code, name) for code, name in known.items() if code not in regions.rest.values]
    return regions.after((_("Places in your record"), extra)) if extra else regions


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
