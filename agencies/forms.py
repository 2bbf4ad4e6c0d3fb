"""What visitors type to find an agency."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import INSURANCE_CHOICES

LONGEST_PLACE = 40


class DirectoryForm(forms.Form):
    """A place in words, and an insurance."""

    place = forms.CharField(
        label=_("Place"),
        required=False,
        max_length=LONGEST_PLACE,
        widget=forms.TextInput({"size": 20, "autocomplete": "off"}),
        error_messages={"max_length": _("Enter at most 40 characters.")},
    )
    insurance = forms.ChoiceField(
        label=_("Insurance"),
        required=False,
        choices=[("", _("Both insurances")), *INSURANCE_CHOICES],
        error_messages={"invalid_choice": _("Choose an insurance from the list.")},
    )
