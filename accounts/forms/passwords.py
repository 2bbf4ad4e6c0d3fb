"""A forgotten password, another one, the first one, and the present one asked again."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    ReauthenticateForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.account.internal.flows.password_reset_by_code import (
    PasswordResetVerificationProcess,
)
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import contacts
from accounts.forms.fields import ContactField
from accounts.forms.own_words import one_new_password, plain


class ForgottenPasswordForm(forms.Form):
    """Ask for a code with which a new password can be set."""

    contact = ContactField()

    def clean(self) -> dict:
        """Hand the contact to allauth, which has one name for it."""
        self.cleaned_data["email"] = self.cleaned_data.get("contact", "")
        return self.cleaned_data

    def save(self, request: HttpRequest) -> None:
        """Send the code."""
        contact = self.cleaned_data["contact"]
        process = PhoneReset if contacts.is_phone(contact) else PasswordResetVerificationProcess
        process.initiate(request=request, user=contacts.holder(contact), email=contact)


class PhoneReset(PasswordResetVerificationProcess):
    """A password reset whose code goes by text message; allauth knows only the one by mail."""

    @classmethod
    def initiate(cls, *, request: HttpRequest, user: Any, email: str) -> "PhoneReset":
        """Begin, with the phone number where allauth keeps the address."""
        process = cls(request, state=cls.initial_state(user, email), user=user)
        process.send()
        process.persist()
        return process

    def send(self) -> None:
        """Send the code, or tell the phone's owner that it belongs to no account."""
        phone, adapter = self.state["email"], get_adapter()
        if not self.user:
            adapter.send_unknown_account_sms(phone)
            return
        self.state["code"] = adapter.generate_password_reset_code()
        adapter.send_verification_code_sms(self.user, phone, self.state["code"])


class AnotherPasswordForm(ChangePasswordForm):
    """Another password instead of the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_new_password(self)
        plain(
            self.fields["oldpassword"],
            label=_("Current password"),
            required=_("Enter your current password."),
        )


class FirstPasswordForm(SetPasswordForm):
    """A password for an account that has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_new_password(self)


class PasswordAfterCodeForm(ResetPasswordKeyForm):
    """The new password after a code was confirmed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_new_password(self)


class PasswordOnceMoreForm(ReauthenticateForm):
    """The password again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["password"], label=_("Password"), required=_("Enter your password."))
