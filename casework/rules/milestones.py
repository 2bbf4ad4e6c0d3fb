"""When a clerk is reminded and when lateness is told: days counted from the due day."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from law.workdays import Calendar, add_workdays

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


def next_late(milestone: int, due_on: date, today: date, calendar: Calendar) -> tuple[int, date]:
    """Return the next milestone of lateness that lies ahead, and its day.

    After days without any worker those in between are passed over: they would only repeat, all at
    once, what is being told now.
    """
    following = milestone - REPEAT_EVERY
    while late_day(due_on, following, calendar) <= today:
        following -= REPEAT_EVERY
    return following, late_day(due_on, following, calendar)


def is_outdated(milestone: int, left: int) -> bool:
    """Whether a reminder came so late that the next one, or lateness itself, speaks in its place.

    `left` is negative when the due day is over.
    """
    following = max((each for each in REMINDERS if each < milestone), default=FIRST_LATE)
    return left <= following


def planned(
    due_on: date, today: date, calendar: Calendar, *, fired: Collection[int] = ()
) -> Iterator[tuple[int, date]]:
    """Yield the milestones that lie ahead of a term: what has fired never fires again.

    Reminders that would fall on today, when the term starts or goes on, are left out.
    """
    for left in REMINDERS:
        day = reminder_day(due_on, left, calendar)
        if day > today and left not in fired:
            yield left, day
    told = min((each for each in fired if each < 0), default=None)
    if told is None:
        yield FIRST_LATE, late_day(due_on, FIRST_LATE, calendar)
    else:
        yield next_late(told, due_on, today, calendar)
