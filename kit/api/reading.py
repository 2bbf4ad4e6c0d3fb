"""What programs may send, read strictly: nothing is guessed, converted or left aside."""

import re
import unicodedata
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import APIException, ValidationError

from kit.spelling import wording
from law.money import MoneyNotUnderstood, parse_yuan, to_fen
from law.phone import check_phone

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Control characters, marks that turn the reading direction, unpaired and private characters.
UNFIT = {"Cc", "Cf", "Cs", "Co"}


class UnknownFields(APIException):
    """A request names something that does not exist; it was not read at all."""

    status_code = 400
    default_code = "unknown_field"
    default_detail = gettext_lazy("The request contains fields that do not exist.")

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names


class StrictSerializer(serializers.Serializer):
    """Refuses every field it does not know, instead of leaving it aside."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Read an object with known fields only."""
        if isinstance(data, dict):
            unknown = sorted(set(data) - set(self.fields))
            if unknown:
                raise UnknownFields(unknown)
        return super().to_internal_value(data)


class StrictText(serializers.CharField):
    """A text that arrives as a text, without characters that cannot be seen."""

    def to_internal_value(self, data: Any) -> str:
        """Refuse numbers, and what would look like something else when it is read."""
        if not isinstance(data, str):
            self.fail("invalid")
        bad = (sign for sign in data if unicodedata.category(sign) in UNFIT)
        if any(sign not in "\r\n\t\u200d" for sign in bad):
            raise ValidationError(_("This text contains a character that cannot be shown."))
        return super().to_internal_value(data)


class StrictChoice(serializers.ChoiceField):
    """One of a few words; a wrong one is not repeated, for it may be personal."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("This is not one of the possible values.")
    }

    def to_internal_value(self, data: Any) -> str:
        """Refuse everything but a text from the list."""
        if not isinstance(data, str):
            self.fail("invalid_choice")
        return super().to_internal_value(data)


class StrictNumber(serializers.IntegerField):
    """A whole number that arrives as a number."""

    def to_internal_value(self, data: Any) -> int:
        """Refuse texts, fractions and truth values."""
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictBoolean(serializers.BooleanField):
    """True or false, and no other word for it."""

    def to_internal_value(self, data: Any) -> bool:
        """Refuse everything but the two."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class StrictDay(serializers.DateField):
    """A date as 2026-11-22, in ASCII digits."""

    def to_internal_value(self, data: Any) -> date:
        """Refuse every other way to write a date."""
        if not isinstance(data, str) or not DAY.fullmatch(data):
            raise ValidationError(_("Write the date as 2026-11-22."))
        try:
            return date.fromisoformat(data)
        except ValueError as error:
            raise ValidationError(_("This date does not exist.")) from error


class StrictMonth(StrictDay):
    """A month, written as its first day."""

    def to_internal_value(self, data: Any) -> date:
        """Refuse any other day of it."""
        day = super().to_internal_value(data)
        if day.day != 1:
            raise ValidationError(_("Write the month as its first day, such as 2026-11-01."))
        return day


class StrictPhone(StrictText):
    """A phone number in ASCII; kept as +86…"""

    def to_internal_value(self, data: Any) -> str:
        """Return the number in its one written form."""
        typed = super().to_internal_value(data)
        checked = check_phone(typed)
        if not checked.valid or not typed.isascii():
            said = wording(checked.message) if checked.message else ""
            raise ValidationError(said or _("Write the number in ASCII digits, such as +86…"))
        return checked.number


class Yuan(serializers.CharField):
    """An amount in yuan as a text such as `14400.00`; read and kept in fen."""

    def to_internal_value(self, data: Any) -> int:
        """Return fen; a JSON number is refused, for it may have lost fen on its way."""
        try:
            return to_fen(parse_yuan(data))
        except MoneyNotUnderstood as error:
            language = get_language() or "zh-hans"
            raise ValidationError(error.message.in_language(language)) from error
