"""Reading tables that others have made: spreadsheets row by row, cells as the text they show.

A formula is never worked out, and not more is unpacked than the limit that the caller names.
"""

import zipfile
from collections.abc import Iterator
from datetime import datetime
from enum import Enum, auto
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

XLSX_BEGINS = b"PK\x03\x04"
DIGITS_OF_A_FIGURE = 15  # of a number that a spreadsheet keeps whole
# What a broken or forged file makes the library raise.
BROKEN = (KeyError, ValueError, IndexError, TypeError, AttributeError, SyntaxError, OSError)


class Trouble(Enum):
    """Why a file cannot be read as a table."""

    NO_TABLE = auto()
    TOO_LARGE = auto()


class Unreadable(Exception):
    """A file is no table, or too large a one."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.name)
        self.trouble = trouble


def rows_of_xlsx(
    file: IO[bytes], *, most_rows: int, most_columns: int, most_unpacked: int
) -> Iterator[list[Any]]:
    """Yield the rows of the first sheet, not more than `most_rows`; raises `Unreadable`."""
    try:
        _check_unpacked(file, most_unpacked)
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its size may be wrong
        for row in sheet.iter_rows(values_only=True, max_row=most_rows, max_col=most_columns):
            yield list(row)
    except (InvalidFileException, zipfile.BadZipFile, *BROKEN) as error:
        raise Unreadable(Trouble.NO_TABLE) from error


def _check_unpacked(file: IO[bytes], most: int) -> None:
    """Refuse what unpacks to more than any list has; no more than it says is ever unpacked."""
    with zipfile.ZipFile(file) as parts:
        if sum(each.file_size for each in parts.infolist()) > most:
            raise Unreadable(Trouble.TOO_LARGE)


def plain(value: Any) -> str:
    """Return a cell as text: a number kept as a figure without its point, a day without a time."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**DIGITS_OF_A_FIGURE:
        value = int(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return str(value).strip()
