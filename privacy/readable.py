"""The file for people: everything in both languages, in large type, as PDF.

It is typeset as letters are, from facts that are only ever shown as text.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from django.db.models import Field
from django.utils import timezone, translation

from accounts.models import User
from kit import spelling
from kit.spelling import wording
from law import money
from law.values import percent
from law.wording import Text
from privacy.contents import SECTIONS
from privacy.sections import Section, key_of
from privacy.words import WORDS
from sealing.characters import MissingGlyph, refuse_missing_glyphs
from sealing.typesetting import inputs_of, set_type

TEMPLATES = Path(__file__).parent / "typeset"
# Whoever has looked a thousand times is not read to the end on paper; the other file has them all.
MOST_ROWS = 400
LONGEST = 2000  # signs of one value
# What no person reads: fingerprints.
NOT_ON_PAPER = {"hash", "previous_hash", "sha256"}
DRAWN_INSTEAD = "\N{WHITE SQUARE}"
YES, NO = Text("是", "yes"), Text("否", "no")


def pdf_of(user: User, *, now: datetime) -> bytes:
    """Return the PDF; what the typeface lacks is drawn as an empty square, and never refused."""
    data = {
        "made": _value(now),
        "sections": [found for each in SECTIONS if (found := _section(each, user))],
    }
    inputs = inputs_of(_drawable(data), "bilingual", None)
    pdf, _places = set_type(TEMPLATES / "everything.typ", inputs, now, root=TEMPLATES)
    return pdf


def _section(section: Section, user: User) -> dict[str, Any] | None:
    """Return a section with its rows, or nothing where there is none."""
    rows = list(islice(section.rows(user), MOST_ROWS + 1))
    if not rows:
        return None
    return {
        "title": _pair(section.title),
        "rows": [list(_lines(section, row)) for row in rows[:MOST_ROWS]],
        "is_cut": len(rows) > MOST_ROWS,
    }


def _lines(section: Section, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield label and value for whatever says something."""
    for lookup in section.fields:
        key = key_of(lookup)
        value = row[key]
        if key in NOT_ON_PAPER or value is None or value in ("", [], {}):
            continue
        yield {"label": _pair(WORDS[key]), "value": _value(value, key, section.column(lookup))}


def _pair(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


# --- Values as people write them --------------------------------------------------------------
def _value(value: Any, key: str = "", column: "Field[Any, Any] | None" = None) -> dict[str, str]:
    """Return a value in both languages."""
    return {
        "zh": _said(value, key, column, "zh-hans"),
        "en": _said(value, key, column, "en"),
    }


def _said(value: Any, key: str, column: "Field[Any, Any] | None", language: str) -> str:
    with translation.override(language):
        return said(value, key, column)


def said(value: Any, key: str, column: "Field[Any, Any] | None") -> str:
    """Return a value as people write it, in the language of the moment."""
    words = _choice(column, value) or _plain(value, key)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]} …"


def _choice(column: "Field[Any, Any] | None", value: Any) -> str:
    """Return what a code means, where the column knows it."""
    if column is None or not column.choices or not isinstance(value, str):
        return ""
    return str(dict(column.flatchoices).get(value, ""))


def _plain(value: Any, key: str) -> str:
    match value:
        case bool():
            return wording(YES if value else NO)
        case datetime():
            local = timezone.localtime(value)
            return f"{spelling.short_date(local)} {local:%H:%M}"
        case date() if key.endswith("_month"):
            return spelling.month_name(value)
        case date():
            return spelling.short_date(value)
        case int() if key.endswith("_fen"):
            return spelling.money(value)
        case Decimal():
            return percent(value) if key.endswith("_rate") else str(money.round_half_up(value))
        case dict() | list():
            return json.dumps(value, ensure_ascii=False, indent=1, default=str)
    return str(value)


def _drawable(data: Any) -> Any:
    """Return the same data with an empty square for whatever the typeface cannot draw."""
    try:
        refuse_missing_glyphs(data)
    except MissingGlyph as lacking:
        gone = dict.fromkeys(map(ord, lacking.characters), DRAWN_INSTEAD)
        return _translated(data, gone)
    return data


def _translated(data: Any, gone: dict[int, str]) -> Any:
    match data:
        case str():
            return data.translate(gone)
        case dict():
            return {key: _translated(value, gone) for key, value in data.items()}
        case list():
            return [_translated(value, gone) for value in data]
    return data
