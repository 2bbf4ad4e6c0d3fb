"""Days that a ground of the law takes out of a term: proposed by one, approved by another.

民法典 art. 180 (force majeure); 行政许可法 art. 45, by analogy (hearings and assessments). The days
for which something is made public go by themselves: nobody can decide while they last.
"""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies import work_calendar
from agencies.actors import Actor
from casework.actions import moving, second_persons, steps
from casework.actions.history import record as record_event
from casework.actions.telling import Told, tell
from casework.actions.terms import project, set_due_day
from casework.errors import MoveNotPossible, somebody_was_faster
from casework.models import Case, Event, Step, TermExtension
from casework.policies import check_may
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid
from law.workdays import Calendar


def waiting_in(case: Case) -> TermExtension | None:
    """Return what was proposed for the turn and waits for a second person."""
    waiting = TermExtension.objects.filter(case=case, approved_at=None, turned_down_at=None)
    return waiting.select_related("step", "proposed_by").last()


@transaction.atomic
def propose(
    case: Case,
    *,
    ground: str,
    document: str,
    first_day: date,
    last_day: date,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> TermExtension:
    """Propose that no working day between two days counts for the turn that is open."""
    user = _supervisor(case, by)
    moving.hold(case, version)
    step = _running_step(case)
    _check_days(step, first_day, last_day)
    try:
        with transaction.atomic():
            proposed = TermExtension.objects.create(
                case=case,
                step=step,
                ground=_proposed(ground),
                document=document.strip(),
                first_day=first_day,
                last_day=last_day,
                proposed_by=user,
                proposed_at=now,
            )
    except IntegrityError as error:
        raise MoveNotPossible(_("An extension is proposed already and waits.")) from error
    second_persons.expect_in(case, step.agency.in_office, now=now)
    return proposed


@transaction.atomic
def approve(case: Case, *, by: Actor, now: datetime, version: int | None = None) -> None:
    """Take the days out of the term, as the second supervisor; everybody of the case is told."""
    user = _supervisor(case, by)
    moving.hold(case, version)
    proposed = waiting_in(case)
    if proposed is None:
        raise somebody_was_faster()
    if user.pk == proposed.proposed_by_id:
        raise NotPermitted(_("A second person has to approve what you prepared."))
    step = _running_step(case)
    if step.pk != proposed.step_id:
        raise somebody_was_faster()
    _check_days(step, proposed.first_day, proposed.last_day)
    days = len(_workdays(step, proposed.first_day, proposed.last_day))
    old = step.due_day
    _take_out(step, days, now=now)
    TermExtension.objects.filter(pk=proposed.pk).update(
        approved_by=user, approved_at=now, working_days=days
    )
    moving.turn_page(case)
    _tell(case, proposed, step, old, by=by, now=now)


@transaction.atomic
def turn_down(case: Case, *, by: Actor, now: datetime, version: int | None = None) -> None:
    """Leave the term as it is; whoever proposed it may take it back so too."""
    _supervisor(case, by)
    moving.hold(case, version)
    waiting = TermExtension.objects.filter(case=case, approved_at=None, turned_down_at=None)
    if not waiting.update(turned_down_at=now):
        raise somebody_was_faster()


def take_out(
    case: Case,
    *,
    ground: TermExtension.Ground,
    document: str,
    first_day: date,
    last_day: date,
    by: Actor,
    now: datetime,
) -> TermExtension | None:
    """Take days out of the running term that the law itself takes out; everybody is told.

    Call it in a transaction that holds the case. Nothing happens where no clock runs, where the
    term was over before these days, or where some of them are taken out already.
    """
    step = steps.current_step(case)
    if by.user is None:
        raise NotPermitted
    if step is None or step.due_on is None or step.paused_on is not None:
        return None
    try:
        _check_days(step, first_day, last_day)
    except NotValid:
        return None
    days, old = len(_workdays(step, first_day, last_day)), step.due_day
    _take_out(step, days, now=now)
    taken = TermExtension.objects.create(
        case=case,
        step=step,
        ground=ground,
        document=document,
        first_day=first_day,
        last_day=last_day,
        proposed_by=by.user,
        proposed_at=now,
        approved_at=now,
        working_days=days,
    )
    _tell(case, taken, step, old, by=by, now=now)
    return taken


def _supervisor(case: Case, by: Actor) -> User:
    check_may(by, Action.EXTEND_TERM, case)
    if by.user is None or not by.acts_for_agency:
        raise NotPermitted
    return by.user


def _proposed(ground: str) -> TermExtension.Ground:
    """Return a ground that is proposed; what the law itself takes out is none."""
    if ground not in TermExtension.PROPOSED:
        raise NotValid({"ground": _("This value is not possible here.")})
    return TermExtension.Ground(ground)


def _running_step(case: Case) -> Step:
    step = steps.current_step(case)
    if step is None or step.due_on is None or step.paused_on is not None:
        raise MoveNotPossible(_("No clock runs in this case."))
    return step


def _check_days(step: Step, first: date, last: date) -> None:
    if last < first:
        raise NotValid({"last_day": _("The last day lies before the first one.")})
    since = step.resumed_on or step.starts_on
    if since is None or first <= since:
        raise NotValid({"first_day": _("The term began later. Name a day after it began.")})
    if first > step.due_day:
        raise NotValid({"first_day": _("The term had ended before that day.")})
    taken = TermExtension.objects.filter(step=step).exclude(approved_at=None)
    if taken.filter(first_day__lte=last, last_day__gte=first).exists():
        raise NotValid({"first_day": _("Some of these days are taken out already.")})
    if not _workdays(step, first, last):
        raise NotValid({"first_day": _("No working day lies between these days.")})


def _workdays(step: Step, first: date, last: date) -> list[date]:
    calendar: Calendar = work_calendar.of(step.agency)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if calendar.is_workday(day)]


def _take_out(step: Step, days: int, *, now: datetime) -> None:
    """Move the due day by so many working days, and the milestones with it."""
    calendar = work_calendar.of(step.agency)
    step.working_days += days
    step.extended_days += days
    since, left = step.starts_on, step.working_days
    if step.resumed_on is not None and step.days_left_at_pause is not None:
        step.days_left_at_pause += days
        since, left = step.resumed_on, step.days_left_at_pause
    if since is None or left <= 0:
        raise MoveNotPossible(_("The term had ended before that day."))
    set_due_day(step, since, left, calendar)
    step.save(
        update_fields=[
            "working_days", "extended_days", "days_left_at_pause", "due_on", "is_provisional",
        ]
    )  # fmt: skip
    project([step], now=now)


def _tell(
    case: Case, proposed: TermExtension, step: Step, old: date, *, by: Actor, now: datetime
) -> None:
    facts = {
        "ground": proposed.ground,
        "document": proposed.document,
        "first_day": proposed.first_day.isoformat(),
        "last_day": proposed.last_day.isoformat(),
        "old": old.isoformat(),
        "due_on": step.due_day.isoformat(),
        "step": step.kind,
    }
    event = record_event(case, Event.Kind.EXTENDED, by=by, now=now, data=facts)
    agencies = {each.agency for each in case.steps.filter(opened_at__isnull=False)}
    told = [Told("term-extended", None, facts)]
    told += [Told("term-extended", agency, facts) for agency in agencies]
    tell(case, told, now=now, occasion=f"extended:{event.sequence}")
