"""A holiday notice as a CSV file, read as clerks save it: from Excel, in UTF-8 or GBK."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from agencies.rules.notices import FIRST_YEAR, LAST_YEAR, NoticeFinding, check_notice
from law.wording import Text, counted, filled
from law.workdays import HOLIDAYS, ExceptionDay, notice_year

MOST_BYTES = 100_000
MOST_DAYS = 150
LONGEST_REASON = 60

COLUMNS = {
    "date": ("date", "日期"),
    "kind": ("kind", "类型", "类别"),
    "reason": ("reason", "事由", "节日"),
    "reason_en": ("reason_en", "英文事由", "英文节日"),
}
# Only where a notice holds for one province or city alone: the code of it, the same in each line.
AREA = {"area": ("area", "地区", "地区代码", "行政区划代码")}
KINDS = {
    False: ("off", "holiday", "放假", "休", "休息"),
    True: ("worked", "work", "上班", "调休上班", "班"),
}
_COLUMN = {name: column for column, names in (COLUMNS | AREA).items() for name in names}
_KIND = {name: is_workday for is_workday, names in KINDS.items() for name in names}
_ENGLISH = {name.zh: name.en for name in HOLIDAYS.values()}
_AREA = re.compile(r"[1-8][0-9]{3}00", re.ASCII)
_DATE = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")

AT_LINE = Text("第{line}行：{text}", "Line {line}: {text}")
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
NO_DATE = Text(
    "“{given}”不是日期。请写成2027-01-01或2027/1/1。",
    "“{given}” is no date. Write it as 2027-01-01 or 2027/1/1.",
)
NO_KIND = Text("“{given}”应为off（放假）或worked（上班）。", "“{given}” should be off or worked.")
NO_REASON = Text("请填写事由，例如“春节”。", "Enter the reason in Chinese, such as 春节.")
NO_REASON_EN = Text(
    "请填写英文事由，例如“Spring Festival”。", "Enter the reason in English: Spring Festival."
)
BAD_REASON = Text(
    "事由最多{most}，且不能含有控制字符。",
    "A reason has at most {most}, all of which can be printed.",
)
NO_AREA = Text(
    "“{given}”不是省或市的六位行政区划代码，如450000。",
    "“{given}” is no code of a province or city, such as 450000.",
)
OTHER_AREA = Text(
    "这一行的地区与通知的地区（{area}）不同。一个文件只能是一个地区的通知。",
    "The line is about another area than the notice ({area}). A file is the notice of one area.",
)
THE_COUNTRY = Text("全国", "the whole country")
TWICE = Text("{day}出现了两次。", "{day} is there twice.")


@dataclass(frozen=True)
class FileFinding:
    """What is wrong with a file, and in which line; line 0 is the file as a whole."""

    line: int
    code: str
    text: Text

    @property
    def message(self) -> Text:
        """The finding with its line."""
        if not self.line:
            return self.text
        zh = AT_LINE.zh.format(line=self.line, text=self.text.zh)
        return Text(zh, AT_LINE.en.format(line=self.line, text=self.text.en))


@dataclass(frozen=True)
class NoticeFile:
    """What a file says: the year, its days in order, and all that is wrong with it.

    `area`: the province or city it holds for; empty for the whole country.
    """

    year: int
    days: tuple[ExceptionDay, ...]
    findings: tuple[FileFinding, ...]
    area: str = ""


@dataclass(frozen=True)
class _Line:
    """A line of the file: its number and its cells by column."""

    number: int
    cells: dict[str, str]


class _Unreadable(Exception):
    """A line, or the file, that says nothing one can use."""

    def __init__(self, code: str, text: Text, line: int = 0) -> None:
        super().__init__(code)
        self.finding = FileFinding(line, code, text)


def read_notice(data: bytes, *, deviation: bool = False, area: str = "") -> NoticeFile:
    """Read a notice and hold it against the law; every finding at once, at its line.

    The area is the one given, or the one that the file names in a column of its own.

    With `deviation` the number of public holidays may be another one: the State Council has moved
    holidays before (2015 one day more, 2020 a longer Spring Festival).
    """
    try:
        lines = list(_lines(_decoded(data)))
    except _Unreadable as error:
        return NoticeFile(0, (), (error.finding,))
    numbered: list[tuple[int, ExceptionDay]] = []
    area = area or _plain(lines[0].cells.get("area", ""))
    findings: list[FileFinding] = list(_about_areas(lines, area))
    for line in lines:
        try:
            numbered.append((line.number, _day(line)))
        except _Unreadable as error:
            findings.append(error.finding)
    findings += _twice(numbered)
    year = _year([day for _number, day in numbered])
    if not findings:
        findings += _against_the_law(year, numbered, deviation=deviation, area=area)
    days = sorted((day for _number, day in numbered), key=lambda day: day.date)
    return NoticeFile(year, tuple(days), tuple(sorted(findings, key=lambda each: each.line)), area)


def _decoded(data: bytes) -> str:
    """Return the text of a file as Excel, WPS or an editor has saved it."""
    if len(data) > MOST_BYTES:
        raise _Unreadable("too-large", TOO_LARGE)
    is_utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if is_utf16 else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _Unreadable("not-text", NO_TEXT)


def _lines(text: str) -> Iterator[_Line]:
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
                raise _Unreadable(
                    "too-many", filled(TOO_MANY, most=counted(MOST_DAYS, "天", "day"))
                )
            yield _line(reader.line_num, columns, cells)
    except csv.Error as error:
        raise _Unreadable("not-text", NO_TEXT, reader.line_num) from error
    if not number:
        raise _Unreadable("no-days", NO_DAYS)


def _line(number: int, columns: list[str], cells: list[str]) -> _Line:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise _Unreadable("too-many-cells", TOO_MANY_CELLS, number)
    return _Line(number, dict(zip(columns, map(str.strip, cells), strict=False)))


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _columns(cells: list[str]) -> list[str]:
    names = [_plain(cell).lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    columns = [_COLUMN.get(name, "") for name in names]
    for name, column in zip(names, columns, strict=True):
        if not column:
            raise _Unreadable("unknown-column", UNKNOWN_COLUMN.format(column=name[:40]), 1)
        if columns.count(column) > 1:
            raise _Unreadable("column-twice", COLUMN_TWICE.format(column=column), 1)
    for column in COLUMNS:
        if column not in columns:
            raise _Unreadable("no-column", NO_COLUMN.format(column=column), 1)
    return columns


def _about_areas(lines: list[_Line], area: str) -> Iterator[FileFinding]:
    """Say where a line names no area, or another one than the notice is for."""
    for line in lines:
        given = _plain(line.cells.get("area", ""))
        if given and not _AREA.fullmatch(given):
            yield FileFinding(line.number, "no-area", NO_AREA.format(given=given[:40]))
        elif "area" in line.cells and given != area:
            named = filled(OTHER_AREA, area=area or THE_COUNTRY)
            yield FileFinding(line.number, "other-area", named)


def _day(line: _Line) -> ExceptionDay:
    """Return the day that a line is about."""
    day = _date(line)
    kind = _plain(line.cells.get("kind", "")).lower()
    if kind not in _KIND:
        raise _Unreadable("no-kind", NO_KIND.format(given=kind[:40]), line.number)
    return ExceptionDay(day, _KIND[kind], _reason(line))


def _date(line: _Line) -> date:
    given = _plain(line.cells.get("date", ""))
    refusal = _Unreadable("no-date", NO_DATE.format(given=given[:40]), line.number)
    found = _DATE.fullmatch(given)
    if found is None:
        raise refusal
    year, month, day = map(int, found.groups())
    if not FIRST_YEAR - 1 <= year <= LAST_YEAR:
        raise refusal
    try:
        return date(year, month, day)
    except ValueError:
        raise refusal from None


def _reason(line: _Line) -> Text:
    """Return the holiday's name in both languages; the usual ones are known in English."""
    zh = line.cells.get("reason", "").removesuffix("调休上班").removesuffix("放假")
    en = line.cells.get("reason_en", "") or _ENGLISH.get(zh, "")
    if not zh:
        raise _Unreadable("no-reason", NO_REASON, line.number)
    if not en:
        raise _Unreadable("no-reason", NO_REASON_EN, line.number)
    if any(len(each) > LONGEST_REASON or not each.isprintable() for each in (zh, en)):
        raise _Unreadable(
            "bad-reason",
            filled(BAD_REASON, most=counted(LONGEST_REASON, "个字", "character")),
            line.number,
        )
    return Text(zh, en)


def _plain(text: str) -> str:
    """Return what was typed with full-width digits and letters as ordinary ones."""
    return unicodedata.normalize("NFKC", text).strip()


def _twice(numbered: list[tuple[int, ExceptionDay]]) -> Iterator[FileFinding]:
    """Say of a day that stands twice in the same list; in both lists is the law's to refuse."""
    seen: set[tuple[date, bool]] = set()
    for number, day in numbered:
        if (day.date, day.is_workday) in seen:
            yield FileFinding(number, "twice", TWICE.format(day=day.date))
        seen.add((day.date, day.is_workday))


def _year(days: list[ExceptionDay]) -> int:
    """Return the year that most of the days belong to."""
    years = Counter(notice_year(day.date) for day in days)
    return max(years, key=lambda year: (years[year], year), default=0)


def _against_the_law(
    year: int, numbered: list[tuple[int, ExceptionDay]], *, deviation: bool, area: str
) -> list[FileFinding]:
    off = [day.date for _number, day in numbered if not day.is_workday]
    worked = [day.date for _number, day in numbered if day.is_workday]
    line_of = {day.date: number for number, day in numbered}
    return [
        FileFinding(line_of.get(each.day, 0) if each.day else 0, each.code, each.message)
        for each in check_notice(year, off=off, worked=worked, area=area)
        if not (deviation and each.code == NoticeFinding.SUM)
    ]


def written(days: tuple[ExceptionDay, ...], area: str = "") -> str:
    """Return days as a file that `read_notice` reads again."""
    lines = io.StringIO()
    rows = csv.writer(lines, lineterminator="\n")
    rows.writerow([*COLUMNS, *(AREA if area else ())])
    for day in days:
        kind = KINDS[day.is_workday][0]
        cells = [day.date.isoformat(), kind, day.name.zh, day.name.en]
        rows.writerow([*cells, *([area] if area else [])])
    return lines.getvalue()
