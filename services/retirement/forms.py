"""What somebody types who objects to what was made public."""

from django import forms
from django.utils.translation import gettext_lazy as _

from services.retirement.actions.publishing import LONGEST


class ObjectionForm(forms.Form):
    """What is not right, in somebody's own words."""

    text = forms.CharField(
        label=_("What is not right?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Only the agency reads this and learns who wrote it."),
    )
