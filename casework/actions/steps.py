"""An agency's turn: planned, opened, claimed, closed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from agencies import work_calendar
from agencies.actors import Actor
from agencies.models import Agency
from casework.actions.history import record
from casework.actions.owing import owe
from casework.actions.terms import (
    SHANGHAI,
    count_and_save,
    count_days,
    drop_milestones,
    due_day,
    milestone_of,
    set_due_day,
    start_clock,
)
from casework.errors import MoveNotPossible, somebody_was_faster
from casework.models import Case, Duty, Event, Step
from casework.policies import check_may
from casework.rules import milestones
from casework.rules.authorisation import Action


def plan_step(case: Case, kind: str, agency: Agency) -> Step:
    """Write down that this agency's turn will come; its clock does not run yet."""
    return Step.objects.create(case=case, kind=kind, agency=agency)


def begin_step(
    case: Case,
    kind: str,
    agency: Agency,
    *,
    now: datetime,
    clock_runs: bool = True,
    clerk: User | None = None,
    owed: list[Duty] | None = None,
) -> Step:
    """Write down a turn that begins at once."""
    step = Step(case=case, kind=kind, agency=agency, opened_at=now, clerk=clerk)
    step.is_case_open = case.closed_at is None  # a turn may be written down after its case ended
    if clock_runs:
        count_and_save(step, now, owed)
    else:
        step.save()
    return step


def begin_shorter_step(
    case: Case,
    kind: str,
    agency: Agency,
    *,
    working_days: int,
    now: datetime,
    clerk: User | None = None,
) -> Step:
    """Write down a turn that begins at once with fewer days than its term: it goes on."""
    calendar, today = work_calendar.of(agency), timezone.localdate(now, SHANGHAI)
    step = Step(case=case, kind=kind, agency=agency, opened_at=now, clerk=clerk)
    count_days(step, today, calendar)
    step.working_days = min(working_days, step.working_days)
    set_due_day(step, today, step.working_days, calendar)
    step.save()
    ahead = milestones.planned(due_day(step), today, calendar)
    owe((milestone_of(step, *each) for each in ahead), None)
    return step


def open_step(step: Step, *, now: datetime) -> None:
    """Begin a planned turn; its term counts from today."""
    step.opened_at = now
    start_clock(step, now=now)


@transaction.atomic
def claim(step: Step, *, by: Actor, now: datetime) -> None:
    """Take a turn on; of two clerks one wins, and claiming one's own again changes nothing."""
    check_may(by, Action.CLAIM, step.case)
    _check_own_turn(step, by)
    if step.clerk_id == (by.user and by.user.pk):
        return
    if not Step.objects.filter(pk=step.pk, clerk=None, closed_at=None).update(clerk=by.user):
        raise somebody_was_faster()
    step.refresh_from_db(fields=["clerk"])
    record(step.case, Event.Kind.CLAIMED, by=by, now=now, data={"step": step.kind})


@transaction.atomic
def release(step: Step, *, by: Actor, now: datetime) -> None:
    """Give a turn back to the agency's queue."""
    check_may(by, Action.CLAIM, step.case)
    _check_own_turn(step, by)
    if not Step.objects.filter(pk=step.pk, clerk=by.user, closed_at=None).update(clerk=None):
        raise MoveNotPossible(somebody_was_faster().reason)
    step.refresh_from_db(fields=["clerk"])
    record(step.case, Event.Kind.RELEASED, by=by, now=now, data={"step": step.kind})


def _check_own_turn(step: Step, by: Actor) -> None:
    if by.agency is None or step.agency_id != by.agency.pk or not step.is_open:
        raise somebody_was_faster()


def current_step(case: Case) -> Step | None:
    """Return the open turn of the case, if any."""
    return case.steps.open().select_related("clerk", "term").last()


def close_steps(case: Case, *, now: datetime) -> None:
    """End every turn of the case and what was owed for its deadlines."""
    _close(list(case.steps.filter(closed_at=None)), now=now)


def close_step(step: Step, *, now: datetime) -> None:
    """End one turn, while another that stands still in the same case stays."""
    _close([step], now=now)


def _close(ending: list[Step], *, now: datetime) -> None:
    Step.objects.filter(pk__in=[step.pk for step in ending]).update(closed_at=now)
    drop_milestones(ending, now=now)
