"""Numbers of whoever shall hold a post: whose cases they keep from (公务员法 art. 76)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.identity import IssuedInField
from accounts.models import DocumentType, document_index, typed_indexes
from kit import clock
from kit.spelling import wording
from law.identity_number import (
    IdentityCheck,
    IdentityDocument,
    canonical_number,
    check_identity_number,
    fault_of_country,
    normalise_typed,
    passport_named,
)


class HolderNumbers(metaclass=DeclarativeFieldsMetaclass):
    """The fields for the holder's own number and for those of relatives, kept as marks alone."""

    cleaned_data: dict[str, Any]

    document_type = forms.ChoiceField(
        label=gettext_lazy("Identity document of the holder"),
        choices=DocumentType,
        initial=DocumentType.RESIDENT_ID,
    )
    issued_in = IssuedInField()
    number = forms.CharField(
        label=gettext_lazy("Number of the document"),
        max_length=32,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=gettext_lazy(
            "Kept only as a mark from which nobody reads the number: by it the holder's own case "
            "stays off their desk."
        ),
    )
    relatives = forms.CharField(
        label=gettext_lazy("Document numbers of relatives"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        help_text=gettext_lazy(
            "One on each line: spouse, parents, children and others whose cases the holder keeps "
            "away from (Civil Servants Law, articles 74 and 76). Kept in the same way. Before the "
            "number of a passport goes its country, as on the page with the photograph: "
            "USA 123456789."
        ),
    )

    def marks(self, given: dict[str, Any]) -> list[str]:
        """Return the marks of all numbers, the holder's first; raises `ValidationError`."""
        number, kind = given.get("number"), given.get("document_type")
        if not number or not kind:
            return []
        checked = _checked(kind, number)
        if not checked.valid:
            raise ValidationError({"number": wording(checked.message)})
        country = given.get("issued_in", "")
        if missing := fault_of_country(kind, country):
            raise ValidationError({"issued_in": wording(missing)})
        own = document_index(IdentityDocument(kind, checked.number, country))
        return list(dict.fromkeys([own, *given.get("relatives", [])]))

    def clean_relatives(self) -> list[str]:
        """Return the marks of the relatives' numbers, whatever kind of document each is of."""
        typed = filter(None, map(str.strip, self.cleaned_data["relatives"].splitlines()))
        marks: list[str] = []
        for line, each in enumerate(typed, 1):
            if fault := _fault_of_relative(each):
                raise ValidationError(fault, params={"line": line})
            marks += typed_indexes(each)
        return marks


def _fault_of_relative(typed: str) -> str:
    """Return why nobody is known by what was typed: of a passport the number is not enough."""
    passport, number = passport_named(typed), normalise_typed(typed)
    if passport and _checked(passport.kind, passport.number).valid:
        return ""
    valid = [kind for kind in DocumentType.values if _checked(kind, number).valid]
    if not valid:
        return _("Line %(line)s: this is the number of no document.")
    if valid == [DocumentType.PASSPORT]:
        return _("Line %(line)s: write the country of the passport before it, as USA 123456789.")
    return ""


def _checked(kind: str, number: str) -> IdentityCheck:
    return check_identity_number(kind, canonical_number(kind, number), clock.today())
