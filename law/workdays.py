"""Working days: the calendar of the State Council's notices, and terms counted by it.

Terms in working days count neither weekends nor holidays, and count the weekend days worked in
their place (行政许可法 art. 82). The day on which a term begins is not counted (民法典 art. 201;
before 2021 民法通则 art. 154).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import count, islice
from typing import NamedTuple

import chinese_calendar

from law.documents import CIVIL_CODE, CIVIL_LAW_PRINCIPLES, LICENSING_LAW, cite
from law.wording import Basis, Text

ONE_DAY = timedelta(days=1)

WEEKEND = Text("周末", "Weekend")
DAY_OFF = Text("{name}放假", "{name} holiday")
MAKE_UP_DAY = Text("{name}调休上班", "Worked in place of a {name} holiday")

HOLIDAYS = {
    "New Year's Day": Text("元旦", "New Year's Day"),
    "Spring Festival": Text("春节", "Spring Festival"),
    "Tomb-sweeping Day": Text("清明节", "Tomb-sweeping Day"),
    "Labour Day": Text("劳动节", "Labour Day"),
    "Dragon Boat Festival": Text("端午节", "Dragon Boat Festival"),
    "Mid-autumn Festival": Text("中秋节", "Mid-Autumn Festival"),
    "National Day": Text("国庆节", "National Day"),
    "Anti-Fascist 70th Day": Text("抗战胜利纪念日", "Victory Day"),
}


# From this day on a day belongs to the notice of the next year, whose New Year it is.
LATE_DECEMBER = (12, 26)
NO_DAY = "a term has at least one working day"


def basis_on(start: date) -> tuple[Basis, ...]:
    """Return what says how a term that begins on a day is counted: only what was law then."""
    civil = (
        cite(CIVIL_CODE, "201")
        if start >= CIVIL_CODE.effective_on
        else cite(CIVIL_LAW_PRINCIPLES, "154")
    )
    in_force = start >= LICENSING_LAW.effective_on
    return (civil, *([cite(LICENSING_LAW, "82")] if in_force else []))


@dataclass(frozen=True)
class ExceptionDay:
    """A day a notice takes out of the ordinary week: a day off, or a weekend day worked."""

    date: date
    is_workday: bool
    name: Text

    @property
    def reason(self) -> Text:
        """Why the day is not like others of its kind: 春节放假, 春节调休上班."""
        sentence = MAKE_UP_DAY if self.is_workday else DAY_OFF
        return Text(sentence.zh.format(name=self.name.zh), sentence.en.format(name=self.name.en))


@dataclass(frozen=True)
class Calendar:
    """The years whose notice is known, and the days those notices move."""

    published_years: frozenset[int]
    exceptions: Mapping[date, ExceptionDay]

    @classmethod
    def of(cls, published_years: Iterable[int], days: Iterable[ExceptionDay]) -> "Calendar":
        """Build the calendar; a later row for the same day (an area's own day) takes its place."""
        return cls(frozenset(published_years), {day.date: day for day in days})

    def is_workday(self, day: date) -> bool:
        """Return whether offices work; without a notice that means Monday to Friday."""
        moved = self.exceptions.get(day)
        return moved.is_workday if moved else day.weekday() < 5

    def is_published(self, day: date) -> bool:
        """Return whether a notice covers the day."""
        return day.year in self.published_years

    def may_still_move(self, day: date) -> bool:
        """Return whether a notice yet to come can change the day.

        The notice for a year may also move the last days of December before it: that of 2019 made
        Saturday 29 December 2018 a working day and Monday the 31st a day off.
        """
        if not self.is_published(day):
            return True
        return (day.month, day.day) >= LATE_DECEMBER and day.year + 1 not in self.published_years

    def why_not_counted(self, day: date) -> Text:
        """Return the reason why a day is no working day."""
        moved = self.exceptions.get(day)
        return moved.reason if moved else WEEKEND


class CountedDay(NamedTuple):
    """A working day of a term and its number."""

    day: int
    date: date


class SkippedDay(NamedTuple):
    """A day within a term that does not count, and why."""

    date: date
    reason: Text


@dataclass(frozen=True)
class Deadline:
    """The last day of a term and how it was counted.

    `provisional`: a day was needed that no published notice covers.
    `may_still_move`: the same, or the count passes the last days of the last published year.
    """

    due_on: date
    provisional: bool
    may_still_move: bool
    days: tuple[CountedDay, ...]
    skipped: tuple[SkippedDay, ...]


@dataclass(frozen=True)
class WorkingYear:
    """The working days of one year."""

    year: int
    count: int
    published: bool
    make_up_days: tuple[date, ...]
    holidays: tuple[date, ...]


def add_workdays(start: date, number: int, calendar: Calendar) -> date:
    """Return the last day of the term; the starting day itself is not counted."""
    if number < 1:
        raise ValueError(NO_DAY)
    later_days = (start + timedelta(days) for days in count(1))
    return next(islice(filter(calendar.is_workday, later_days), number - 1, None))


def workdays_between(start: date, end: date, calendar: Calendar) -> int:
    """Return how many working days lie after `start` up to and including `end`."""
    return sum(map(calendar.is_workday, _days_after(start, end)))


def workdays_left(today: date, due_on: date, calendar: Calendar) -> int:
    """Return the working days after today until the due day: 0 on that day, negative when late.

    The days off right after a due day are late by the one working day that comes next.
    """
    if today <= due_on:
        return workdays_between(today, due_on, calendar)
    return -max(workdays_between(due_on, today, calendar), 1)


def count_deadline(start: date, number: int, calendar: Calendar) -> Deadline:
    """Count a term of so many working days and keep every day passed over, with its reason."""
    if number < 1:
        raise ValueError(NO_DAY)
    counted: list[CountedDay] = []
    skipped: list[SkippedDay] = []
    day = start
    while len(counted) < number:
        day += ONE_DAY
        if calendar.is_workday(day):
            counted.append(CountedDay(len(counted) + 1, day))
        else:
            skipped.append(SkippedDay(day, calendar.why_not_counted(day)))
    published = calendar.published_years.issuperset(range((start + ONE_DAY).year, day.year + 1))
    settled = published and day.year + 1 in calendar.published_years
    return Deadline(
        due_on=day,
        provisional=not published,
        may_still_move=not settled and any(map(calendar.may_still_move, _days_after(start, day))),
        days=tuple(counted),
        skipped=tuple(skipped),
    )


def working_year(year: int, calendar: Calendar) -> WorkingYear:
    """Return the count of a year's working days with the days its notice moved."""
    moved = sorted(day for day in calendar.exceptions if day.year == year)
    return WorkingYear(
        year=year,
        count=workdays_between(date(year, 1, 1) - ONE_DAY, date(year, 12, 31), calendar),
        published=year in calendar.published_years,
        make_up_days=tuple(filter(calendar.is_workday, moved)),
        holidays=tuple(day for day in moved if not calendar.is_workday(day)),
    )


def notice_year(day: date) -> int:
    """Return the year whose notice moves this day: the last days of December belong to the next."""
    return day.year + ((day.month, day.day) >= LATE_DECEMBER)


def seed_years() -> range:
    """Return the years whose notices `seed_days` holds."""
    years = [day.year for day in chinese_calendar.holidays]
    return range(min(years), max(years) + 1)


def seed_days() -> tuple[ExceptionDay, ...]:
    """Return every day that a notice since 2004 took out of the ordinary week, in order."""
    off = ((day, False, name) for day, name in chinese_calendar.holidays.items())
    worked = ((day, True, name) for day, name in chinese_calendar.workdays.items())
    return tuple(
        ExceptionDay(day, is_workday, HOLIDAYS[name])
        for day, is_workday, name in sorted([*off, *worked])
    )


@cache
def published_calendar() -> Calendar:
    """Return the calendar of the notices known to this release, for use without a database."""
    return Calendar.of(seed_years(), seed_days())


def _days_after(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days) for days in range(1, (end - start).days + 1))
