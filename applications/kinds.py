"""The kinds of answers: how each is kept, and how people read it again.

How they are typed into a page is in form_fields.py, how programs send them in api_fields.py; both
clean to the Python values that `keep` and `read` turn into JSON and back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts import contacts
from agencies.models import Region
from applications import record_lines
from applications.fields import Field, Kind
from kit import held
from law.identity_number import mask
from law.money import spell_yuan
from law.wording import MONTH_NAMES, Text


def _as_it_is(value: Any) -> Any:
    return value


def _same(value: Any, _field: Field) -> str:
    return str(value)


@dataclass(frozen=True)
class KindOf:
    """How one kind of answer is shown, kept and read again."""

    say: Callable[[Any, Field], Text | str] = _same
    keep: Callable[[Any], Any] = _as_it_is
    read: Callable[[Any], Any] = _as_it_is


def _say_choice(value: Any, field: Field) -> Text | str:
    return dict(field.choices).get(value, str(value))


def _say_choices(value: Any, field: Field) -> Text:
    texts = [text for each, text in field.choices if each in value]
    return Text("、".join(t.zh for t in texts), ", ".join(t.en for t in texts))


def _say_lines(value: Any, _field: Field) -> Text:
    return record_lines.say_all(value)


def _say_yes_no(value: Any, _field: Field) -> Text:
    return Text("是", "Yes") if value else Text("否", "No")


def _say_day(value: date, _field: Field) -> Text:
    month = MONTH_NAMES[value.month - 1]
    return Text(f"{value.year}年{value.month}月{value.day}日", f"{value.day} {month} {value.year}")


def _say_month(value: date, _field: Field) -> Text:
    return Text(f"{value.year}年{value.month}月", f"{MONTH_NAMES[value.month - 1]} {value.year}")


def _say_money(value: Decimal, _field: Field) -> str:
    return f"¥{value:,.2f}"


def _say_region(value: str, _field: Field) -> Text | str:
    found = held.row(Region, value)
    return Text(found.name, found.name_en) if found else value


def _say_phone(value: str, _field: Field) -> str:
    return contacts.readable(value)


KINDS: dict[Kind, KindOf] = {
    Kind.TEXT: KindOf(),
    Kind.NOTE: KindOf(),
    Kind.CHOICE: KindOf(_say_choice),
    Kind.CHOICES: KindOf(_say_choices, keep=list),
    Kind.YES_NO: KindOf(_say_yes_no),
    Kind.DECLARATION: KindOf(_say_yes_no),
    Kind.DAY: KindOf(_say_day, date.isoformat, date.fromisoformat),
    Kind.MONTH: KindOf(_say_month, date.isoformat, date.fromisoformat),
    Kind.MONEY: KindOf(_say_money, spell_yuan, Decimal),
    Kind.NUMBER: KindOf(),
    Kind.REGION: KindOf(_say_region),
    Kind.PHONE: KindOf(_say_phone),
    Kind.EMAIL: KindOf(),
    Kind.CODE: KindOf(),
    Kind.PERSON_NAME: KindOf(),
    Kind.ID_NUMBER: KindOf(),
    Kind.LINES: KindOf(_say_lines, keep=list),
}


def keep(field: Field, value: Any) -> Any:
    """Return an answer in JSON types."""
    return None if value is None else KINDS[field.kind].keep(value)


def read(field: Field, kept: Any) -> Any:
    """Return an answer as the Python value it was."""
    return None if kept is None else KINDS[field.kind].read(kept)


def say(field: Field, value: Any) -> Text | str:
    """Return an answer as people read it; `—` where there is none."""
    if value in (None, "", [], ()):
        return "—"
    if field.is_masked:
        return mask(str(value))
    return KINDS[field.kind].say(value, field)
