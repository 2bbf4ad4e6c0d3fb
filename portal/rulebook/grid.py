"""A table of the law as it is drawn: place by place, and within a place by the axes of its rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from agencies.models import Region
from kit import held
from law.values import Key, Rule, RuleBook, Value
from portal.rulebook.catalogue import value_row, values_shown

Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A line of a grid: what it is called, and a value or nothing for each column."""

    label: str
    cells: tuple[Row | None, ...]


@dataclass(frozen=True)
class Place:
    """What applies in one place, and on which documents it stands."""

    region: str
    name: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    documents: tuple[Row, ...]


def is_table(rule: Rule, values: Iterable[Value]) -> bool:
    """Return whether a rule has cells or places, and so more numbers than fit on one line."""
    return bool(rule.axes) or rule.is_local or any(value.region for value in values)


def name_of_place(region: str) -> str:
    """Return what a division is called in the reader's language; nothing for the country."""
    found = held.row(Region, region) if region else None
    return found.local_name if found else region


def places(rule: Rule, day: date, book: RuleBook, language: str) -> list[Place]:
    """Return the grids of a rule on a day, the whole country first."""
    shown = values_shown(rule, day, book)
    return [
        _place(rule, region, list(of_place), book, language)
        for region, of_place in groupby(shown, key=lambda value: value.region)
    ]


def _place(rule: Rule, region: str, values: list[Value], book: RuleBook, language: str) -> Place:
    rows: dict[Key, Row] = {}
    documents: dict[tuple[Any, ...], Row] = {}
    for value in values:
        row = value_row(rule, value, book, language)
        rows.setdefault(value.key, row)
        documents.setdefault((row["basis"], row["valid_from"], row["valid_to"]), row)
    columns = tuple(dict.fromkeys(key[-1:] for key in rows)) if len(rule.axes) > 1 else ()
    heads = tuple(dict.fromkeys(key[:-1] if columns else key for key in rows))
    return Place(
        region=region,
        name=name_of_place(region),
        columns=tuple(rule.say_key(column).in_language(language) for column in columns),
        lines=tuple(
            Line(
                rule.say_key(head).in_language(language),
                tuple(rows.get((*head, *column)) for column in columns or ((),)),
            )
            for head in heads
        ),
        documents=tuple(documents.values()),
    )
