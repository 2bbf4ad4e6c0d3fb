"""A new holiday notice: every open term is counted anew, and whoever is concerned is told."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from agencies import work_calendar
from agencies.actors import SYSTEM
from agencies.models import CalendarNotice
from agencies.rules.workdays import Calendar
from casework.actions.history import record
from casework.actions.steps import project, set_due_day
from casework.actions.telling import Told, tell
from casework.models import Case, Event, Step, Tick

MARK = "calendar"  # beside the drivers: up to which notice the terms have been counted


def follow_the_calendar(*, now: datetime) -> int:
    """Count the open terms anew if a notice was loaded since they were; return how many moved."""
    loaded_at = CalendarNotice.objects.aggregate(last=Max("loaded_at"))["last"]
    if loaded_at is None or Tick.objects.filter(driver=MARK, at=loaded_at).exists():
        return 0
    moved = reproject(now=now)
    Tick.objects.update_or_create(driver=MARK, defaults={"at": loaded_at})
    return moved


def reproject(*, now: datetime) -> int:
    """Count every open term anew by the calendar as it stands; return how many due days moved.

    Doing it again, or twice at once, moves nothing and tells nobody anything.
    """
    calendar = work_calendar.current()
    running = Step.objects.running().iterator(chunk_size=2000)
    concerned = [step.pk for step in running if _count_anew(step, calendar)]
    return sum(_move(pk, calendar, now) for pk in concerned)


def _count_anew(step: Step, calendar: Calendar) -> bool:
    """Set the due day by this calendar and say whether anything of it changed."""
    before = (step.due_on, step.is_provisional)
    since, days = step.starts_on, step.working_days
    if step.resumed_on is not None:
        since, days = step.resumed_on, step.days_left_at_pause or 0
    if since is not None and days > 0:
        set_due_day(step, since, days, calendar)
    return (step.due_on, step.is_provisional) != before


@transaction.atomic
def _move(pk: int, calendar: Calendar, now: datetime) -> bool:
    """Move the due day of one turn and its milestones with it, and tell whoever waits for it."""
    Case.objects.select_for_update().only("pk").get(steps=pk)
    step = Step.objects.running().select_related("case__person", "agency").filter(pk=pk).first()
    old = step.due_on if step else None
    if step is None or old is None or not _count_anew(step, calendar):
        return False  # meanwhile it was closed, stopped or counted anew
    step.save(update_fields=["due_on", "is_provisional"])
    if step.due_on is None or step.due_on == old:
        return False
    project(step, now=now)
    facts = {"old": old.isoformat(), "due_on": step.due_on.isoformat(), "step": step.kind}
    event = record(step.case, Event.Kind.RESCHEDULED, by=SYSTEM, now=now, data=facts)
    told = [Told("rescheduled", None, facts), Told("rescheduled", step.agency, facts)]
    tell(step.case, told, now=now, occasion=f"rescheduled:{event.sequence}")
    return True
