"""An agency's turn: planned, opened, claimed, paused, closed; its milestones are duties."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from agencies import rule_book, work_calendar
from agencies.actors import Actor
from agencies.models import Agency
from casework.actions.history import record
from casework.actions.owing import owe
from casework.errors import MoveNotPossible, somebody_was_faster
from casework.models import Case, Duty, Event, Step
from casework.policies import check_may
from casework.rules import milestones
from casework.rules.authorisation import Action
from law.workdays import Calendar, add_workdays, count_deadline, workdays_left

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
    _count(step, today, calendar)
    step.working_days = min(working_days, step.working_days)
    set_due_day(step, today, step.working_days, calendar)
    step.save()
    ahead = milestones.planned(_due_day(step), today, calendar)
    owe((_milestone(step, *each) for each in ahead), None)
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
    calendar, today = work_calendar.of(step.agency), timezone.localdate(now, SHANGHAI)
    _count(step, today, calendar)
    step.save()
    ahead = milestones.planned(_due_day(step), today, calendar)
    owe((_milestone(step, *each) for each in ahead), owed)


def _count(step: Step, today: date, calendar: Calendar) -> None:
    """Set the due day; the day the term starts from is itself not counted."""
    rule = step.turn.term
    if rule is None:
        raise ValueError(f"the law names no term for {step}")
    term = rule_book.row_in_force(rule.name, today)
    step.term, step.working_days, step.starts_on = term, term.working_days, today
    set_due_day(step, today, term.working_days, calendar)


def set_due_day(step: Step, since: date, working_days: int, calendar: Calendar) -> None:
    """Let the turn end so many working days after a day, and say whether that may still move."""
    counted = count_deadline(since, working_days, calendar)
    step.due_on, step.is_provisional = counted.due_on, counted.may_still_move


def _due_day(step: Step) -> date:
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
    ahead = milestones.planned(_due_day(step), today, calendar, fired=fired)
    owe((_milestone(step, *each) for each in ahead), None)


def owe_next_lateness(step: Step, told: int, *, now: datetime) -> None:
    """After a telling of lateness, owe the next one."""
    calendar, today = work_calendar.of(step.agency), timezone.localdate(now, SHANGHAI)
    following = milestones.next_late(told, _due_day(step), today, calendar)
    owe([_milestone(step, *following)], None)


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
    project(step, now=now)


def _as_late_as_before(today: date, working_days: int, due_on: date, calendar: Calendar) -> date:
    """Return a due day that lies as many working days back as it did when the clock stopped.

    A clock stopped on the due day itself ends on the working day it goes on.
    """
    if working_days == 0:
        return add_workdays(today - timedelta(days=1), 1, calendar)
    return max(milestones.reminder_day(today, working_days, calendar), due_on)
