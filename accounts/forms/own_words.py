"""What forms of the library are given of ours: words, and a password asked for once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _(
    "At least 8 characters, not only digits. Three short words are easy to remember and hard to "
    "guess."
)


def plain(field: forms.Field, *, label: Any, hint: Any = "", required: Any) -> None:
    """Give a field of allauth our words, and no placeholder, which vanishes when one types."""
    field.label, field.help_text = label, hint
    field.error_messages["required"] = required
    field.widget.attrs.pop("placeholder", None)


def one_new_password(form: forms.Form) -> None:
    """Ask for a new password once: who mistypes it sets another one with a code."""
    del form.fields["password2"]
    plain(
        form.fields["password1"],
        label=_("New password"),
        hint=PASSWORD_HINT,
        required=_("Enter the new password."),
    )
