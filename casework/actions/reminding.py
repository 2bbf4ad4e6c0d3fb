"""Milestones of a turn whose clock runs: the agency is reminded, lateness is told."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from agencies import rule_book, work_calendar
from agencies.actors import SYSTEM
from agencies.models import Agency
from casework.actions.history import record
from casework.actions.telling import Told, tell
from casework.actions.terms import SHANGHAI, owe_next_lateness
from casework.models import Duty, Escalation, Event, Step
from casework.rules import ladder, milestones
from casework.rules.ladder import Rung
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
    """Tell the person, every agency of the case and who stands above; then owe it again."""
    reached = _reached(duty)
    if reached is None:
        return
    step, case = reached.step, reached.step.case
    raised = _bring_up(reached, now=now)
    facts = {
        "due_on": reached.due_on.isoformat(),
        "step": step.kind,
        "agency": step.agency_id,
        "rung": raised.rung,
    }
    begun = case.steps.filter(opened_at__isnull=False)
    told = [Told("late", None, facts)] if step.turn.concerns_person else []
    agencies = {each.agency for each in begun}
    told += [Told("late", agency, facts) for agency in agencies]
    if raised.supervisor not in agencies:  # whose inbox says already before whom it was brought
        told.append(Told("escalated", raised.supervisor, facts))
    tell(case, told, now=now, occasion=duty.key)
    record(case, Event.Kind.LATE, by=SYSTEM, now=now, data=facts)
    owe_next_lateness(step, reached.milestone, now=now)


def _bring_up(reached: Reached, *, now: datetime) -> Escalation:
    """Bring the late turn before the rung that its lateness has reached, and return what waits.

    What somebody has closed comes up again one rung higher, for it is late all the same.
    """
    step, today = reached.step, timezone.localdate(now, SHANGHAI)
    late = -workdays_left(today, reached.due_on, work_calendar.of(step.agency))
    by_days = ladder.reached(late, today=today, book=rule_book.current())
    last = Escalation.objects.filter(step=step).order_by("-rung", "-pk").first()
    rung = ladder.next_rung(
        by_days,
        Rung(last.rung) if last else None,
        is_closed=last is not None and last.closed_at is not None,
    )
    above = at_rung(step.agency.in_office, rung)
    waiting = Escalation.objects.open().filter(step=step)
    if not waiting.filter(rung=rung.value).exists():  # who has it already has it once, and higher
        waiting.filter(supervisor=above).update(rung=rung.value)
    raised, _new = waiting.get_or_create(
        step=step,
        rung=rung.value,
        defaults={
            "case": step.case,
            "supervisor": above,
            "turn_of": step.agency,
            "raised_at": now,
            "closed_at": None,
        },
    )
    return raised


def at_rung(agency: Agency, rung: Rung) -> Agency:
    """Return whose head a late turn of an agency comes before on a rung.

    Where nobody supervises an agency its own head keeps it, and the auditors of the province see it
    on their board as they see all.
    """
    above = agency.supervisor.in_office if agency.supervisor else None
    if rung == Rung.HEAD or above is None:
        return agency
    seen = {agency.pk}
    while rung == Rung.PROVINCE and above.supervisor and above.pk not in seen:
        seen.add(above.pk)
        above = above.supervisor.in_office
    return above
