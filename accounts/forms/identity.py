"""What is asked to verify an identity."""

from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import CodeField
from accounts.models import DocumentType
from law.countries import COUNTRIES
from law.identity_number import (
    ANOTHER_DOCUMENT,
    DOCUMENT_TYPES,
    IdentityDocument,
    normalise_typed,
)
from law.names import LONGEST_NAME
from law.wording import place_in_list

LONGEST_NUMBER = 40  # room for blanks and hyphens; the rule says what is too long


class IssuedInField(forms.ChoiceField):
    """Which country has issued a passport; nothing is asked for other documents."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Only for a passport: the country that issued it"),
            required=False,
            choices=_countries,
            error_messages={"invalid_choice": _("Choose one of these countries.")},
        )


def _countries() -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    ordered = sorted(COUNTRIES.items(), key=lambda each: place_in_list(each[1], language))
    return [("", "—"), *((code, name.in_language(language)) for code, name in ordered)]


class DocumentForm(forms.Form):
    """Name, kind of document and number, as they stand on the document."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As it stands on your document. From a passport: surname first."),
        max_length=LONGEST_NAME * 2,  # the rule counts, after trimming
        strip=False,
        widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": _("Enter your name.")},
    )
    document_type = forms.ChoiceField(
        label=_("Kind of document"),
        help_text=_(
            "The one under which you are insured: usually what you have shown your employer."
        ),
        error_messages={
            "required": _("Choose the kind of document."),
            "invalid_choice": _("Choose one of these documents."),
        },
    )
    issued_in = IssuedInField()
    number = forms.CharField(
        label=_("Number of the document"),
        help_text=_("As it stands on the document; blanks and hyphens do not matter."),
        max_length=LONGEST_NUMBER,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Enter the number of the document.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh-hans"
        self.fields["document_type"].choices = [
            (kind.value, lazystr(words.in_language(language)))
            for kind, words in DOCUMENT_TYPES.items()
        ] + [(ANOTHER_DOCUMENT, _("Another document"))]
        self.initial.setdefault("document_type", DocumentType.RESIDENT_ID)

    @property
    def document(self) -> IdentityDocument:
        """The document that was typed."""
        said = self.cleaned_data
        return IdentityDocument(said["document_type"], said["number"], said["issued_in"])

    def clean_number(self) -> str:
        """Map full-width digits, drop blanks, and show the reader what we understood."""
        number = normalise_typed(self.cleaned_data["number"])
        self.data = self.data.copy()
        self.data[self.add_prefix("number")] = number
        return number


class IdentityCodeForm(forms.Form):
    """The code that was sent."""

    code = CodeField()
