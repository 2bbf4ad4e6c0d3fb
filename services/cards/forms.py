"""What is typed by whoever has lost a card and cannot sign in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import CodeField
from law.identity_number import normalise_typed

LONGEST_NUMBER = 40
LONGEST_NAME = 100


class WhoseForm(forms.Form):
    """Whose card it is: the number of the document, and the name or the phone on record."""

    number = forms.CharField(
        label=_("Number of your identity card"),
        help_text=_("Or of the document under which you are insured."),
        max_length=LONGEST_NUMBER,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Enter the number of your identity card.")},
    )
    named = forms.CharField(
        label=_("Your name, or your phone number on record"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": _("Enter your name or your phone number.")},
    )

    def clean_number(self) -> str:
        """Map full-width digits, and drop blanks and hyphens."""
        return normalise_typed(self.cleaned_data["number"])


class StopForm(forms.Form):
    """The code that was sent; the handle says for whom, and only the portal can read it."""

    handle = forms.CharField(widget=forms.HiddenInput, max_length=400)
    code = CodeField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from the text message")
