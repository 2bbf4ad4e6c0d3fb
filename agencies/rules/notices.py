"""Whether a holiday notice was typed correctly, before deadlines are counted by it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from accounts.rules.documents import HOLIDAY_RULES, cite
from accounts.rules.wording import Text

BASIS = (cite(HOLIDAY_RULES, "2"), cite(HOLIDAY_RULES, "6"))
# Days off for all citizens, by the first year in which the number applies.
_PUBLIC_HOLIDAYS = {2025: 13, 2008: 11, 2000: 10}

SUM = Text(
    "{year}年应有{expected}个法定节假日，但按放假日减去调休上班日计算为{found}个，请核对。",
    "{year} should have {expected} public holidays, but weekdays off less weekend days worked make "
    "{found}. Please compare with the notice.",
)
NOT_A_WEEKEND = Text(
    "{day}不是周六或周日，不能是调休上班日。",
    "{day} is no Saturday or Sunday and cannot be a day worked in place of a holiday.",
)
IN_BOTH_LISTS = Text(
    "{day}同时列为放假日和上班日。", "{day} stands both among the days off and the days worked."
)
OUTSIDE_THE_YEAR = Text(
    "{day}不属于{year}年（上一年12月26日起的日期除外）。",
    "{day} is not in {year}, nor in the last days of December before it.",
)


@dataclass(frozen=True)
class NoticeFinding:
    """One thing about a notice that cannot be right."""

    code: str
    message: Text


def public_holidays(year: int) -> int:
    """Return the number of days off for all citizens (全国年节及纪念日放假办法 art. 2)."""
    return next(number for first, number in _PUBLIC_HOLIDAYS.items() if year >= first)


def check_notice(
    year: int, *, off: Collection[date], worked: Collection[date]
) -> tuple[NoticeFinding, ...]:
    """Return what is wrong with a notice: an empty answer means it may be loaded.

    Holidays that fall on a weekend are made up (art. 6), so in each notice the weekdays off less
    the weekend days worked are exactly the public holidays of the year.
    """
    return (*_about_sum(year, off, worked), *_about_days(year, set(off), set(worked)))


def _about_sum(year: int, off: Collection[date], worked: Collection[date]) -> list[NoticeFinding]:
    found = sum(day.weekday() < 5 for day in set(off)) - len(set(worked))
    expected = public_holidays(year)
    if found == expected:
        return []
    return [NoticeFinding("sum", SUM.format(year=year, expected=expected, found=found))]


def _about_days(year: int, off: set[date], worked: set[date]) -> list[NoticeFinding]:
    weekdays = sorted(day for day in worked if day.weekday() < 5)
    strangers = sorted(day for day in off | worked if not _belongs_to(year, day))
    return [
        *(NoticeFinding("not-a-weekend", NOT_A_WEEKEND.format(day=day)) for day in weekdays),
        *(NoticeFinding("both-lists", IN_BOTH_LISTS.format(day=d)) for d in sorted(off & worked)),
        *(
            NoticeFinding("outside-year", OUTSIDE_THE_YEAR.format(day=day, year=year))
            for day in strangers
        ),
    ]


def _belongs_to(year: int, day: date) -> bool:
    return day.year == year or date(year - 1, 12, 26) <= day <= date(year - 1, 12, 31)
