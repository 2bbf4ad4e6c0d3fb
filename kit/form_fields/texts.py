"""Text as people write it, without what cannot be seen and without identity numbers."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Control characters, marks that turn the reading direction, unpaired and private characters.
_UNFIT = {"Cc", "Cf", "Cs", "Co"}
# What may be an identity number: nobody but the clerk who needs it should come to read one.
_IDENTITY_NUMBER = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")


def check_plain_text(value: str) -> None:
    """Refuse characters that cannot be seen; only a line may be broken."""
    unfit = (sign for sign in value if unicodedata.category(sign) in _UNFIT)
    if any(sign not in "\r\n\t\u200d" for sign in unfit):
        raise ValidationError(
            _("This text contains a character that cannot be shown. Please type it again."),
            code="unfit",
        )


def check_no_identity_number(value: str) -> None:
    """Refuse an identity number where none is asked for."""
    if _IDENTITY_NUMBER.search(unicodedata.normalize("NFKC", value)):
        raise ValidationError(
            _("Please leave the identity number out: the agency has it already."), code="identity"
        )


class PlainTextField(forms.CharField):
    """Text as people write it; too much of it is answered with how much is allowed."""

    default_validators = [check_plain_text]

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.error_messages["max_length"] = _("Please write at most %(limit_value)d characters.")

    def to_python(self, value: Any) -> str:
        """Count a line break as one character, as the reader does."""
        return super().to_python(value).replace("\r\n", "\n")
