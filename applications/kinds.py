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
from law.bank_accounts import check_account, mask_account
from law.identity_number import mask
from law.money import spell_yuan
from law.wording import Text, say_day, say_month

EMPTY = (None, "", [], ())


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
    return _called(field, [value]).get(value, str(value))


def _called(field: Field, codes: list[str]) -> dict[str, Text]:
    """Return what chosen codes are called, also where the choice comes from the database."""
    known = dict(field.choices)
    if field.named is not None:
        known |= {code: said for code in codes if (said := field.named(code)) is not None}
    elif field.options is not None:
        known |= dict(field.options(None, {}))
    return known


def _say_choices(value: Any, field: Field) -> Text:
    texts = [text for each, text in _called(field, value).items() if each in value]
    return Text("、".join(t.zh for t in texts), ", ".join(t.en for t in texts))


def _say_lines(value: Any, _field: Field) -> Text:
    return record_lines.say_all(value)


def _say_yes_no(value: Any, _field: Field) -> Text:
    return Text("是", "Yes") if value else Text("否", "No")


def _say_day(value: date, _field: Field) -> Text:
    return say_day(value)


def _say_month(value: date, _field: Field) -> Text:
    return say_month(value)


def _say_money(value: Decimal, _field: Field) -> str:
    return f"¥{value:,.2f}"


def _say_region(value: str, _field: Field) -> Text | str:
    found = held.row(Region, value)
    return Text(found.name, found.name_en) if found else value


def _say_regions(value: list[str], field: Field) -> Text:
    said = [_say_region(each, field) for each in value]
    texts = [each if isinstance(each, Text) else Text(each, each) for each in said]
    return Text("、".join(each.zh for each in texts), ", ".join(each.en for each in texts))


def _say_phone(value: str, _field: Field) -> str:
    return contacts.readable(value)


def _say_table(value: list[dict[str, Any]], field: Field) -> Text:
    rows = [_say_row(row, field) for row in value]
    return Text("\n".join(each.zh for each in rows), "\n".join(each.en for each in rows))


def _say_row(row: dict[str, Any], field: Field) -> Text:
    said = [_say_cell(each, row[each.name]) for each in field.columns if each.name in row]
    return Text(" · ".join(each.zh for each in said), " · ".join(each.en for each in said))


def _say_cell(column: Field, value: Any) -> Text:
    """Return a cell in words; a bare number says what it counts."""
    found = say(column, value)
    said = found if isinstance(found, Text) else Text(found, found)
    if column.kind is not Kind.NUMBER:
        return said
    return Text(f"{column.short.zh}{said.zh}", f"{column.short.en} {said.en}")


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
    Kind.REGIONS: KindOf(_say_regions, keep=list),
    Kind.PHONE: KindOf(_say_phone),
    Kind.EMAIL: KindOf(),
    Kind.CODE: KindOf(),
    Kind.PERSON_NAME: KindOf(),
    Kind.ID_NUMBER: KindOf(),
    Kind.BANK_ACCOUNT: KindOf(),
    Kind.HOSPITAL: KindOf(_say_choice),
    Kind.LINES: KindOf(_say_lines, keep=list),
    Kind.TABLE: KindOf(_say_table),  # its cells are kept and read as their columns say
}


def masked(field: Field, value: Any) -> str:
    """Return an answer with its middle hidden."""
    return (mask_account if field.kind is Kind.BANK_ACCOUNT else mask)(str(value))


def warning_of(field: Field, value: Any) -> Text | None:
    """Return what may be wrong with an answer that is taken all the same."""
    if field.kind is Kind.BANK_ACCOUNT and value:
        return check_account(str(value)).warning
    return None


def keep(field: Field, value: Any) -> Any:
    """Return an answer in JSON types."""
    if field.kind is Kind.TABLE:
        return _each_cell(keep, field, value)
    return None if value is None else KINDS[field.kind].keep(value)


def read(field: Field, kept: Any) -> Any:
    """Return an answer as the Python value it was."""
    if field.kind is Kind.TABLE:
        return _each_cell(read, field, kept)
    return None if kept is None else KINDS[field.kind].read(kept)


def _each_cell(
    way: Callable[[Field, Any], Any], field: Field, rows: list[dict[str, Any]] | None
) -> list[dict[str, Any]] | None:
    """Return the rows of a table with each cell taken that way; an empty one is left out."""
    if rows is None:
        return None
    return [
        {e.name: way(e, row[e.name]) for e in field.columns if row.get(e.name) not in EMPTY}
        for row in rows
    ]


def shown_masked(field: Field, kept: Any) -> Any:
    """Return a kept answer as staff see it: what pages mask is masked, also in rows."""
    if field.kind is Kind.TABLE:
        return _each_cell(shown_masked, field, kept)
    return masked(field, kept) if field.is_masked and kept else kept


def say(field: Field, value: Any) -> Text | str:
    """Return an answer as people read it; `—` where there is none."""
    if value in EMPTY:
        return "—"
    if field.is_masked:
        return masked(field, value)
    return KINDS[field.kind].say(value, field)
