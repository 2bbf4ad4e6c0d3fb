"""The file of a holiday notice as text, and its lines by their columns."""

import csv
import io
import unicodedata
from collections.abc import Iterator

from agencies.rules.notice_findings import Line, Unreadable
from law.wording import Text, counted, filled

MOST_BYTES = 100_000
MOST_DAYS = 150

COLUMNS = {
    "date": ("date", "日期"),
    "kind": ("kind", "类型", "类别"),
    "reason": ("reason", "事由", "节日"),
    "reason_en": ("reason_en", "英文事由", "英文节日"),
}
# Only where a notice holds for one province or city alone: the code of it, the same in each line.
AREA = {"area": ("area", "地区", "地区代码", "行政区划代码")}

_COLUMN = {name: column for column, names in (COLUMNS | AREA).items() for name in names}

TOO_LARGE = Text(
    "文件过大，不可能是放假通知。", "The file is too large to be a notice of holidays."
)
NO_TEXT = Text(
    "无法读取文件。请在Excel中另存为“CSV UTF-8（逗号分隔）”后再上传。",
    "The file cannot be read. Save it from Excel as “CSV UTF-8 (comma delimited)” and try again.",
)
NO_DAYS = Text("文件中没有日期。", "The file holds no days.")
TOO_MANY = Text("一个通知最多{most}。", "A notice holds at most {most}.")
NO_COLUMN = Text(
    "缺少“{column}”列。第一行应为：date,kind,reason,reason_en（日期,类型,事由,英文事由）。",
    "The column “{column}” is missing. The first line reads: date,kind,reason,reason_en.",
)
UNKNOWN_COLUMN = Text("不认识“{column}”列。", "The column “{column}” is not known.")
COLUMN_TWICE = Text("“{column}”列出现了两次。", "The column “{column}” is there twice.")
TOO_MANY_CELLS = Text("这一行的列数多于表头。", "The line has more cells than the first line.")


def decoded(data: bytes) -> str:
    """Return the text of a file as Excel, WPS or an editor has saved it."""
    if len(data) > MOST_BYTES:
        raise Unreadable("too-large", TOO_LARGE)
    is_utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if is_utf16 else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable("not-text", NO_TEXT)


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines that hold anything, by the columns that the first of them names."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    columns: list[str] | None = None
    number = 0
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = _columns(cells)
                continue
            number += 1
            if number > MOST_DAYS:
                raise Unreadable("too-many", filled(TOO_MANY, most=counted(MOST_DAYS, "天", "day")))
            yield _line(reader.line_num, columns, cells)
    except csv.Error as error:
        raise Unreadable("not-text", NO_TEXT, reader.line_num) from error
    if not number:
        raise Unreadable("no-days", NO_DAYS)


def _line(number: int, columns: list[str], cells: list[str]) -> Line:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise Unreadable("too-many-cells", TOO_MANY_CELLS, number)
    return Line(number, dict(zip(columns, map(str.strip, cells), strict=False)))


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _columns(cells: list[str]) -> list[str]:
    names = [plain(cell).lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    columns = [_COLUMN.get(name, "") for name in names]
    for name, column in zip(names, columns, strict=True):
        if not column:
            raise Unreadable("unknown-column", UNKNOWN_COLUMN.format(column=name[:40]), 1)
        if columns.count(column) > 1:
            raise Unreadable("column-twice", COLUMN_TWICE.format(column=column), 1)
    for column in COLUMNS:
        if column not in columns:
            raise Unreadable("no-column", NO_COLUMN.format(column=column), 1)
    return columns


def plain(text: str) -> str:
    """Return what was typed with full-width digits and letters as ordinary ones."""
    return unicodedata.normalize("NFKC", text).strip()
