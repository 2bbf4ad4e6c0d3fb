"""The largest file, the first year and the smallest slip of a holiday notice."""

from datetime import date

import pytest

from agencies.rules.notice_file import read_notice, written
from agencies.rules.notice_lines import MOST_BYTES
from agencies.rules.notices import FIRST_YEAR, LAST_YEAR
from law.wording import Text
from law.workdays import ExceptionDay

HEADER = "date,kind,reason,reason_en"


def read(*rows, header=HEADER):
    return read_notice("\n".join([header, *rows]).encode())


def codes(found):
    return [(each.line, each.code) for each in found.findings]


def test_a_file_may_be_as_large_as_the_limit_and_as_long():
    rows = [f"2027-{n // 28 + 1:02d}-{n % 28 + 1:02d},off,元旦,x" for n in range(150)]
    data = "\n".join([HEADER, *rows]).encode()

    assert len(read_notice(data + b"\n" * (MOST_BYTES - len(data))).days) == 150
    assert codes(read(*rows, "2027-06-20,off,元旦,x")) == [(0, "too-many")]


def test_a_file_that_says_nothing_has_no_year():
    assert (read_notice(b"").year, read("x,off,元旦,x").year) == (0, 0)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_either_order_of_two_bytes_is_read(encoding):
    data = ("\ufeff" + HEADER + "\n2027-01-01,off,元旦,").encode(encoding)

    assert read_notice(data).days == (
        ExceptionDay(date(2027, 1, 1), False, Text("元旦", "New Year's Day")),
    )


@pytest.mark.parametrize(
    ("year", "is_read"),
    [(FIRST_YEAR - 2, False), (FIRST_YEAR - 1, True), (LAST_YEAR, True), (LAST_YEAR + 1, False)],
)
def test_a_date_lies_in_a_year_that_a_notice_can_be_about(year, is_read):
    found = read(f"{year}-12-31,off,元旦,x")

    assert bool(found.days) is is_read
    assert ((2, "no-date") in codes(found)) is not is_read


@pytest.mark.parametrize(
    ("reason", "english", "name"),
    [
        ("国庆节放假", "", Text("国庆节", "National Day")),
        ("国庆节调休上班", "", Text("国庆节", "National Day")),
        ("国庆节", "The Day", Text("国庆节", "The Day")),
        ("节" * 60, "x" * 60, Text("节" * 60, "x" * 60)),
    ],
)
def test_a_reason_is_the_name_of_the_holiday(reason, english, name):
    assert read(f"2027-10-01,off,{reason},{english}").days[0].name == name


@pytest.mark.parametrize(
    ("row", "line_and_code", "said"),
    [
        ("2027-1,off,元旦,x", (2, "no-date"), "2027-1"),
        ("2027-01-01", (2, "no-kind"), ""),
        ("2027-01-01,off", (2, "no-reason"), ""),
        ("2027-01-01,off,某节", (2, "no-reason"), ""),
        ("1" * 50 + ",off,元旦,x", (2, "no-date"), "1" * 40),
    ],
)
def test_a_cell_that_is_missing_or_wrong_is_told(row, line_and_code, said):
    found = read(row)

    (finding,) = found.findings[:1]
    assert (finding.line, finding.code) == line_and_code
    assert said in finding.text.en
    assert "None" not in finding.text.en + finding.text.zh
    assert "1" * 41 not in finding.text.en


def test_a_day_that_stands_twice_is_told_beside_other_mistakes():
    found = read("2027-01-01,off,元旦,x", "2027-01-01,off,元旦,x", "2027-01-02,maybe,元旦,x")

    assert codes(found) == [(3, "twice"), (4, "no-kind")]
    assert "2027-01-01" in found.findings[0].message.en


def test_a_file_is_written_in_the_words_of_programs():
    days = (
        ExceptionDay(date(2027, 1, 1), False, Text("元旦", "New Year's Day")),
        ExceptionDay(date(2027, 1, 9), True, Text("元旦", "New Year's Day")),
    )

    assert written(days) == (
        f"{HEADER}\n2027-01-01,off,元旦,New Year's Day\n2027-01-09,worked,元旦,New Year's Day\n"
    )
