"""Days off of one province or city alone, and the calendar of a place that has some.

Areas with customs of their own may set days off by local rules (全国年节及纪念日放假办法 art. 4).
Such a notice changes single days; which years are published at all, the national notices say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from law.documents import HOLIDAY_RULES, cite
from law.wording import Text
from law.workdays import Calendar, ExceptionDay, published_calendar

BASIS = cite(HOLIDAY_RULES, "4")
GUANGXI = "450000"
MARCH_THIRD = Text("壮族三月三", "Zhuang Third of March")


class AreaNotice(NamedTuple):
    """The days that one area's notice moves in a year, and whether its text was seen."""

    area: str
    year: int
    days: tuple[ExceptionDay, ...]
    is_verified: bool = True


# What this release knows; an administrator loads the rest.
SEED = (
    AreaNotice(
        GUANGXI,
        2017,
        tuple(ExceptionDay(date(2017, 3, day), False, MARCH_THIRD) for day in (30, 31)),
        is_verified=False,
    ),
)


def areas_around(place: str) -> tuple[str, str]:
    """Return the province and the city a place lies in, the wider first."""
    return place[:2] + "0000", place[:4] + "00"


def prefix_of(area: str) -> str:
    """Return how the codes of all places in an area begin: 45 for Guangxi, 4501 for Nanning."""
    return area[:2] if area.endswith("0000") else area[:4]


@dataclass(frozen=True)
class Calendars:
    """The calendar of the country, and what single areas make of it."""

    national: Calendar
    notices: tuple[AreaNotice, ...]
    by_area: Mapping[str, Calendar]

    @classmethod
    def of(cls, national: Calendar, notices: Iterable[AreaNotice] = ()) -> "Calendars":
        """Build the calendar of every area that has days of its own."""
        known = tuple(sorted(notices, key=lambda each: (each.area, each.year)))
        areas = {each.area for each in known}
        return cls(national, known, {area: _of_area(area, national, known) for area in areas})

    def at(self, place: str) -> Calendar:
        """Return the calendar of a place: the country's, its province's days, its city's days."""
        province, city = areas_around(place)
        return self.by_area.get(city) or self.by_area.get(province) or self.national

    def notices_at(self, place: str, years: Iterable[int]) -> tuple[AreaNotice, ...]:
        """Return the notices that hold for a place alone in these years."""
        around, wanted = areas_around(place), set(years)
        return tuple(each for each in self.notices if each.area in around and each.year in wanted)

    def areas_in(self, year: int) -> tuple[str, ...]:
        """Return the areas with days of their own in a year."""
        return tuple(each.area for each in self.notices if each.year == year)

    def with_notice(self, notice: AreaNotice) -> "Calendars":
        """Return the calendars as they are once an area's notice has come."""
        others = (n for n in self.notices if (n.area, n.year) != (notice.area, notice.year))
        return Calendars.of(self.national, (*others, notice))

    def with_national(self, national: Calendar) -> "Calendars":
        """Return the calendars as they are once the country's has changed."""
        return Calendars.of(national, self.notices)


def _of_area(area: str, national: Calendar, notices: tuple[AreaNotice, ...]) -> Calendar:
    """Lay the days of the province over the country's, and those of the city over both."""
    exceptions = dict(national.exceptions)
    for each in dict.fromkeys(areas_around(area)):
        for notice in notices:
            if notice.area == each:
                exceptions.update({day.date: day for day in notice.days})
    return Calendar(national.published_years, exceptions)


@cache
def published_calendars() -> Calendars:
    """Return the calendars of the notices known to this release, for use without a database."""
    return Calendars.of(published_calendar(), SEED)
