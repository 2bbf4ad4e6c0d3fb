"""Whether a holiday notice was typed correctly, before deadlines are counted by it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from law.area_days import AreaNotice, Calendars
from law.documents import HOLIDAY_RULES, cite
from law.wording import Text, counted, filled
from law.workdays import Calendar, ExceptionDay, notice_year

BASIS = (cite(HOLIDAY_RULES, "2"), cite(HOLIDAY_RULES, "6"))
# Days off for all citizens, by the first year in which the number applies.
_PUBLIC_HOLIDAYS = {2025: 13, 2008: 11, 2000: 10}

SUM = Text(
    "{year}年应有{expected}，但按放假日减去调休上班日计算为{found}个，请核对。",
    "{year} should have {expected}, but weekdays off less weekend days worked make "
    "{found}. Please compare with the notice.",
)
NOT_A_WEEKEND = Text(
    "{day}不是周六或周日，不能是调休上班日。",
    "{day} is no Saturday or Sunday and cannot be a day worked in place of a holiday.",
)
IN_BOTH_LISTS = Text(
    "{day}同时列为放假日和上班日。", "{day} stands both among the days off and the days worked."
)
NO_RULE = Text(
    "{year}年不在2000年至2100年之间，没有可依据的法定节假日天数。",
    "{year} does not lie between 2000 and 2100; no number of public holidays is known for it.",
)
OUTSIDE_THE_YEAR = Text(
    "{day}不属于{year}年（上一年12月26日起的日期除外）。",
    "{day} is not in {year}, nor in the last days of December before it.",
)


# Around the years that any file of holidays can be about.
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class NoticeFinding:
    """One thing about a notice that cannot be right, and the day it is about."""

    SUM: ClassVar[str] = "sum"

    code: str
    message: Text
    day: date | None = None


@dataclass(frozen=True)
class NoticeChange:
    """A day that a notice changes: what it was before and what it is then."""

    date: date
    before: ExceptionDay | None
    after: ExceptionDay | None


def changes(
    stands: Mapping[date, ExceptionDay], comes: Iterable[ExceptionDay]
) -> tuple[NoticeChange, ...]:
    """Return, in order, each day that would be another one than by what is loaded.

    `stands` holds the exceptions loaded for the year, and those of the days that come.
    """
    then: dict[date, ExceptionDay | None] = dict.fromkeys(stands)
    then |= {day.date: day for day in comes}
    return tuple(
        NoticeChange(day, stands.get(day), then[day])
        for day in sorted(then)
        if stands.get(day) != then[day]
    )


def calendars_after(
    calendars: Calendars,
    year: int,
    days: Iterable[ExceptionDay],
    changed: Iterable[NoticeChange],
    *,
    area: str = "",
) -> Calendars:
    """Return the calendars as they would be with a notice of the country or of one area."""
    if area:
        return calendars.with_notice(AreaNotice(area, year, tuple(days)))
    return calendars.with_national(calendar_after(calendars.national, year, changed))


def calendar_after(calendar: Calendar, year: int, changed: Iterable[NoticeChange]) -> Calendar:
    """Return the calendar as it would be with these changes of a year's notice."""
    exceptions = dict(calendar.exceptions)
    for change in changed:
        exceptions.pop(change.date, None)
        if change.after is not None:
            exceptions[change.date] = change.after
    return Calendar(calendar.published_years | {year}, exceptions)


def public_holidays(year: int) -> int:
    """Return the number of days off for all citizens (全国年节及纪念日放假办法 art. 2)."""
    return next(number for first, number in _PUBLIC_HOLIDAYS.items() if year >= first)


def check_notice(
    year: int, *, off: Collection[date], worked: Collection[date], area: str = ""
) -> tuple[NoticeFinding, ...]:
    """Return what is wrong with a notice: an empty answer means it may be loaded.

    Holidays that fall on a weekend are made up (art. 6), so in each notice of the country the
    weekdays off less the weekend days worked are exactly the public holidays of the year. How many
    days an area adds (art. 4), no national rule says.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return (NoticeFinding("no-rule", NO_RULE.format(year=year)),)
    about_sum = () if area else _about_sum(year, off, worked)
    return (*about_sum, *_about_days(year, set(off), set(worked)))


def _about_sum(year: int, off: Collection[date], worked: Collection[date]) -> list[NoticeFinding]:
    found = sum(day.weekday() < 5 for day in set(off)) - len(set(worked))
    expected = public_holidays(year)
    if found == expected:
        return []
    return [NoticeFinding(NoticeFinding.SUM, _about(year, expected, found))]


def _about(year: int, expected: int, found: int) -> Text:
    holidays = counted(expected, "个法定节假日", "public holiday")
    return filled(SUM, year=year, expected=holidays, found=found)


def _about_days(year: int, off: set[date], worked: set[date]) -> list[NoticeFinding]:
    weekdays = sorted(day for day in worked if day.weekday() < 5)
    strangers = sorted(day for day in off | worked if not _belongs_to(year, day))
    return [
        *(NoticeFinding("not-a-weekend", NOT_A_WEEKEND.format(day=d), d) for d in weekdays),
        *(
            NoticeFinding("both-lists", IN_BOTH_LISTS.format(day=day), day)
            for day in sorted(off & worked)
        ),
        *(
            NoticeFinding("outside-year", OUTSIDE_THE_YEAR.format(day=day, year=year), day)
            for day in strangers
        ),
    ]


def _belongs_to(year: int, day: date) -> bool:
    return year in (day.year, notice_year(day))
