"""Tables as files, CSV and XLSX: written row by row into a spool, so that none is whole in memory.

No cell is a formula, whatever somebody has typed into a name: a spreadsheet would carry it out on
the machine of whoever opens the file (OWASP, CSV Injection).
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any
from xml.sax.saxutils import escape

from kit.spooling import Spool

PIECE = 64 * 1024
# With which a cell would begin to reckon; full-width signs are read as the narrow ones.
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "'"  # by which a spreadsheet takes what follows for text
# What XML 1.0 cannot hold.
UNWRITABLE = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {0xFFFE: None}


class Format(StrEnum):
    """How a table is handed over."""

    CSV = "csv"
    XLSX = "xlsx"


CONTENT_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Rows = Iterable[Sequence[object]]


def cell(value: object) -> str:
    """Return a value as it stands in a cell: text that begins no formula; nothing is empty."""
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value)
    return MARK + text if text.startswith(BEGINNINGS) else text


def write(rows: Rows, kind: Format) -> Spool:
    """Return a spool with the whole file; the first row holds the names of the columns."""
    spool = Spool()
    try:
        (_xlsx if kind == Format.XLSX else _csv)(rows, spool)
    except BaseException:
        spool.close()
        raise
    return spool


def pieces(spool: Spool) -> Iterator[bytes]:
    """Yield what a spool holds, and let it go at the end."""
    try:
        while piece := spool.give(PIECE):
            yield piece
    finally:
        spool.close()


class Forwards(io.RawIOBase):
    """A stream that only goes on, as an archive is written to it: each part is handed to `take`."""

    def __init__(self, take: Any) -> None:
        self._take = take

    def writable(self) -> bool:
        """It can be written."""
        return True

    def write(self, data: Any) -> int:
        """Hand on."""
        self._take(bytes(data))
        return len(data)


def _csv(rows: Rows, spool: Spool) -> None:
    spool.take(b"\xef\xbb\xbf")  # or a spreadsheet takes Chinese for something else
    line = io.StringIO()
    writer = csv.writer(line)
    for row in rows:
        writer.writerow([cell(value) for value in row])
        spool.take(line.getvalue().encode())
        line.seek(0)
        line.truncate()


# --- XLSX (ECMA-376): one sheet, each cell the text that stands in it -------------------------
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{SHEETML}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{SHEETML}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
SHEET = "xl/worksheets/sheet1.xml"


def _xlsx(rows: Rows, spool: Spool) -> None:
    with zipfile.ZipFile(Forwards(spool.take), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in PARTS.items():
            archive.writestr(name, HEAD + body)
        with archive.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for row in rows:
                sheet.write(f"<row>{''.join(map(_xml, row))}</row>".encode())
            sheet.write(b"</sheetData></worksheet>")


def _xml(value: object) -> str:
    text = escape(cell(value).translate(UNWRITABLE))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
