"""Fields of this room: a phone number, and one field for a phone number or an e-mail address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from law.phone import check_phone

_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
LONGEST_EMAIL = 254
LONGEST_PHONE = 40  # as people type it, with blanks and its country


class PhoneField(forms.CharField):
    """A phone number as people type it; the value is +86138…"""

    default_error_messages = {"required": _("Enter your mobile number.")}

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"type": "tel", "autocomplete": "tel", "size": 20}
        kwargs.setdefault("widget", forms.TextInput(attrs))
        kwargs.setdefault("label", _("Mobile number"))
        kwargs.setdefault("max_length", LONGEST_PHONE)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Read the number by the rule that all edges of the portal share."""
        typed = super().to_python(value)
        return typed if typed in self.empty_values else read_phone(typed)

    def prepare_value(self, value: Any) -> Any:
        """Show a mainland number as people write it."""
        return value.removeprefix("+86") if isinstance(value, str) else value


class ContactField(forms.CharField):
    """A mobile number or an e-mail address; the value is +86138… or an address in lower case."""

    default_error_messages = {
        "required": _("Enter your mobile number or your e-mail address."),
        "email": _("This e-mail address is not complete. It looks like name@example.com."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs))
        kwargs.setdefault("label", _("Mobile number or e-mail"))
        kwargs.setdefault("max_length", LONGEST_EMAIL)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Tell the two apart by the @, which Chinese keyboards may write in full width."""
        typed = super().to_python(value)
        if typed in self.empty_values:
            return typed
        plain = typed.translate(_FULL_WIDTH)
        return self._email(plain) if "@" in plain else read_phone(typed)

    def _email(self, typed: str) -> str:
        try:
            validate_email(typed)
        except ValidationError:
            raise ValidationError(self.error_messages["email"], code="email") from None
        return typed.lower()


def read_phone(typed: str) -> str:
    """Return the number in its one written form, or say what is wrong with it."""
    checked = check_phone(typed)
    if checked.message:
        message = checked.message.in_language(get_language() or "zh-hans")
        raise ValidationError(message, code=checked.reason)
    return checked.number


class CodeField(forms.CharField):
    """A one-time code of six digits."""

    default_error_messages = {
        "required": _("Enter the code."),
        "form": _("The code has six digits. Check the message."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "one-time-code", "size": 8}
        kwargs.setdefault("widget", forms.TextInput(attrs))
        kwargs.setdefault("label", _("Code"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Map full-width digits and drop blanks; anything but six digits is no code."""
        typed = super().to_python(value).translate(_FULL_WIDTH).replace(" ", "")
        if typed and not (len(typed) == 6 and typed.isascii() and typed.isdigit()):
            raise ValidationError(self.error_messages["form"], code="form")
        return typed
