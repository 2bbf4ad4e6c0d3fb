"""The term of an agency's turn is counted; its milestones are duties."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from functools import cache

from django.utils import timezone

from agencies import rule_book, work_calendar
from agencies.models import Agency
from casework.actions.owing import Owed, owe
from casework.models import Duty, Step
from casework.rules import milestones
from law.workdays import Calendar, count_deadline

SHANGHAI = timezone.get_default_timezone()
OFFICE_OPENS = time(8, 30)


def start_clock(step: Step, *, now: datetime) -> None:
    """Count the term in force today from today, unless the clock runs already."""
    if step.due_on is None:
        count_and_save(step, now)


def count_and_save(step: Step, now: datetime, owed: Owed | None = None) -> None:
    """Count the term with one look at the calendar, and owe the milestones of its days."""
    calendar, today = work_calendar.of(step.agency), timezone.localdate(now, SHANGHAI)
    count_days(step, today, calendar)
    step.save()
    ahead = milestones.planned(due_day(step), today, calendar)
    owe((milestone_of(step, *each) for each in ahead), owed)


def count_days(step: Step, today: date, calendar: Calendar) -> None:
    """Set the due day; the day the term starts from is itself not counted."""
    rule = step.turn.term
    if rule is None:
        raise ValueError(f"the law names no term for {step}")
    term = rule_book.row_in_force(rule.name, today, step.agency.region_id)
    step.term, step.working_days, step.starts_on = term, term.working_days, today
    set_due_day(step, today, term.working_days, calendar)


def set_due_day(step: Step, since: date, working_days: int, calendar: Calendar) -> None:
    """Let the turn end so many working days after a day, and say whether that may still move."""
    counted = count_deadline(since, working_days, calendar)
    step.due_on, step.is_provisional = counted.due_on, counted.may_still_move


def due_day(step: Step) -> date:
    if step.due_on is None:
        raise ValueError("a turn whose clock does not run has no milestones")
    return step.due_on


def project(steps: Collection[Step], *, now: datetime) -> None:
    """Owe the milestones anew for due days that have moved; what has fired never fires again.

    Call it while the cases are held, so that no milestone fires meanwhile.
    """
    today = timezone.localdate(now, SHANGHAI)
    of_steps = Duty.objects.filter(step__in=steps, milestone__isnull=False)
    of_steps.waiting().delete()
    fired: dict[int, list[int]] = defaultdict(list)
    for key, milestone in of_steps.values_list("step_id", "milestone"):
        if key is not None and milestone is not None:
            fired[key].append(milestone)

    @cache
    def days_ahead(due_on: date, agency: Agency, told: tuple[int, ...]) -> list[tuple[int, date]]:
        return list(milestones.planned(due_on, today, work_calendar.of(agency), fired=told))

    ahead = (
        (step, days_ahead(due_day(step), step.agency, tuple(fired[step.pk]))) for step in steps
    )
    owe((milestone_of(step, *each) for step, days in ahead for each in days), None)


def owe_next_lateness(told: Iterable[tuple[Step, int]], *, now: datetime) -> None:
    """After tellings of lateness, each of a milestone, owe the next ones."""
    today = timezone.localdate(now, SHANGHAI)

    @cache
    def following(milestone: int, due_on: date, agency: Agency) -> tuple[int, date]:
        return milestones.next_late(milestone, due_on, today, work_calendar.of(agency))

    owe(
        (milestone_of(step, *following(each, due_day(step), step.agency)) for step, each in told),
        None,
    )


def milestone_of(step: Step, milestone: int, day: date) -> Duty:
    is_late = milestone < 0
    return Duty(
        key=f"step:{step.pk}:{milestone}",
        kind=Duty.Kind.LATE if is_late else Duty.Kind.REMIND,
        case_id=step.case_id,
        step=step,
        milestone=milestone,
        due_at=_moment(day, time(0) if is_late else OFFICE_OPENS),
    )


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, SHANGHAI)


def drop_milestones(steps: list[Step], *, now: datetime) -> None:
    """Owe no more reminders for these turns."""
    kinds = [Duty.Kind.REMIND, Duty.Kind.LATE]
    Duty.objects.waiting().filter(step__in=steps, kind__in=kinds).update(done_at=now)
