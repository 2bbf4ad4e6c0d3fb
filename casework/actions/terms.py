"""The term of an agency's turn is counted; its milestones are duties."""

from datetime import date, datetime, time

from django.utils import timezone

from agencies import rule_book, work_calendar
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


def project(step: Step, *, now: datetime) -> None:
    """Owe the milestones anew for a due day that has moved; what has fired never fires again.

    Call it while the case is held, so that no milestone fires meanwhile.
    """
    calendar, today = work_calendar.of(step.agency), timezone.localdate(now, SHANGHAI)
    of_step = Duty.objects.filter(step=step, milestone__isnull=False)
    of_step.waiting().delete()
    fired = [each for each in of_step.values_list("milestone", flat=True) if each is not None]
    ahead = milestones.planned(due_day(step), today, calendar, fired=fired)
    owe((milestone_of(step, *each) for each in ahead), None)


def owe_next_lateness(step: Step, told: int, *, now: datetime) -> None:
    """After a telling of lateness, owe the next one."""
    calendar, today = work_calendar.of(step.agency), timezone.localdate(now, SHANGHAI)
    following = milestones.next_late(told, due_day(step), today, calendar)
    owe([milestone_of(step, *following)], None)


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
