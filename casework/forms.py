"""What somebody is asked before they read a letter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.actions.looking import LONGEST_REASON


class ReasonForm(forms.Form):
    """Why somebody needs to see what is about another person."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The person can read it."),
        max_length=LONGEST_REASON,
        error_messages={
            "required": _("Say why you need to see this. The person can read it."),
            "max_length": _("Say it in at most 200 characters."),
        },
    )
