"""When a clerk is reminded and when lateness is told: days counted from the due day."""

from collections.abc import Iterator
from datetime import date, timedelta

from agencies.rules.workdays import Calendar, add_workdays

REMINDERS = (5, 1)  # working days left
FIRST_LATE = -1
REPEAT_EVERY = 5  # working days between one telling of lateness and the next


def reminder_day(due_on: date, left: int, calendar: Calendar) -> date:
    """Return the working day on which so many working days are left."""
    day, counted = due_on, 0
    while counted < left or not calendar.is_workday(day):
        counted += calendar.is_workday(day)
        day -= timedelta(days=1)
    return day


def late_day(due_on: date, milestone: int, calendar: Calendar) -> date:
    """Return the day a milestone of lateness falls on: -1 the day after the due day, then -6 …

    The first is the very next day, since the due day ends at its midnight; the later ones are
    working days.
    """
    first = due_on + timedelta(days=1)
    later = FIRST_LATE - milestone
    return add_workdays(due_on, later, calendar) if later else first


def next_late(milestone: int) -> int:
    """Return the milestone of lateness that follows this one."""
    return milestone - REPEAT_EVERY


def planned(due_on: date, starts_on: date, calendar: Calendar) -> Iterator[tuple[int, date]]:
    """Yield the milestones of a new term; reminders that would fall on its start are left out."""
    for left in REMINDERS:
        day = reminder_day(due_on, left, calendar)
        if day > starts_on:
            yield left, day
    yield FIRST_LATE, late_day(due_on, FIRST_LATE, calendar)
