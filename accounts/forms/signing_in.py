"""What allauth asks, in our words: phone number or e-mail address in one field, one password."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    AddEmailForm,
    ChangePhoneForm,
    LoginForm,
    SignupForm,
)
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import contacts
from accounts.actions import asking, joining
from accounts.forms.fields import ContactField, PhoneField
from accounts.forms.own_words import PASSWORD_HINT, plain
from kit.callers import neighbour_of


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
        self._user = contacts.holder(contact) or contacts.invited(contact)
        return contact


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
