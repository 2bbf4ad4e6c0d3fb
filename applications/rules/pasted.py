"""Rows that were pasted from a spreadsheet or a file of comma-separated values, cell by cell."""

import csv
from collections.abc import Mapping, Sequence

LONGEST = 200_000  # signs
BREAKS = ("\t", ";", "；", ",", "，")


def rows_pasted(text: str, columns: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Return the rows of a text as their columns name them; nothing is judged.

    `columns` holds the names by which each column may be called in a first line of headings; where
    there is none the cells stand in the order of the columns.
    """
    lines = [line for line in text.lstrip("\ufeff")[:LONGEST].splitlines() if line.strip()]
    if not lines:
        return []
    cells = [_cells(line, _break_of(lines[0])) for line in lines]
    order = _headings(cells[0], columns)
    rows = cells[1:] if order else cells
    return [_row(each, order or list(columns)) for each in rows]


def _break_of(line: str) -> str:
    return next((each for each in BREAKS if each in line), ",")


def _cells(line: str, delimiter: str) -> list[str]:
    return [each.strip() for each in next(csv.reader([line], delimiter=delimiter))]


def _headings(cells: Sequence[str], columns: Mapping[str, Sequence[str]]) -> list[str]:
    """Return which column stands where; nothing where the first line is a row as any other."""
    called = {name.casefold(): column for column, names in columns.items() for name in names}
    found = [called.get(each.casefold(), "") for each in cells]
    return found if sum(map(bool, found)) * 2 > len(found) else []


def _row(cells: Sequence[str], order: Sequence[str]) -> dict[str, str]:
    return {name: cell for name, cell in zip(order, cells, strict=False) if name}
