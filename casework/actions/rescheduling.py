"""A new holiday notice or term: open turns are counted anew, and whoever is concerned is told."""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Max, Q

from agencies import rule_book, work_calendar
from agencies.actors import SYSTEM
from agencies.models import CalendarNotice, RuleValue
from casework.actions.history import record
from casework.actions.telling import Told, tell
from casework.actions.terms import project, set_due_day
from casework.models import Case, Event, Step, Tick
from kit import held, wall
from law.area_days import Calendars, prefix_of
from law.workdays import add_workdays

MARK = "calendar"  # beside the drivers: up to which notice the terms have been counted


def follow_the_calendar(*, now: datetime) -> int:
    """Count the open terms anew if a notice or a term has come since; return how many moved."""
    last_term = _last_term()
    changed_at = max(filter(None, (_last_notice(), last_term)), default=None)
    mark = Tick.objects.filter(driver=MARK).first()
    if changed_at is None or (mark is not None and mark.at == changed_at):
        return 0
    only_notices = mark is not None and (last_term is None or last_term <= mark.at)
    places = _places_changed(mark.at) if mark is not None and only_notices else None
    moved = reproject(now=now, places=places)
    Tick.objects.update_or_create(driver=MARK, defaults={"at": changed_at})
    return moved


def _last_notice() -> datetime | None:
    return CalendarNotice.objects.aggregate(last=Max("loaded_at"))["last"]


def _places_changed(since: datetime) -> Q | None:
    """Return whose terms the notices loaded since can move; None where it may be anybody's."""
    areas = set(
        CalendarNotice.objects.filter(loaded_at__gt=since).values_list("area_id", flat=True)
    )
    if not areas or None in areas:
        return None
    return reduce(or_, (Q(agency__region__code__startswith=prefix_of(area)) for area in areas))


def _last_term() -> datetime | None:
    return RuleValue.objects.approved().terms().aggregate(last=Max("approved_at"))["last"]


@wall.as_house("count open terms anew, whoever's they are")
def reproject(*, now: datetime, places: Q | None = None) -> int:
    """Count the open terms anew, each by its agency's calendar; return how many due days moved.

    Doing it again, or twice at once, moves nothing and tells nobody anything.
    """
    with held.asking_once():
        return _reproject(now, places)


def _reproject(now: datetime, places: Q | None) -> int:
    calendars, terms = work_calendar.known(), rule_book.approved_rows()
    running = Step.objects.running().filter(places or Q()).select_related("case")
    concerned = [
        step.pk for step in running.iterator(chunk_size=2000) if count_anew(step, calendars, terms)
    ]
    return sum(_move(pk, calendars, terms, now) for pk in concerned)


def _term_of(step: Step, terms: rule_book.Rows) -> RuleValue | None:
    """Return the term in force on the day the turn began: it is judged by that one alone."""
    rule = step.turn.term
    began = step.starts_on
    of_rule = terms.get(rule.name, []) if rule else []
    return next((term for term in of_rule if began and term.is_in_force(began)), None)


def count_anew(step: Step, calendars: Calendars, terms: rule_book.Rows) -> bool:
    """Set the due day by calendar and term, and say whether anything of it changed."""
    calendar = calendars.at(step.agency.region_id)
    before = (step.due_on, step.is_provisional, step.term_id)
    term = _term_of(step, terms)
    has_new_term = term is not None and term.pk != step.term_id
    if term is not None and has_new_term:
        _follow(step, term)
    since, days = step.starts_on, step.working_days
    if step.resumed_on is not None:
        since, days = step.resumed_on, step.days_left_at_pause or 0
    if since is not None and days > 0:
        set_due_day(step, since, days, calendar)
    elif since is not None and has_new_term:  # nothing was left when the clock went on
        step.due_on = add_workdays(since - timedelta(days=1), 1, calendar)
    return (step.due_on, step.is_provisional, step.term_id) != before


def _follow(step: Step, term: RuleValue) -> None:
    """Let a turn have the days of another term; a clock that went on gains or loses as many."""
    days = term.working_days + step.extended_days
    if step.days_left_at_pause is not None:
        step.days_left_at_pause += days - step.working_days
    step.term, step.working_days = term, days


@transaction.atomic
def _move(pk: int, calendars: Calendars, terms: rule_book.Rows, now: datetime) -> bool:
    """Move the due day of one turn and its milestones with it, and tell whoever waits for it."""
    Case.objects.select_for_update().only("pk").get(steps=pk)
    step = Step.objects.running().select_related("case__person").filter(pk=pk).first()
    old = step.due_on if step else None
    if step is None or old is None or not count_anew(step, calendars, terms):
        return False  # meanwhile it was closed, stopped or counted anew
    step.save(
        update_fields=["due_on", "is_provisional", "term", "working_days", "days_left_at_pause"]
    )
    if step.due_on is None or step.due_on == old:
        return False
    project(step, now=now)
    facts = {"old": old.isoformat(), "due_on": step.due_on.isoformat(), "step": step.kind}
    event = record(step.case, Event.Kind.RESCHEDULED, by=SYSTEM, now=now, data=facts)
    told = [Told("rescheduled", step.agency, facts)]
    told += [Told("rescheduled", None, facts)] if step.turn.concerns_person else []
    tell(step.case, told, now=now, occasion=f"rescheduled:{event.sequence}")
    return True
