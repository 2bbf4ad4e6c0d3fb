"""What is typed to check a letter."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from letters.rules.codes import LENGTH, LONGEST_TYPED, as_typed, characters_of
from letters.rules.verdicts import slip


class CodeForm(forms.Form):
    """The code on a letter."""

    code = forms.CharField(
        label=_("Verification code on the letter"),
        help_text=_(
            "28 digits and letters beside the square picture. Capitals, spaces and dashes do not "
            "matter."
        ),
        strip=True,
        widget=forms.TextInput(
            {
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "maxlength": LONGEST_TYPED,  # a whole page pasted is no address a server takes
            }
        ),
        error_messages={"required": _("Enter the code that stands on the letter.")},
    )

    def clean_code(self) -> str:
        """Understand what was typed, or say where the slip is."""
        typed = self.cleaned_data["code"]
        code = as_typed(typed)
        if code is None:
            said = slip(len(characters_of(typed)), LENGTH)
            raise forms.ValidationError(said.in_language(get_language() or "zh-hans"))
        return code


class FileForm(forms.Form):
    """The file of a letter; it is read elsewhere, and never by this form."""

    letter = forms.FileField(
        label=_("The letter as a PDF file"),
        help_text=_("At most 5 MB. It is checked in memory and not kept."),
        widget=forms.FileInput({"accept": "application/pdf,.pdf"}),
        error_messages={"required": _("Choose the file first.")},
    )
