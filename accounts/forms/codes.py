"""Codes that were sent: for signing in, for a contact, for a new password."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    BaseConfirmCodeForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    ConfirmPasswordResetCodeForm,
    VerifyPhoneForm,
)
from django import forms
from django.utils import timezone

from accounts.actions import codes
from accounts.forms.fields import CodeField
from kit.callers import neighbour_of


class RightOnce(forms.Form):
    """A code that is judged by what was issued; the library holds a ticket and not the code."""

    code = CodeField()

    def clean_code(self) -> str:
        """Judge the code, then let the library look whether it can still do what it is for."""
        typed, adapter = self.cleaned_data["code"], get_adapter()
        ticket, address = self.expected_code or "", neighbour_of(adapter.request)
        if not codes.is_right(ticket, typed, address=address, now=timezone.now()):
            raise adapter.validation_error("incorrect_code")
        self.expected_code = typed
        return super().clean_code()


class ContactCodeForm(RightOnce, BaseConfirmCodeForm):
    """The code that was sent to a contact of the account's own."""


class SignInCodeForm(RightOnce, ConfirmLoginCodeForm):
    """The code for signing in."""


class EmailCodeForm(RightOnce, ConfirmEmailVerificationCodeForm):
    """The code that confirms an e-mail address."""


class PhoneCodeForm(RightOnce, VerifyPhoneForm):
    """The code that confirms a phone number."""


class PasswordCodeForm(RightOnce, ConfirmPasswordResetCodeForm):
    """The code that lets one set a new password."""
