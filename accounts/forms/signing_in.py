"""What allauth asks, in our words: phone number or e-mail address in one field, one password."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    AddEmailForm,
    BaseConfirmCodeForm,
    ChangePasswordForm,
    ChangePhoneForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    ConfirmPasswordResetCodeForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
    VerifyPhoneForm,
)
from allauth.account.internal.flows.password_reset_by_code import (
    PasswordResetVerificationProcess,
)
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import contacts
from accounts.actions import asking, codes, joining
from accounts.forms.fields import CodeField, ContactField, PhoneField
from kit.callers import neighbour_of

PASSWORD_HINT = _(
    "At least 8 characters, not only digits. Three short words are easy to remember and hard to "
    "guess."
)


def plain(field: forms.Field, *, label: Any, hint: Any = "", required: Any) -> None:
    """Give a field of allauth our words, and no placeholder, which vanishes when one types."""
    field.label, field.help_text = label, hint
    field.error_messages["required"] = required
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    """Sign in with a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = ContactField()
        plain(self.fields["password"], label=_("Password"), required=_("Enter your password."))
        self.order_fields(["login", "password"])


class JoinForm(SignupForm):
    """Create an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["email"], self.fields["phone"]
        self.fields["contact"] = ContactField(help_text=_("We send a code to it, to confirm it."))
        plain(
            self.fields["password1"],
            label=_("Choose a password"),
            hint=PASSWORD_HINT,
            required=_("Choose a password."),
        )
        self.order_fields(["contact", "password1"])

    def clean(self) -> dict:
        """Hand the contact to allauth under the name it knows."""
        if contact := self.cleaned_data.get("contact"):
            joining.forget_unproven(contact, now=timezone.now())
            kind = "phone" if contacts.is_phone(contact) else "email"
            self.cleaned_data[kind] = contact
        if email := self.cleaned_data.get("email"):
            self.validate_unique_email(email)
        return super().clean()

    def try_save(self, request: HttpRequest) -> Any:
        """Make the account; when a second click was faster, answer as for one that exists."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])  # or a quick answer told that it exists
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class AskForCodeForm(forms.Form):
    """Sign in with a code instead of a password."""

    contact = ContactField()

    def clean_contact(self) -> str:
        """Find who has proven this contact; whether there is somebody, the page does not say."""
        contact = self.cleaned_data["contact"]
        self.cleaned_data["phone" if contacts.is_phone(contact) else "email"] = contact
        self._user = contacts.holder(contact)
        return contact


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


class NewPhoneForm(ChangePhoneForm):
    """Sign in by another phone number from now on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"] = PhoneField(label=_("New mobile number"))

    def clean_phone(self) -> str:
        """Refuse too many codes to one number here, where the answer can stand at the field."""
        phone = self.cleaned_data["phone"]
        joining.forget_unproven(phone, now=timezone.now())
        address = neighbour_of(get_adapter().request)
        if asking.is_too_soon(phone, address, now=timezone.now()):
            raise forms.ValidationError(asking.WAIT_A_MINUTE, code="too_soon")
        return super().clean_phone()


class NewEmailForm(AddEmailForm):
    """Sign in by another e-mail address from now on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(
            self.fields["email"],
            label=_("New e-mail address"),
            required=_("Enter the e-mail address."),
        )

    def clean_email(self) -> str:
        """Make room when nobody ever proved to own the address."""
        joining.forget_unproven(self.cleaned_data["email"], now=timezone.now())
        return super().clean_email()


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


def one_new_password(form: forms.Form) -> None:
    """Ask for a new password once: who mistypes it sets another one with a code."""
    del form.fields["password2"]
    plain(
        form.fields["password1"],
        label=_("New password"),
        hint=PASSWORD_HINT,
        required=_("Enter the new password."),
    )


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
