"""Milestones of a turn whose clock runs: the agency is reminded, lateness is told."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from agencies import work_calendar
from agencies.actors import SYSTEM
from agencies.models import Agency
from casework.actions.history import record
from casework.actions.telling import Told, tell
from casework.actions.terms import SHANGHAI, owe_next_lateness
from casework.models import Duty, Escalation, Event, Step
from casework.rules import milestones
from law.workdays import workdays_left


@dataclass(frozen=True)
class Reached:
    """A milestone of a turn whose clock still runs."""

    step: Step
    due_on: date
    milestone: int


def _reached(duty: Duty) -> Reached | None:
    """Return what is reached, unless the turn has ended or its clock stands."""
    step = duty.step
    if step is None or step.closed_at is not None or step.paused_on is not None:
        return None
    if step.due_on is None or duty.milestone is None:
        return None
    return Reached(step, step.due_on, duty.milestone)


def remind(duty: Duty, now: datetime) -> None:
    """Remind the agency, with what is truly left today: the duty may have waited."""
    reached, today = _reached(duty), timezone.localdate(now, SHANGHAI)
    if reached is None or today > reached.due_on:
        return
    left = workdays_left(today, reached.due_on, work_calendar.of(reached.step.agency))
    if milestones.is_outdated(reached.milestone, left):
        return
    step = reached.step
    facts = {"left": left, "due_on": reached.due_on.isoformat(), "step": step.kind}
    tell(step.case, [Told("reminder", step.agency, facts)], now=now, occasion=duty.key)
    record(step.case, Event.Kind.REMINDED, by=SYSTEM, now=now, data=facts)


def tell_lateness(duty: Duty, now: datetime) -> None:
    """Tell the person, every agency of the case and the supervising agency; then owe it again."""
    reached = _reached(duty)
    if reached is None:
        return
    step, case = reached.step, reached.step.case
    facts = {
        "due_on": reached.due_on.isoformat(),
        "step": step.kind,
        "agency": step.agency_id,
    }
    begun = case.steps.filter(opened_at__isnull=False)
    told = [Told("late", None, facts)] if step.turn.concerns_person else []
    told += [Told("late", agency, facts) for agency in {each.agency for each in begun}]
    told += [Told("escalated", supervisor, facts) for supervisor in _escalate(step, now=now)]
    tell(case, told, now=now, occasion=duty.key)
    record(case, Event.Kind.LATE, by=SYSTEM, now=now, data=facts)
    owe_next_lateness(step, reached.milestone, now=now)


def _escalate(step: Step, *, now: datetime) -> list[Agency]:
    """Bring the late turn before the supervising agency, if there is one; return it."""
    supervisor = step.agency.supervisor
    if supervisor is None:
        return []
    raised = {"case": step.case, "supervisor": supervisor, "raised_at": now}
    Escalation.objects.get_or_create(step=step, defaults=raised)
    return [supervisor]
