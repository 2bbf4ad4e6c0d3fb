"""What waits inside a state is followed up: on its days those are told whom its clock names.

Each follow-up owes the next one, so that nothing is told in a flood after days without a worker,
and nothing ends by itself before its warnings have stood their days.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from agencies import rule_book, work_calendar
from agencies.models import Agency
from casework.actions.living import is_stopped_by_death
from casework.actions.owing import Owed, owe
from casework.actions.telling import Told, tell
from casework.models import Case, Duty
from casework.rules.clocks import FollowUp, Reader, Wait
from casework.rules.wishes import SHANGHAI
from law.values import Rule, Unit
from law.workdays import Calendar, add_workdays

IN_THE_MORNING = time(9)
WHILE_STOPPED = 5  # working days between two looks at a case that a death has stopped


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What still waits: by which clock, for whom, who asked for it, and what its notices say.

    `asked_by` is None where the person waits.
    """

    wait: Wait
    whose: Agency
    asked_by: Agency | None = None
    facts: dict[str, Any] = field(default_factory=dict)


# By the name of a clock: what still waits in a case, of the subject it was begun with; and what
# happens by itself when the last follow-up has passed. Rooms above add theirs.
FINDERS: dict[str, Callable[[Case, str], Waiting | None]] = {}
ENDINGS: dict[str, Callable[[Case, datetime], None]] = {}


def follow(
    wait: Wait,
    case: Case,
    subject: object,
    *,
    agency: Agency,
    now: datetime,
    since: date | None = None,
    owed: Owed | None = None,
) -> None:
    """Owe the first follow-up of something that begins to wait, counted from today or `since`."""
    began = since or timezone.localdate(now, SHANGHAI)
    day = _after(began, wait.follow_ups[0].after, work_calendar.of(agency), now)
    first = _duty(wait, case, str(subject), 0, day)
    if not Duty.objects.filter(key=first.key).exists():
        owe([first], owed)


def _duty(wait: Wait, case: Case, subject: str, number: int, day: date) -> Duty:
    return Duty(
        key=f"wait:{case.pk}:{wait.name}:{subject}:{number}:{day:%Y%m%d}",
        kind=Duty.Kind.FOLLOW_UP,
        case=case,
        subject=f"{wait.name}:{number}:{subject}",
        due_at=datetime.combine(day, IN_THE_MORNING, SHANGHAI),
    )


def _after(day: date, rule: Rule, calendar: Calendar, now: datetime, less: int = 0) -> date:
    """Return the day so many days later as the rule says today, less those that have passed."""
    days = rule.count(timezone.localdate(now, SHANGHAI), rule_book.current()) - less
    if rule.unit == Unit.DAYS:
        return day + timedelta(days=days)
    return add_workdays(day, days, calendar)


def follow_up(duty: Duty, now: datetime) -> None:
    """Tell whoever is named for this day, unless nothing waits any more; then owe the next day."""
    if duty.case is None:
        return
    name, number, subject = duty.subject.split(":", 2)
    waiting, case = FINDERS[name](duty.case, subject), duty.case
    if waiting is None:
        return
    calendar = work_calendar.of(waiting.whose)
    today = timezone.localdate(now, SHANGHAI)
    if is_stopped_by_death(case):
        day = add_workdays(today, WHILE_STOPPED, calendar)
        owe([_duty(waiting.wait, case, subject, int(number), day)], None)
        return
    step = waiting.wait.at(int(number))
    tell(case, _told(waiting, step), now=now, occasion=duty.key)
    _go_on(waiting, case, subject, int(number), today, calendar, now)


def _told(waiting: Waiting, step: FollowUp) -> Iterator[Told]:
    """Yield each reader once; where nobody supervises, nobody above is told."""
    readers = {
        Reader.PERSON: None,
        Reader.WHOSE: waiting.whose,
        Reader.WAITING: waiting.asked_by,
        Reader.ABOVE: waiting.whose.supervisor,
    }
    seen = []
    for each in step.told:
        agency = readers[each]
        if agency in seen or (each == Reader.ABOVE and agency is None):
            continue
        seen.append(agency)
        yield Told(step.notice, agency, waiting.facts)


def _go_on(
    waiting: Waiting,
    case: Case,
    subject: str,
    number: int,
    today: date,
    calendar: Calendar,
    now: datetime,
) -> None:
    """Owe the follow-up after this one, or let end what ends by itself."""
    wait = waiting.wait
    if wait.is_last(number) and not wait.repeats:
        if wait.name in ENDINGS:
            ENDINGS[wait.name](case, now)
        return
    passed, ahead = wait.gap(number)
    less = passed.count(today, rule_book.current()) if passed else 0
    day = _after(today, ahead, calendar, now, less)
    owe([_duty(wait, case, subject, number + 1, day)], None)
