"""What clerks type at the desk of any case."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RevealForm(forms.Form):
    """Why somebody needs to see what is hidden."""

    what = forms.ChoiceField(choices=[("number", "number"), ("history", "history")])
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        error_messages={"required": _("Give a reason; the person can read it.")},
    )


class SearchForm(forms.Form):
    """A case number, an exact identity number, or a name."""

    q = forms.CharField(
        label=_("Case number, full ID number or name"),
        max_length=40,
        widget=forms.TextInput({"data-search": True, "size": 26, "autocomplete": "off"}),
        error_messages={"required": _("Enter a case number, a full ID number or a name.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=200,
        help_text=_("The person can read who looked for them, and why."),
    )


def typed_again(form: forms.Form) -> list[tuple[str, str]]:
    """Return what was typed into a form, to be sent again after its preview."""
    names = tuple(form.fields)
    sent = form.data.lists() if form.is_bound else []
    return [(name, text) for name, texts in sent if name.startswith(names) for text in texts]
