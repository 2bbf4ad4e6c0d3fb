"""The file for whoever reckons with their data: everything as a workbook, a sheet for each section.

Everything but money and counts is written as text: nothing that somebody typed is ever a formula.
"""

import re
from io import BytesIO
from itertools import islice
from typing import Any

from django.utils import translation
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from accounts.models import User
from kit.spelling import wording
from law.money import from_fen
from privacy.contents import SECTIONS
from privacy.readable import NOT_ON_PAPER, said
from privacy.sections import Section, key_of
from privacy.words import WORDS

MOST_ROWS = 20_000  # of one section; the file for programs has them all
LONGEST_TITLE = 31
NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")
WIDTH = 22


def xlsx_of(user: User) -> bytes:
    """Return the workbook, in the language of its owner."""
    book = Workbook()
    book.remove(book.active)
    with translation.override(user.language):
        for section in SECTIONS:
            rows = list(islice(section.rows(user), MOST_ROWS))
            if rows:
                _fill(book.create_sheet(_title(section)), section, rows)
        if not book.worksheets:
            book.create_sheet()
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _title(section: Section) -> str:
    """Return the name of a sheet; the library tells two of one name apart by a number."""
    return NOT_IN_A_TITLE.sub(" ", wording(section.title))[: LONGEST_TITLE - 2]


def _fill(sheet: Worksheet, section: Section, rows: list[dict[str, Any]]) -> None:
    shown = [each for each in section.fields if key_of(each) not in NOT_ON_PAPER]
    for column, lookup in enumerate(shown, start=1):
        heading = sheet.cell(row=1, column=column)
        _write(heading, wording(WORDS[key_of(lookup)]))
        heading.font = Font(bold=True)
        sheet.column_dimensions[heading.column_letter].width = WIDTH
        for row, values in enumerate(rows, start=2):
            value = _value(values[key_of(lookup)], section, lookup)
            if value not in (None, ""):
                _write(sheet.cell(row=row, column=column), value)
    sheet.freeze_panes = "A2"


def _value(value: Any, section: Section, lookup: str) -> Any:
    """Return money in yuan and counts as numbers, everything else as people write it."""
    key = key_of(lookup)
    if value is None or value in ([], {}):
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return from_fen(value) if key.endswith("_fen") else value
    return said(value, key, section.column(lookup))


def _write(cell: Cell, value: Any) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # what begins with = is words as well
    else:
        cell.value = value
