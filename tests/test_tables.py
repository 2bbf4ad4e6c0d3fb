"""A table as a file holds text and nothing that a spreadsheet would carry out."""

import csv
import io
import zipfile
from xml.etree import ElementTree

import pytest

from kit import tables
from kit.tables import Format

WICKED = [
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
]


def whole(rows, kind):
    return b"".join(tables.pieces(tables.write(rows, kind)))


def cells_of(body, kind):
    if kind == Format.CSV:
        return [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for cell in row]
    sheet = zipfile.ZipFile(io.BytesIO(body)).read(tables.SHEET)
    tree = ElementTree.fromstring(sheet)  # noqa: S314 -- what we have just written
    return [each.text or "" for each in tree.iter(f"{{{tables.MAIN}}}t")]


@pytest.mark.parametrize("kind", [*Format])
@pytest.mark.parametrize("typed", WICKED)
def test_no_cell_begins_a_formula(kind, typed):
    [found] = cells_of(whole([[typed]], kind), kind)

    assert found.startswith("'")


def test_a_workbook_has_no_formulas_and_survives_what_xml_cannot_hold():
    body = whole([["a", "b"], ["<x>&\x00\x0b", None]], Format.XLSX)

    sheet = zipfile.ZipFile(io.BytesIO(body)).read(tables.SHEET)
    assert b"<f>" not in sheet
    assert cells_of(body, Format.XLSX) == ["a", "b", "<x>&", ""]


def test_chinese_is_read_as_chinese():
    assert whole([["姓名"]], Format.CSV).startswith(b"\xef\xbb\xbf")


def test_a_long_table_is_never_whole_in_memory():
    rows = (["x" * 100] * 10 for _row in range(2000))

    spool = tables.write(rows, Format.CSV)

    assert spool.length > 2_000_000
    assert max(map(len, tables.pieces(spool))) <= tables.PIECE
