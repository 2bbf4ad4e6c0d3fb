"""How programs send each kind of answer; the fields clean to the values of kinds.py."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework import serializers

from agencies.models import Region
from applications import record_lines
from applications.fields import LARGEST_NUMBER, LONGEST_NOTE, NOT_OFFERED, Field, Kind
from kit import held
from kit.api.reading import (
    StrictBoolean,
    StrictChoice,
    StrictDay,
    StrictMonth,
    StrictNumber,
    StrictPhone,
    StrictText,
)
from kit.form_fields.texts import check_no_identity_number
from law.bank_accounts import LONGEST as LONGEST_ACCOUNT
from law.bank_accounts import NOT_AN_ACCOUNT, check_account
from law.money import MoneyNotUnderstood, parse_yuan
from law.names import check_name

MOST_CHOICES = 50
LONGEST_CODE = 60
EMPTY = (None, "")
OPTION = re.compile(r"[0-9A-Za-z][0-9A-Za-z:._-]*")


def _language() -> str:
    return get_language() or "zh-hans"


class ProgramMoney(serializers.CharField):
    """An amount in yuan as a text such as `14400.00`; a number is refused."""

    def to_internal_value(self, data: Any) -> Decimal:
        """Return the Decimal; a JSON number may have lost fen on its way."""
        try:
            return parse_yuan(data)
        except MoneyNotUnderstood as error:
            raise serializers.ValidationError(error.message.in_language(_language())) from error


class ProgramRegion(StrictText):
    """A region by its GB/T 2260 code."""

    def to_internal_value(self, data: Any) -> str:
        """Refuse everything but the code of a region that is there."""
        code = super().to_internal_value(data)
        is_code = code == data and code.isascii() and code.isdigit() and len(code) == 6
        if not is_code or code not in held.rows_of(Region):
            raise serializers.ValidationError(_("There is no region with this code."))
        return code


class ProgramAccount(StrictText):
    """The number of a bank account: digits alone, without the gaps in which people write it."""

    def to_internal_value(self, data: Any) -> str:
        """Refuse everything but the number as it is kept."""
        typed: str = super().to_internal_value(data)
        checked = check_account(typed)
        if checked.message or checked.number != data:
            raise serializers.ValidationError(NOT_AN_ACCOUNT.in_language(_language()))
        return checked.number


class ProgramName(StrictText):
    """A person's name."""

    def to_internal_value(self, data: Any) -> str:
        """Read it by the rule that all edges of the portal share."""
        typed = super().to_internal_value(data)
        checked = check_name(typed)
        if checked.message:
            raise serializers.ValidationError(checked.message.in_language(_language()))
        return checked.name


class ProgramEmail(StrictText):
    """An e-mail address."""

    def to_internal_value(self, data: Any) -> str:
        """Refuse what cannot be one."""
        typed = super().to_internal_value(data)
        try:
            validate_email(typed)
        except ValidationError as error:
            text = _("This e-mail address is not complete. It looks like name@example.com.")
            raise serializers.ValidationError(text) from error
        return typed.lower()


def _text(field: Field, **common: Any) -> serializers.Field:
    return StrictText(max_length=field.longest, allow_blank=True, **common)


def _note(field: Field, **common: Any) -> serializers.Field:
    return StrictText(
        max_length=min(field.longest, LONGEST_NOTE),
        allow_blank=True,
        validators=[check_no_identity_number],
        **common,
    )


def _choice(field: Field, **common: Any) -> serializers.Field:
    return StrictChoice(choices=[(value, value) for value, _said in field.choices], **common)


class ProgramChoices(serializers.ListField):
    """Some of a few words, each named once."""

    def to_internal_value(self, data: Any) -> list[str]:
        """Refuse what is named twice."""
        found: list[str] = super().to_internal_value(data)
        if len(set(found)) < len(found):
            raise serializers.ValidationError(_("Name each of them once."))
        return found


def _several(field: Field, **common: Any) -> serializers.Field:
    return ProgramChoices(child=_one_of(field), max_length=MOST_CHOICES, **common)


class RecordKey(StrictText):
    """The key of a line of the person's record."""

    def to_internal_value(self, data: Any) -> str:
        """Refuse what points at no line at all; whose line it is, is asked where it is kept."""
        typed: str = super().to_internal_value(data)
        try:
            record_lines.read(typed)
        except ValueError as error:
            text = _("This line does not stand on your record.")
            raise serializers.ValidationError(text) from error
        return typed


def _lines(_field: Field, **common: Any) -> serializers.Field:
    key = RecordKey(max_length=record_lines.LONGEST_KEY)
    return ProgramChoices(child=key, max_length=record_lines.MOST, **common)


def _regions(field: Field, **common: Any) -> serializers.Field:
    return ProgramChoices(child=ProgramRegion(), max_length=field.most, **common)


class ProgramCode(StrictText):
    """A code of what there is to choose from; whether it is offered is asked where it is kept."""

    def to_internal_value(self, data: Any) -> str:
        """Refuse what is no code at all."""
        code: str = super().to_internal_value(data)
        if code != data or not OPTION.fullmatch(code):
            raise serializers.ValidationError(NOT_OFFERED.in_language(_language()))
        return code


def _one_of(field: Field, **common: Any) -> serializers.Field:
    if field.options is None:
        return _choice(field, **common)
    return ProgramCode(max_length=LONGEST_CODE, **common)


def _number(_field: Field, **common: Any) -> serializers.Field:
    return StrictNumber(min_value=0, max_value=LARGEST_NUMBER, **common)


class ProgramRow(serializers.Serializer):
    """A row of a table; what is not one of its columns is named."""

    def __init__(self, *args: Any, columns: tuple[Field, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns

    def get_fields(self) -> dict[str, serializers.Field]:
        """Return a field for each column."""
        return {each.name: api_field(each) for each in self.columns}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Refuse what the table does not ask, and a row in which nothing stands."""
        if isinstance(data, dict):
            unknown = sorted(set(map(str, data)) - set(self.fields))
            if unknown:
                text = _("This field does not exist.")
                raise serializers.ValidationError({name: [text] for name in unknown})
        found: dict[str, Any] = super().to_internal_value(data)
        if not any(value not in EMPTY for value in found.values()):
            raise serializers.ValidationError(_("This row is empty."))
        return {name: value for name, value in found.items() if value not in EMPTY}


def _table(field: Field, **common: Any) -> serializers.Field:
    row = ProgramRow(columns=field.columns)
    return serializers.ListField(child=row, max_length=field.most, **common)


API_FIELDS: dict[Kind, Callable[..., serializers.Field]] = {
    Kind.TEXT: _text,
    Kind.NOTE: _note,
    Kind.CHOICE: _one_of,
    Kind.CHOICES: _several,
    Kind.YES_NO: lambda _f, **c: StrictBoolean(**c),
    Kind.DECLARATION: lambda _f, **c: StrictBoolean(**c),
    Kind.DAY: lambda _f, **c: StrictDay(**c),
    Kind.MONTH: lambda _f, **c: StrictMonth(**c),
    Kind.MONEY: lambda _f, **c: ProgramMoney(**c),
    Kind.NUMBER: _number,
    Kind.REGION: lambda _f, **c: ProgramRegion(**c),
    Kind.REGIONS: _regions,
    Kind.PHONE: lambda _f, **c: StrictPhone(max_length=40, **c),
    Kind.EMAIL: lambda _f, **c: ProgramEmail(max_length=254, **c),
    Kind.CODE: lambda _f, **c: StrictText(max_length=12, **c),
    Kind.PERSON_NAME: lambda _f, **c: ProgramName(max_length=100, **c),
    Kind.ID_NUMBER: lambda _f, **c: StrictText(max_length=40, **c),
    Kind.BANK_ACCOUNT: lambda _f, **c: ProgramAccount(max_length=LONGEST_ACCOUNT, **c),
    Kind.HOSPITAL: _one_of,
    Kind.LINES: _lines,
    Kind.TABLE: _table,
}


def api_field(field: Field) -> serializers.Field:
    """Return the field of a body; what is left out stays as it is."""
    return API_FIELDS[field.kind](field, required=False, help_text=field.why.en)


def told_field(field: Field, *, allow_null: bool = True) -> serializers.Field:
    """Return the field of what is told; what is not answered is null, or an empty text."""
    return API_FIELDS[field.kind](field, allow_null=allow_null)
