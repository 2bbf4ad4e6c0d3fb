"""A holiday notice as a CSV file, read as clerks save it: from Excel, in UTF-8 or GBK."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from agencies.rules.notice_findings import FileFinding, Line, NoticeFile, Unreadable
from agencies.rules.notice_lines import AREA, COLUMNS, decoded, lines_of, plain
from agencies.rules.notices import FIRST_YEAR, LAST_YEAR, NoticeFinding, check_notice
from law.wording import Text, counted, filled
from law.workdays import HOLIDAYS, ExceptionDay, notice_year

LONGEST_REASON = 60

KINDS = {
    False: ("off", "holiday", "放假", "休", "休息"),
    True: ("worked", "work", "上班", "调休上班", "班"),
}

_KIND = {name: is_workday for is_workday, names in KINDS.items() for name in names}
_ENGLISH = {name.zh: name.en for name in HOLIDAYS.values()}
_AREA = re.compile(r"[1-8][0-9]{3}00", re.ASCII)
_DATE = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")

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


def read_notice(data: bytes, *, deviation: bool = False, area: str = "") -> NoticeFile:
    """Read a notice and hold it against the law; every finding at once, at its line.

    The area is the one given, or the one that the file names in a column of its own.

    With `deviation` the number of public holidays may be another one: the State Council has moved
    holidays before (2015 one day more, 2020 a longer Spring Festival).
    """
    try:
        lines = list(lines_of(decoded(data)))
    except Unreadable as error:
        return NoticeFile(0, (), (error.finding,))
    numbered: list[tuple[int, ExceptionDay]] = []
    area = area or plain(lines[0].cells.get("area", ""))
    findings: list[FileFinding] = list(_about_areas(lines, area))
    for line in lines:
        try:
            numbered.append((line.number, _day(line)))
        except Unreadable as error:
            findings.append(error.finding)
    findings += _twice(numbered)
    year = _year([day for _number, day in numbered])
    if not findings:
        findings += _against_the_law(year, numbered, deviation=deviation, area=area)
    days = sorted((day for _number, day in numbered), key=lambda day: day.date)
    return NoticeFile(year, tuple(days), tuple(sorted(findings, key=lambda each: each.line)), area)


def _about_areas(lines: list[Line], area: str) -> Iterator[FileFinding]:
    """Say where a line names no area, or another one than the notice is for."""
    for line in lines:
        given = plain(line.cells.get("area", ""))
        if given and not _AREA.fullmatch(given):
            yield FileFinding(line.number, "no-area", NO_AREA.format(given=given[:40]))
        elif "area" in line.cells and given != area:
            named = filled(OTHER_AREA, area=area or THE_COUNTRY)
            yield FileFinding(line.number, "other-area", named)


def _day(line: Line) -> ExceptionDay:
    """Return the day that a line is about."""
    day = _date(line)
    kind = plain(line.cells.get("kind", "")).lower()
    if kind not in _KIND:
        raise Unreadable("no-kind", NO_KIND.format(given=kind[:40]), line.number)
    return ExceptionDay(day, _KIND[kind], _reason(line))


def _date(line: Line) -> date:
    given = plain(line.cells.get("date", ""))
    refusal = Unreadable("no-date", NO_DATE.format(given=given[:40]), line.number)
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


def _reason(line: Line) -> Text:
    """Return the holiday's name in both languages; the usual ones are known in English."""
    zh = line.cells.get("reason", "").removesuffix("调休上班").removesuffix("放假")
    en = line.cells.get("reason_en", "") or _ENGLISH.get(zh, "")
    if not zh:
        raise Unreadable("no-reason", NO_REASON, line.number)
    if not en:
        raise Unreadable("no-reason", NO_REASON_EN, line.number)
    if any(len(each) > LONGEST_REASON or not each.isprintable() for each in (zh, en)):
        raise Unreadable(
            "bad-reason",
            filled(BAD_REASON, most=counted(LONGEST_REASON, "个字", "character")),
            line.number,
        )
    return Text(zh, en)


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
