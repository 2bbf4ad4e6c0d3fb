"""Reading an employer's list: CSV or XLSX, whatever its letters, its line ends and its size.

Whatever stands in a cell is text: a formula is never worked out, and a name that begins with `=` is
a name that cannot be used. Not more than the limit is unpacked or kept.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit import sheets
from law.wording import Text

MOST_LINES = 10_000
MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_COLUMNS = 40
LONGEST_CELL = 200

HEADS = {
    "name": ("姓名", "name"),
    "number": ("证件号码", "身份证号", "身份证号码", "公民身份号码", "number", "id number"),
    "phone": ("手机号", "手机号码", "联系电话", "phone", "mobile"),
    "document_type": ("证件类型", "document type"),
    "issued_in": ("签发国家", "国籍", "country of issue"),
}
NEEDED = ("name", "number", "phone")


class CannotBeRead(Exception):
    """The file as a whole cannot be used; the text says why and what to do."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


NO_TABLE = Text(
    "无法读取这个文件。请另存为 XLSX 或 CSV 后再上传。",
    "This file cannot be read. Save it as XLSX or CSV and send it again.",
)
TOO_LARGE = Text(
    "文件过大：最多10000行、2 MB，请分成几个文件。",
    "This file is too large: at most 10,000 lines and 2 MB. Divide it.",
)
NO_HEADS = Text(
    "第一行必须有这些列名：姓名、证件号码、手机号。",
    "The first line has to name these columns: name, number, phone.",
)
ENCODING = Text(
    "文件的文字编码无法识别。请用 UTF-8、GBK 或 UTF-16 保存。",
    "The letters of this file cannot be read. Save it in UTF-8, GBK or UTF-16.",
)


@dataclass(frozen=True)
class Line:
    """One line as it stands: which one of the file, and its cells by the names of the columns."""

    number: int
    cells: dict[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells.values())


def lines_of(data: bytes, columns: Mapping[str, Text] | None = None) -> Iterator[Line]:
    """Yield the lines beneath the first one; raises `CannotBeRead` while they are read.

    `columns` are further ones that are read where the first line names them.
    """
    if len(data) > MOST_BYTES:
        raise CannotBeRead(TOO_LARGE)
    rows = _sheet(data) if data.startswith(sheets.XLSX_BEGINS) else _csv(data)
    more = {name: (head.zh, head.en.lower(), name) for name, head in (columns or {}).items()}
    heads = _heads(next(rows, (0, []))[1], HEADS | more)
    for number, row in rows:
        if number > MOST_LINES + 1:
            raise CannotBeRead(TOO_LARGE)
        cells = {name: _cell(row, place) for name, place in heads.items()}
        line = Line(number, cells)
        if not line.is_empty:
            yield line


def _heads(first: list[Any], known: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    said = [str(each or "").strip().lower() for each in first[:MOST_COLUMNS]]
    found = {
        name: said.index(word)
        for name, words in known.items()
        for word in reversed(words)
        if word in said
    }
    if not set(NEEDED) <= found.keys():
        raise CannotBeRead(NO_HEADS)
    return found


def _cell(row: list[Any], place: int) -> str:
    value = row[place] if place < len(row) else None
    return sheets.plain(value)[:LONGEST_CELL]


# --- CSV ------------------------------------------------------------------------------------------
def _csv(data: bytes) -> Iterator[tuple[int, list[Any]]]:
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), start=1)
    except csv.Error as error:
        raise CannotBeRead(NO_TABLE) from error


def _decoded(data: bytes) -> str:
    has_mark = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    codes = ["utf-16"] if has_mark else ["utf-8-sig", "gb18030"]
    for code in codes:
        try:
            text = data.decode(code)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise CannotBeRead(ENCODING)


# --- XLSX -----------------------------------------------------------------------------------------
def _sheet(data: bytes) -> Iterator[tuple[int, list[Any]]]:
    most = {"most_rows": MOST_LINES + 2, "most_columns": MOST_COLUMNS}
    try:
        rows = sheets.rows_of_xlsx(io.BytesIO(data), most_unpacked=MOST_UNPACKED, **most)
        yield from enumerate(rows, start=1)
    except sheets.Unreadable as error:
        is_large = error.trouble is sheets.Trouble.TOO_LARGE
        raise CannotBeRead(TOO_LARGE if is_large else NO_TABLE) from error
