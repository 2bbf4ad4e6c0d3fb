"""An agency's turn: planned, opened, claimed, paused, closed; its milestones are duties."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from agencies import work_calendar
from agencies.actors import Actor
from agencies.models import Agency, Term
from agencies.rules.workdays import Calendar, count_deadline, workdays_left
from casework.actions.history import record
from casework.actions.owing import owe
from casework.errors import MoveNotPossible, somebody_was_faster
from casework.models import Case, Duty, Event, Step
from casework.policies import check_may
from casework.rules import milestones
from casework.rules.authorisation import Action

SHANGHAI = timezone.get_default_timezone()
OFFICE_OPENS = time(8, 30)


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
    if clock_runs:
        _count_and_save(step, now, owed)
    else:
        step.save()
    return step


def open_step(step: Step, *, now: datetime) -> None:
    """Begin a planned turn; its term counts from today."""
    step.opened_at = now
    start_clock(step, now=now)


def start_clock(step: Step, *, now: datetime) -> None:
    """Count the term in force today from today, unless the clock runs already."""
    if step.due_on is None:
        _count_and_save(step, now)


def _count_and_save(step: Step, now: datetime, owed: list[Duty] | None = None) -> None:
    """Count the term with one look at the calendar, and owe the milestones of its days."""
    calendar = work_calendar.current()
    _count(step, now, calendar)
    step.save()
    owe((_milestone(step, *each) for each in _planned(step, calendar)), owed)


def _count(step: Step, now: datetime, calendar: Calendar) -> None:
    """Set the due day; the day the term starts from is itself not counted."""
    today = timezone.localdate(now, SHANGHAI)
    insurance = step.case.service.removesuffix("-transfer")
    term = Term.objects.in_force(step.kind, insurance, today)
    counted = count_deadline(today, term.working_days, calendar)
    step.term, step.working_days, step.starts_on = term, term.working_days, today
    step.due_on, step.is_provisional = counted.due_on, counted.may_still_move


def _planned(step: Step, calendar: Calendar) -> list[tuple[int, date]]:
    if step.due_on is None or step.starts_on is None:
        return []
    return list(milestones.planned(step.due_on, step.starts_on, calendar))


def project(step: Step) -> None:
    """Move the milestones of a turn whose due day has moved; what has fired never fires again."""
    for milestone, day in _planned(step, work_calendar.current()):
        owe_milestone(step, milestone, day)


def owe_milestone(step: Step, milestone: int, day: date) -> None:
    """Owe one milestone, or move the one already owed to another day."""
    duty = _milestone(step, milestone, day)
    waiting = Duty.objects.waiting().filter(key=duty.key)
    if not waiting.update(due_at=duty.due_at) and not Duty.objects.filter(key=duty.key).exists():
        duty.save()


def _milestone(step: Step, milestone: int, day: date) -> Duty:
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
    return case.steps.open().select_related("agency", "clerk", "term").last()


def close_steps(case: Case, *, now: datetime) -> None:
    """End every turn of the case and what was owed for its deadlines."""
    ending = list(case.steps.filter(closed_at=None))
    Step.objects.filter(pk__in=[step.pk for step in ending]).update(closed_at=now)
    drop_milestones(ending, now=now)


def drop_milestones(steps: list[Step], *, now: datetime) -> None:
    """Owe no more reminders for these turns."""
    kinds = [Duty.Kind.REMIND, Duty.Kind.LATE]
    Duty.objects.waiting().filter(step__in=steps, kind__in=kinds).update(done_at=now)


def pause(step: Step, *, now: datetime) -> None:
    """Stop the clock; the working days that are left run from the day it goes on."""
    if step.paused_on is not None or step.due_on is None:
        return
    today = timezone.localdate(now, SHANGHAI)
    step.paused_on = today
    step.days_left_at_pause = workdays_left(today, step.due_on, work_calendar.current())
    step.save(update_fields=["paused_on", "days_left_at_pause"])
    Duty.objects.waiting().filter(step=step, milestone__isnull=False).delete()


def resume(step: Step, *, now: datetime) -> None:
    """Let the clock go on; a turn that was late stays as late as it was."""
    if step.paused_on is None or step.due_on is None:
        return
    today = timezone.localdate(now, SHANGHAI)
    left, calendar = step.days_left_at_pause or 0, work_calendar.current()
    if left > 0:
        counted = count_deadline(today, left, calendar)
        step.due_on, step.is_provisional = counted.due_on, counted.may_still_move
    else:
        step.due_on = _late_by(today, -left, step.due_on)
    step.paused_on = step.days_left_at_pause = None
    step.save(update_fields=["paused_on", "days_left_at_pause", "due_on", "is_provisional"])
    project(step)


def _late_by(today: date, working_days: int, due_on: date) -> date:
    """Return a due day that lies as many working days back as it did when the clock stopped."""
    if working_days == 0:
        return today
    calendar = work_calendar.current()
    day = milestones.reminder_day(today, working_days, calendar)
    return max(day, due_on)
