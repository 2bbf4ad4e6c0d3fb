"""Doing what is owed: claimed, done and marked in a way that no repetition can double."""

import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeGuard

from django.db import transaction
from django.db.models import F, Q

from agencies import work_calendar
from agencies.actors import SYSTEM
from agencies.models import Agency
from casework.actions import letters, sending
from casework.actions.history import record
from casework.actions.steps import owe_milestone
from casework.actions.telling import Told, tell
from casework.models import Duty, Escalation, Event, Step, Tick
from casework.rules import milestones

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)  # longer than the longest task may run
MOST_TRIES = 5
BATCH = 200


def do_what_is_due(*, now: datetime, driver: str = "tick", most: int = BATCH) -> int:
    """Do up to `most` duties that are due; any number of drivers may run at once or twice."""
    Tick.objects.update_or_create(driver=driver, defaults={"at": now})
    done = 0
    for pk in list(Duty.objects.due(now).order_by("due_at").values_list("pk", flat=True)[:most]):
        done += do_duty(pk, now=now)
    return done


def do_duty(pk: int, *, now: datetime) -> bool:
    """Do one duty if it is still owed and nobody else is at it; say whether it was done here."""
    if not _claim(pk, now):
        return False
    try:
        with transaction.atomic():
            return _do_once(pk, now)
    except Exception as error:  # whatever happened, the duty is still owed
        _put_back(Duty.objects.get(pk=pk), error, now)
        return False


def _do_once(pk: int, now: datetime) -> bool:
    """Mark first, then do, in one transaction: what is already marked is not done again."""
    if not Duty.objects.waiting().filter(pk=pk).update(done_at=now, last_error=""):
        return False
    related = ("case__person", "step__agency__supervisor", "letter__to_agency", "notice")
    duty = Duty.objects.select_related(*related).get(pk=pk)
    HANDLERS[Duty.Kind(duty.kind)](duty, now)
    return True


def _claim(pk: int, now: datetime) -> bool:
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    mine = Duty.objects.waiting().filter(free, pk=pk, due_at__lte=now)
    return bool(mine.update(claimed_until=now + LEASE, attempts=F("attempts") + 1))


def _put_back(duty: Duty, error: Exception, now: datetime) -> None:
    """Try again later, ever later; after the last try the duty is dead and an alarm is raised.

    Only the kind of error is kept: its text may hold personal data.
    """
    what = type(error).__name__
    if duty.attempts >= MOST_TRIES:
        log.error("duty %s died of %s", duty.pk, what)
        Duty.objects.filter(pk=duty.pk).update(dead_at=now, last_error=what)
        return
    log.warning("duty %s failed with %s, try %s", duty.pk, what, duty.attempts)
    jitter = random.uniform(5, 10)  # noqa: S311 -- spreads the load, hides nothing
    pause = timedelta(seconds=2**duty.attempts * jitter)
    Duty.objects.filter(pk=duty.pk).update(claimed_until=now + pause, last_error=what)


def revive(duty: Duty, *, now: datetime) -> None:
    """Owe a dead duty once more."""
    Duty.objects.filter(pk=duty.pk).exclude(dead_at=None).update(
        dead_at=None, attempts=0, claimed_until=None, due_at=now
    )


def _deliver(duty: Duty, now: datetime) -> None:
    if duty.letter is not None:
        letters.deliver(duty.letter, by=SYSTEM, now=now)


def _send(duty: Duty, now: datetime) -> None:
    if duty.notice is not None:
        sending.send(duty.notice)


def _remind(duty: Duty, now: datetime) -> None:
    step = duty.step
    if not _still_runs(step):
        return
    facts = {"left": duty.milestone, "due_on": step.due_day.isoformat(), "step": step.kind}
    tell(step.case, [Told("reminder", step.agency, facts)], now=now, occasion=duty.key)
    record(step.case, Event.Kind.REMINDED, by=SYSTEM, now=now, data=facts)


def _tell_lateness(duty: Duty, now: datetime) -> None:
    """Tell the person, every agency of the case and the supervising agency; then owe it again."""
    step = duty.step
    if not _still_runs(step):
        return
    case = step.case
    facts = {"due_on": step.due_day.isoformat(), "step": step.kind, "agency": step.agency_id}
    begun = case.steps.filter(opened_at__isnull=False).select_related("agency")
    told = [Told("late", None, facts)]
    told += [Told("late", agency, facts) for agency in {each.agency for each in begun}]
    told += [Told("escalated", supervisor, facts) for supervisor in _escalate(step, now=now)]
    tell(case, told, now=now, occasion=duty.key)
    record(case, Event.Kind.LATE, by=SYSTEM, now=now, data=facts)
    following = milestones.next_late(duty.milestone or milestones.FIRST_LATE)
    owe_milestone(
        step, following, milestones.late_day(step.due_day, following, work_calendar.current())
    )


def _escalate(step: Step, *, now: datetime) -> list[Agency]:
    """Bring the late turn before the supervising agency, if there is one; return it."""
    supervisor = step.agency.supervisor
    if supervisor is None:
        return []
    raised = {"case": step.case, "supervisor": supervisor, "raised_at": now}
    Escalation.objects.get_or_create(step=step, defaults=raised)
    return [supervisor]


def _still_runs(step: Step | None) -> TypeGuard[Step]:
    return step is not None and step.closed_at is None and step.paused_on is None


HANDLERS: dict[Duty.Kind, Callable[[Duty, datetime], None]] = {
    Duty.Kind.DELIVER: _deliver,
    Duty.Kind.SEND: _send,
    Duty.Kind.REMIND: _remind,
    Duty.Kind.LATE: _tell_lateness,
}
