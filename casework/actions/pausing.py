"""The clock of an agency's turn stops and goes on."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from agencies import work_calendar
from casework.actions.terms import SHANGHAI, project, set_due_day
from casework.models import Duty, Step
from casework.rules import milestones
from law.workdays import Calendar, add_workdays, workdays_left


def pause(step: Step, *, now: datetime) -> None:
    """Stop the clock; the working days that are left run from the day it goes on."""
    if step.paused_on is not None or step.due_on is None:
        return
    today = timezone.localdate(now, SHANGHAI)
    step.paused_on = today
    step.days_left_at_pause = workdays_left(today, step.due_on, work_calendar.of(step.agency))
    step.resumed_on = None
    step.save(update_fields=["paused_on", "days_left_at_pause", "resumed_on"])
    Duty.objects.waiting().filter(step=step, milestone__isnull=False).delete()


def resume(step: Step, *, now: datetime) -> None:
    """Let the clock go on; a turn that was late stays as late as it was."""
    if step.paused_on is None or step.due_on is None:
        return
    today, calendar = timezone.localdate(now, SHANGHAI), work_calendar.of(step.agency)
    left = step.days_left_at_pause or 0
    if left > 0:
        set_due_day(step, today, left, calendar)
    else:
        step.due_on = _as_late_as_before(today, -left, step.due_on, calendar)
    step.paused_on, step.resumed_on = None, today
    step.save(update_fields=["paused_on", "resumed_on", "due_on", "is_provisional"])
    project([step], now=now)


def _as_late_as_before(today: date, working_days: int, due_on: date, calendar: Calendar) -> date:
    """Return a due day that lies as many working days back as it did when the clock stopped.

    A clock stopped on the due day itself ends on the working day it goes on.
    """
    if working_days == 0:
        return add_workdays(today - timedelta(days=1), 1, calendar)
    return max(milestones.reminder_day(today, working_days, calendar), due_on)
