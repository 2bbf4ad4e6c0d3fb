"""What is asked to give a mandate, to accept one, and of a clerk who writes one down."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import ContactField
from accounts.forms.identity import IssuedInField
from accounts.models import DocumentType, Mandate
from agencies.rules import mandates as rules
from applications.catalogue import HAPPENING_OF, Happening, entries
from casework.actions import mandating
from casework.actions.mandating import Wish
from casework.rules.procedures import procedure_of
from kit.form_fields.choices import Option
from kit.form_fields.dates import CalendarDateField, ThreeBoxDateField
from kit.spelling import wording
from law.identity_number import (
    DOCUMENT_TYPES,
    IdentityDocument,
    check_identity_number,
    fault_of_country,
    normalise_typed,
)
from law.names import LONGEST_NAME

LONGEST_NUMBER = 40


def documents() -> list[tuple[str, str]]:
    """Return the kinds of documents with their names."""
    return [(kind.value, wording(words)) for kind, words in DOCUMENT_TYPES.items()]


def _delegable() -> list[tuple[str, Option]]:
    """Return what a mandate may cover, in the order and under the names of the catalogue."""
    event_of = {each.name: HAPPENING_OF[each.event] for each in entries()}
    names = mandating.delegable()
    groups = {name: event_of.get(name) for name in names}
    order = [*HAPPENING_OF.values(), None]
    ranked = sorted(names, key=lambda name: order.index(groups[name]))
    return [(name, _option(name, groups[name])) for name in ranked]


def _option(name: str, happening: Happening | None) -> Option:
    group = wording(happening.title) if happening else _("Everything else")
    return Option(wording(procedure_of(name).title), group=group)


class DocumentShownForm(forms.Form):
    """The document of whoever stands at the counter."""

    document_type = forms.ChoiceField(label=_("Kind of document"))
    issued_in = IssuedInField()
    number = forms.CharField(
        label=_("Number of the document"),
        max_length=LONGEST_NUMBER,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the number of the document.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document_type"].choices = documents()
        self.initial.setdefault("document_type", DocumentType.RESIDENT_ID)

    def clean_number(self) -> str:
        """Map full-width digits and drop blanks."""
        return normalise_typed(self.cleaned_data["number"])

    @property
    def document(self) -> IdentityDocument:
        """The document that was shown."""
        said = self.cleaned_data
        return IdentityDocument(said["document_type"], said["number"], said["issued_in"])


class WishForm(forms.Form):
    """Who shall act, in what, until when; the same for a giver at home and at a counter."""

    name = forms.CharField(
        label=_("Name of whoever shall act"),
        help_text=_("As it stands on their identity document."),
        max_length=LONGEST_NAME * 2,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the name.")},
    )
    contact = ContactField(
        required=False,
        label=_("Their mobile number or e-mail"),
        help_text=_("The one with which they sign in here. We send the code there."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    document_type = forms.ChoiceField(label=_("Or: kind of their document"), required=False)
    issued_in = IssuedInField()
    number = forms.CharField(
        required=False,
        label=_("Or: number of their document"),
        help_text=_("If you do not know their number or address. You give them the code yourself."),
        max_length=LONGEST_NUMBER,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    services = forms.MultipleChoiceField(
        label=_("What may they do for you?"),
        help_text=_("See these cases and file, correct, withdraw and object in them."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one service.")},
    )
    last_day = ThreeBoxDateField(
        label=_("Last day"),
        help_text=_("At most a year from today. You can end it any day before."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["document_type"].choices = documents()
        self.fields["services"].choices = _delegable()
        self.fields["services"].is_grouped = True
        for name in ("contact", "document_type", "number"):  # one of the two ways is asked
            self.fields[name].is_optional = False
        self.initial.setdefault("last_day", rules.longest(today))
        self.initial.setdefault("document_type", DocumentType.RESIDENT_ID)

    def clean_last_day(self) -> date:
        """Refuse a day that has passed or lies too far ahead."""
        fault = rules.fault_of_days(self.cleaned_data["last_day"], self.today)
        if fault is not None:
            raise ValidationError(wording(fault))
        return self.cleaned_data["last_day"]

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two by which somebody is named, and for no more."""
        said = super().clean() or self.cleaned_data
        contact, number = said.get("contact"), normalise_typed(said.get("number") or "")
        if contact and number:
            self.add_error("number", _("Enter one of the two, not both."))
        elif not contact and not number and "contact" not in self.errors:
            self.add_error("contact", _("Enter their mobile number, e-mail or document number."))
        elif number:
            checked = check_identity_number(said["document_type"], number, self.today)
            if not checked.valid and checked.message:
                text = checked.message.in_language(get_language() or "zh-hans")
                self.add_error("number", text)
            said["number"] = checked.number or number
            fault = fault_of_country(said["document_type"], said.get("issued_in") or "")
            if fault is not None:
                self.add_error("issued_in", wording(fault))
        return said

    @property
    def wish(self) -> Wish:
        """What was asked for, once it is valid."""
        said = self.cleaned_data
        contact = said.get("contact")
        to = (
            mandating.to_contact(contact)
            if contact
            else mandating.to_document(
                IdentityDocument(said["document_type"], said["number"], said["issued_in"])
            )
        )
        return Wish(
            holder_name=said["name"],
            to=to,
            services=said["services"],
            last_day=said["last_day"],
        )

    def add_refusal(self, errors: dict[str, object]) -> None:
        """Say a refusal at its field, or above the form."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, str(text))


class CounterWishForm(WishForm):
    """The same at a counter: with what the clerk has seen."""

    kind = forms.ChoiceField(
        label=_("What lets them act?"),
        choices=[
            (Mandate.Kind.GIVEN.value, _("The person here wants it and has signed it")),
            (
                Mandate.Kind.GUARDIAN.value,
                _("They are parent or guardian; a second colleague approves it"),
            ),
        ],
        widget=forms.RadioSelect,
        initial=Mandate.Kind.GIVEN.value,
    )
    contact = ContactField(
        required=False,
        label=_("Their mobile number or e-mail"),
        help_text=_("The one with which they sign in here. The code stands on the paper."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    last_day = CalendarDateField(
        label=_("Last day"),
        help_text=_("At most a year from today. You can end it any day before."),
    )
    seen = forms.BooleanField(
        label=_(
            "I have seen the document itself and the signed paper, or the papers that show "
            "guardianship, and have read this page aloud."
        ),
        error_messages={"required": _("Tick this only if you have seen them.")},
    )


class AcceptForm(forms.Form):
    """The code that somebody was given."""

    code = forms.CharField(
        label=_("Code that you were given"),
        help_text=_("Ten letters and digits, for example 7KQM4-9XD3F."),
        max_length=24,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Enter the code.")},
    )


class ConsentForm(AcceptForm):
    """The same code once more, and a yes."""

    agreed = forms.BooleanField(
        label=_(
            "I act for this person and not for myself, keep what I read to myself, and pass "
            "nothing on to others."
        ),
        error_messages={"required": _("Tick this, or do not accept.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget = forms.HiddenInput()
