"""An agency's turn: planned, opened, claimed, closed."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from agencies import work_calendar
from agencies.actors import SYSTEM, Actor, actor_of
from agencies.models import Agency, Post, of_agency
from casework.actions.history import record
from casework.actions.owing import Owed, owe
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
from casework.models import Absence, Case, Event, Step
from casework.policies import check_may
from casework.rules import milestones
from casework.rules.authorisation import Action
from kit import wall
from law.workdays import workdays_left


def plan_step(case: Case, kind: str, agency: Agency) -> Step:
    """Write down that this agency's turn will come; its clock does not run yet."""
    elsewhere = case.procedure.other_place(case, agency)
    return Step.objects.create(case=case, kind=kind, agency=agency, other_place_id=elsewhere)


def begin_step(
    case: Case,
    kind: str,
    agency: Agency,
    *,
    now: datetime,
    clock_runs: bool = True,
    clerk: User | None = None,
    owed: Owed | None = None,
) -> Step:
    """Write down a turn that begins at once."""
    step = _begun(case, kind, agency, clerk=clerk, now=now)
    if clock_runs:
        count_and_save(step, now, owed)
    else:
        step.save()
    return step


def _begun(case: Case, kind: str, agency: Agency, *, clerk: User | None, now: datetime) -> Step:
    """Return a turn as it begins; one beside a case may begin after the case has ended."""
    return Step(
        case=case,
        kind=kind,
        agency=agency,
        other_place_id=case.procedure.other_place(case, agency),
        opened_at=now,
        clerk=_who_is_there(clerk, case, agency, now),
        is_case_open=case.closed_at is None,
    )


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
    step = _begun(case, kind, agency, clerk=clerk, now=now)
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
    """Take a turn on that is nobody's, or of somebody for whom one stands in.

    Of two clerks one wins, and claiming one's own again changes nothing.
    """
    check_may(by, Action.CLAIM, step.case)
    check_own_turn(step, by)
    if step.clerk_id == (by.user and by.user.pk):
        return
    free = Q(clerk=None) | Q(clerk__in=_stood_in_for(by, now))
    if not Step.objects.filter(free, pk=step.pk, closed_at=None).update(clerk=by.user):
        raise somebody_was_faster()
    step.refresh_from_db(fields=["clerk"])
    record(step.case, Event.Kind.CLAIMED, by=by, now=now, data={"step": step.kind})


@transaction.atomic
def release(step: Step, *, by: Actor, now: datetime) -> None:
    """Give a turn back to the agency's queue."""
    check_may(by, Action.CLAIM, step.case)
    check_own_turn(step, by)
    if not Step.objects.filter(pk=step.pk, clerk=by.user, closed_at=None).update(clerk=None):
        raise MoveNotPossible(somebody_was_faster().reason)
    step.refresh_from_db(fields=["clerk"])
    record(step.case, Event.Kind.RELEASED, by=by, now=now, data={"step": step.kind})


@transaction.atomic
@wall.as_house("give back the turns of whoever works there no more, or is away")
def free_turns(user: User, *, now: datetime) -> int:
    """Give back every turn that somebody holds; return how many. Doing it twice changes nothing."""
    freed = 0
    for step in Step.objects.filter(clerk=user, closed_at=None).select_related("case"):
        if not Step.objects.filter(pk=step.pk, clerk=user, closed_at=None).update(clerk=None):
            continue
        freed += 1
        if step.opened_at is not None:
            facts = {"step": step.kind}
            record(step.case, Event.Kind.RELEASED, by=SYSTEM, now=now, data=facts)
    return freed


def free_turns_stood_in_for(user: User, *, now: datetime) -> None:
    """Give back what lies with those for whom somebody stood in who has left, or is away too."""
    today = timezone.localdate(now, SHANGHAI)
    away = Absence.objects.on(today).filter(substitute__user=user, begun_at__isnull=False)
    for absence in away.select_related("post__user"):
        free_turns(absence.post.user, now=now)


def _stood_in_for(by: Actor, now: datetime) -> QuerySet[Absence, int]:
    """Return the accounts of those who are away and for whom this actor stands in."""
    day = timezone.localdate(now, SHANGHAI)
    away = Absence.objects.stood_in_for(by.user.pk if by.user else None, day)
    return away.values_list("post__user", flat=True)


def _who_is_there(clerk: User | None, case: Case, agency: Agency, now: datetime) -> User | None:
    """Return who can be given a turn: a clerk, or who stands in for them while they are away.

    Whoever has left gets none.
    """
    if clerk is None:
        return None
    today = timezone.localdate(now, SHANGHAI)
    away = Absence.objects.on(today)
    here = Post.objects.current().filter(of_agency(agency))
    if not here.filter(user=clerk).exists():
        return None
    absence = away.filter(post__user=clerk, post__ended_at=None).first()
    if absence is None:
        return clerk
    stands_in = here.filter(substitutions=absence).exclude(absences__in=away)
    found = stands_in.select_related("user").first()
    return found.user if found and case.person_id not in actor_of(found.user).kept_from else None


def check_own_turn(step: Step, by: Actor) -> None:
    """Raise `MoveNotPossible` unless the turn is open and of the actor's agency."""
    if by.agency is None or step.agency_id != by.agency.pk or not step.is_open:
        raise somebody_was_faster()


def current_step(case: Case) -> Step | None:
    """Return the open turn on the way of the case, if any."""
    return case.steps.open().of_the_way().select_related("clerk", "term").last()


def turn_for(case: Case, who: Actor) -> Step | None:
    """Return the turn that this agency has, on the way of the case or beside; else whose it is."""
    step = current_step(case)
    if who.agency is None or (step is not None and step.agency.in_office == who.agency):
        return step
    return case.steps.open().filter(of_agency(who.agency)).last() or step


def close_steps(case: Case, *, now: datetime, done: bool = True) -> None:
    """End every turn on the way of the case and what was owed for its deadlines.

    What stands beside the way ends when it is done. `done` says whether the agency has decided:
    what somebody withdraws, or nobody answers, tells nothing of how soon it decides.
    """
    _close(list(case.steps.filter(closed_at=None).of_the_way()), now=now, done=done)


def close_turns(case: Case, kind: str, *, now: datetime, done: bool = True) -> None:
    """End the turns of one kind, while another that stands still in the same case stays."""
    _close(list(case.steps.filter(kind=kind, closed_at=None)), now=now, done=done)


def close_step(step: Step, *, now: datetime) -> None:
    """End one turn, while another that stands still in the same case stays."""
    _close([step], now=now)


def _close(ending: list[Step], *, now: datetime, done: bool = True) -> None:
    today = timezone.localdate(now, SHANGHAI)
    for step in ending:  # one, and seldom a second beside it
        taken = _days_taken(step, today) if done else None
        Step.objects.filter(pk=step.pk).update(closed_at=now, days_taken=taken)
    drop_milestones(ending, now=now)


def _days_taken(step: Step, today: date) -> int | None:
    """Return the working days of its term that a turn has taken; more than those when late."""
    if step.due_on is None:
        return None
    if step.paused_on is not None:
        return step.working_days - (step.days_left_at_pause or 0)
    return step.working_days - workdays_left(today, step.due_on, work_calendar.of(step.agency))
