"""The file for programs: its format, described by a JSON Schema, and its text bit by bit.

`version` rises when a section or a name goes or changes its meaning; what is new is added without.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models

from accounts.models import User
from kit.model_fields import EncryptedDateField, EncryptedJSONField
from privacy.contents import SECTIONS
from privacy.sections import Section, key_of

FORMAT, VERSION = "social-insurance-personal-data", 1
# Columns that hold JSON as text.
AS_TEXT = {"words", "kept_answers", "content"}


def written(value: Any) -> Any:
    """Return a value as the file writes it: moments in UTC, days and decimals as text."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
    return value


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {key: _opened(key, value) for key, value in row.items()}


def _opened(key: str, value: Any) -> Any:
    if key in AS_TEXT and isinstance(value, str) and value:
        return json.loads(value)
    return written(value)


def rows_of(section: Section, user: User) -> Iterator[dict[str, Any]]:
    """Yield the rows of a section as the file writes them."""
    return map(_row, section.rows(user))


def text_of(user: User, *, now: datetime) -> Iterator[bytes]:
    """Yield the file bit by bit: a long life is never whole in memory."""
    head = {
        "$schema": f"{settings.PORTAL_URL}/privacy/format.json",
        "format": FORMAT,
        "version": VERSION,
        "made_at": now.isoformat(),
    }
    yield _json(head)[:-1].encode() + b',\n"sections": {'
    for place, section in enumerate(SECTIONS):
        begin = f"{',' if place else ''}\n{_json(section.name)}: ["
        yield begin.encode()
        for number, row in enumerate(rows_of(section, user)):
            yield f"{',' if number else ''}\n{_json(row)}".encode()
        yield b"]"
    yield b"\n}}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


# --- What the format is -----------------------------------------------------------------------
def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the file."""
    sections = {each.name: _section_schema(each) for each in SECTIONS}
    properties = {
        "$schema": {"type": "string"},
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "made_at": {"type": "string", "format": "date-time"},
        "sections": {"type": "object", "properties": sections, "required": list(sections)},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What the portal holds of somebody",
        "description": "Amounts ending in _fen are whole fen; moments are UTC; rates are decimals.",
        "type": "object",
        "properties": properties,
        "required": ["format", "version", "made_at", "sections"],
    }


def _section_schema(section: Section) -> dict[str, Any]:
    row = {key_of(each): _value_schema(section, each) for each in section.fields}
    return {
        "title": section.title.en,
        "description": section.title.zh,
        "type": "array",
        "items": {
            "type": "object",
            "properties": row,
            "required": list(row),
            "additionalProperties": False,
        },
    }


KINDS: tuple[tuple[type, dict[str, Any]], ...] = (
    (EncryptedJSONField, {}),
    (models.JSONField, {}),
    (models.BooleanField, {"type": ["boolean", "null"]}),
    (models.DateTimeField, {"type": ["string", "null"], "format": "date-time"}),
    (models.DateField, {"type": ["string", "null"], "format": "date"}),
    (EncryptedDateField, {"type": ["string", "null"], "format": "date"}),
    (models.IntegerField, {"type": ["integer", "null"]}),
)


def _value_schema(section: Section, lookup: str) -> dict[str, Any]:
    if lookup in AS_TEXT:
        return {}
    column = section.column(lookup)
    fits = (said for kind, said in KINDS if isinstance(column, kind))
    return dict(next(fits, {"type": ["string", "null"]}))
