"""What a phone or key answers when it is asked for a passkey: JSON that a script puts into a form.

Whoever writes that JSON by hand may write anything, and the library reads it without doubts.
"""

import json
import struct
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
    SignupWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import passkeys, security_log

LONGEST_ANSWER = 10_000
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, struct.error)
NOT_KNOWN = _("This did not work. Try once more, or use another way.")


class DoubtedAnswer(forms.Form):
    """Refuses what cannot be read in one sentence, whatever is wrong with it."""

    wrong = "wrong passkey"

    def _clean_fields(self) -> None:
        """Let no answer that is too long or of another shape reach the library."""
        typed = self.data.get("credential", "")
        if len(typed) > LONGEST_ANSWER or not _is_object(typed):
            self.cleaned_data = {}
            self.data = self.data.copy()
            self.data["credential"] = ""  # the page would read it once more to show it again
            self.add_error(None, NOT_KNOWN)
            return
        try:
            super()._clean_fields()
        except UNREADABLE:
            self.add_error(None, NOT_KNOWN)

    def _post_clean(self) -> None:
        """Say at the top what stands at a field that nobody sees, and tell those who watch."""
        super()._post_clean()
        if self._errors.pop("credential", None):
            self.add_error(None, NOT_KNOWN)
        if self.non_field_errors():
            user = getattr(self, "user", None)
            request = get_adapter().request
            security_log.note(self.wrong, request, account=user and user.pk)


def _is_object(typed: str) -> bool:
    try:
        return isinstance(json.loads(typed), dict)
    except (ValueError, RecursionError):  # brackets without end
        return False


class NewPasskeyForm(DoubtedAnswer, SignupWebAuthnForm):
    """A new passkey and its name."""

    wrong = "passkey not added"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = name_field()

    def clean(self) -> dict[str, Any]:
        """Let the library judge the answer to its challenge."""
        try:
            return super().clean()
        except UNREADABLE:
            raise forms.ValidationError(NOT_KNOWN) from None


class PasskeyNameForm(forms.Form):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = name_field()


def name_field() -> forms.CharField:
    """Return the field for what its owner calls a passkey."""
    return forms.CharField(
        label=_("What do you call this device?"),
        help_text=_("So that you know it again in the list. For example: my phone."),
        max_length=passkeys.LONGEST_NAME,
        error_messages={"required": _("Give it a name.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class SignInByPasskeyForm(DoubtedAnswer, LoginWebAuthnForm):
    """A passkey instead of a password."""


class PasskeyAfterPasswordForm(DoubtedAnswer, AuthenticateWebAuthnForm):
    """A passkey as the second factor."""


class PasskeyOnceMoreForm(DoubtedAnswer, ReauthenticateWebAuthnForm):
    """A passkey again, before something that matters."""

    def save(self) -> None:
        """Note that it was right, and go on in a session of a new name."""
        super().save()
        get_adapter().request.session.cycle_key()
