"""The rows of a file of records, one after the other, as text by the columns of their kind."""

import codecs
import csv
import io
import json
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, TextIO

from intake import files
from intake.rules.faults import MOST_ROWS_OF_A_SHEET, Wrong
from intake.rules.layouts import Layout
from kit import sheets

MOST_UNPACKED = 300_000_000
MOST_COLUMNS = 60
LONGEST_LINE = 20_000
UTF_8, GB_18030, UTF_16, XLSX = "utf-8", "gb18030", "utf-16", "xlsx"
# Number of the row, its cells in the order of the columns as they are written, or a fault of it.
Row = tuple[int, Sequence[str] | None, str]


def encoding_of(name: str) -> str:
    """Return how a file is written; raises `Wrong` where its letters are of no known kind."""
    head = next(files.blocks_of(name), b"")
    if not head:
        raise Wrong("empty")
    if head.startswith(sheets.XLSX_BEGINS):
        return XLSX
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return UTF_16
    for encoding in (UTF_8, GB_18030):
        if _reads(name, encoding):
            return encoding
    raise Wrong("encoding")


def _reads(name: str, encoding: str) -> bool:
    """Whether every letter of a file is one of this encoding; raises `Wrong` for no text at all."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in files.blocks_of(name):
            if b"\0" in block:
                raise Wrong("no-table")
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def rows_of(name: str, encoding: str, layout: Layout) -> Iterator[Row]:
    """Yield each row beneath the heads; raises `Wrong` where the file cannot be read any further.

    A row of JSON lines has no heads: its names are those of the columns.
    """
    try:
        yield from (
            _of_cells(_sheet(name), layout)
            if encoding == XLSX
            else _of_text(name, encoding, layout)
        )
    except UnicodeError as error:
        raise Wrong("encoding") from error


def _of_text(name: str, encoding: str, layout: Layout) -> Iterator[Row]:
    raw = files.opened(name)
    if encoding == UTF_8 and raw.peek(3)[:3] == codecs.BOM_UTF8:
        raw.read(3)
    with io.TextIOWrapper(raw, encoding, newline="") as text:
        if encoding != UTF_16 and raw.peek(1)[:1] == b"{":
            yield from _of_json(text, layout)
        else:
            yield from _of_cells(_csv(text), layout)


# --- CSV and XLSX ---------------------------------------------------------------------------------
def _csv(text: TextIO) -> Iterator[list[str]]:
    first = text.readline(LONGEST_LINE)
    mark = max(",;\t|", key=first.count)
    try:
        yield from csv.reader([first], delimiter=mark)
        yield from csv.reader(text, delimiter=mark)
    except csv.Error as error:
        raise Wrong("no-table") from error


def _sheet(name: str) -> Iterator[list[str]]:
    whole = io.BytesIO(b"".join(files.blocks_of(name)))
    most = {"most_rows": MOST_ROWS_OF_A_SHEET + 2, "most_columns": MOST_COLUMNS}
    try:
        for number, row in enumerate(
            sheets.rows_of_xlsx(whole, most_unpacked=MOST_UNPACKED, **most)
        ):
            if number > MOST_ROWS_OF_A_SHEET:
                raise Wrong("too-large")
            yield [sheets.plain(each) for each in row]
    except sheets.Unreadable as error:
        is_large = error.trouble is sheets.Trouble.TOO_LARGE
        raise Wrong("too-large" if is_large else "no-table") from error


def _of_cells(rows: Iterator[list[str]], layout: Layout) -> Iterator[Row]:
    heads = next(rows, [])
    wide = len(heads)
    # What is left out stands behind the last cell, as an empty one.
    pick = itemgetter(*(wide if at is None else at for at in layout.places(heads)))
    for number, row in enumerate(rows, start=2):
        if not any(row):
            continue
        if len(row) > wide and any(row[wide:]):
            yield number, None, "cells"
            continue
        full = row[:wide] + [""] * (wide - len(row) + 1 if len(row) < wide else 1)
        yield number, pick(full), ""


# --- JSON lines -----------------------------------------------------------------------------------
def _of_json(text: TextIO, layout: Layout) -> Iterator[Row]:
    names = [each.name for each in layout.columns]
    for number, line in enumerate(text, start=1):
        if not line.strip():
            continue
        found = _object(line, names)
        if found is None:
            yield number, None, "json"
        else:
            yield number, [_cell(found.get(name)) for name in names], ""


def _object(line: str, names: Sequence[str]) -> dict[str, Any] | None:
    if len(line) > LONGEST_LINE:
        return None
    try:
        # A number stands as it is written: no float ever holds an amount.
        found = json.loads(line, parse_float=str, parse_int=str)
    except ValueError:
        return None
    return found if isinstance(found, dict) and found.keys() <= set(names) else None


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else "\x01"  # nothing that nests is a cell
