"""A holiday notice as a file: however Excel saved it, and every mistake named at its line."""

import pytest

from agencies.rules.notice_file import read_notice, written
from agencies.rules.notice_lines import MOST_BYTES
from tests.deadlines.notice_2027 import as_csv, days

ROWS = as_csv().split("\r\n")[1:-1]


def read(text, encoding="utf-8", **more):
    return read_notice(text.encode(encoding), **more)


def codes(found):
    return [(each.line, each.code) for each in found.findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_any_encoding_that_excel_saves_is_read(encoding):
    assert read(as_csv(), encoding).days == days()


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_any_delimiter_that_excel_saves_is_read(delimiter):
    assert read(as_csv().replace(",", delimiter)).days == days()


@pytest.mark.parametrize("given", ["2027/1/1", "2027-1-1", "２０２７/１/１", "2027年1月1日"])
def test_a_date_is_read_as_it_is_written_in_an_office(given):
    found = read(as_csv([f"{given},放假,元旦,", *ROWS[1:]], "日期,类型,事由,英文事由"))

    assert (found.findings, found.days) == ((), days())


def test_the_days_of_december_before_belong_to_the_notice():
    rows = ["2026-12-31,off,元旦,New Year's Day", "2026-12-27,worked,元旦,New Year's Day"]

    found = read(as_csv([*rows, *ROWS]))

    assert (found.year, found.findings) == (2027, ())


def test_empty_lines_and_columns_are_passed_over():
    rows = [f"{row},," for row in ROWS]

    assert read(as_csv(["", ",,,", *rows], "date,kind,reason,reason_en,,")).days == days()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2027-13-01,off,元旦,New Year", "no-date"),
        ("2027-02-30,off,春节,Spring Festival", "no-date"),
        ("1.1.2027,off,元旦,New Year", "no-date"),
        ("9999-01-01,off,元旦,New Year", "no-date"),
        (",off,元旦,New Year", "no-date"),
        ("2027-01-02,maybe,元旦,New Year", "no-kind"),
        ("2027-01-02,off,,New Year", "no-reason"),
        ("2027-01-02,off,抗战胜利,", "no-reason"),
        (f"2027-01-02,off,{'节' * 61},Day", "bad-reason"),
        ("2027-01-02,off,元\u202e旦,Day", "bad-reason"),
        ("2027-01-02,off,元旦,New Year,extra", "too-many-cells"),
        ("2027-03-01,worked,春节,Spring Festival", "not-a-weekend"),
        ("2027-01-02,worked,元旦,New Year", "both-lists"),
        ("2027-01-02,off,元旦,New Year", "twice"),
        ("2028-03-04,off,元旦,New Year", "outside-year"),
        ("2026-12-25,off,元旦,New Year", "outside-year"),
    ],
)
def test_a_mistake_is_named_at_its_line_in_both_languages(row, code):
    found = read(as_csv([*ROWS, row]))

    line = len(ROWS) + 2
    assert (line, code) in codes(found)
    texts = [each.message for each in found.findings if each.line == line]
    assert all(t.zh.startswith(f"第{line}行") and t.en.startswith(f"Line {line}") for t in texts)


def test_all_mistakes_are_named_at_once():
    found = read(as_csv(["2027-01-32,off,元旦,", "2027-01-02,maybe,元旦,", "2027-01-03,off,,x"]))

    assert codes(found) == [(2, "no-date"), (3, "no-kind"), (4, "no-reason")]


def test_a_day_left_out_is_noticed_by_the_sum():
    assert codes(read(as_csv(ROWS[1:]))) == [(0, "sum")]


def test_another_number_of_holidays_needs_a_special_decision():
    assert read(as_csv(ROWS[1:]), deviation=True).findings == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no-days"),
        (b"date,kind,reason,reason_en\n", "no-days"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not-text"),
        (b"PK\x03\x04\x00\x00", "not-text"),
        (b"\xff\xfe\x00", "not-text"),
        (b"x" * (MOST_BYTES + 1), "too-large"),
        (b"date,kind,reason\n2027-01-01,off,x\n", "no-column"),
        (b"date,kind,reason,reason_en,date\n", "column-twice"),
        (b"date,kind,reason,reason_en,note\n", "unknown-column"),
        (b"date,kind,reason,reason_en\n" + b"2027-01-01,off,x,x\n" * 151, "too-many"),
    ],
)
def test_what_is_no_notice_is_refused_as_a_whole(data, code):
    found = read_notice(data)

    assert [each.code for each in found.findings] == [code]
    assert found.days == ()


def test_what_is_written_is_read_again():
    assert read(written(days())).days == days()
