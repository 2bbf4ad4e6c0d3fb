"""A new holiday notice or term: open turns are counted anew, and whoever is concerned is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from django.db import transaction
from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from agencies import rule_book, work_calendar
from agencies.actors import SYSTEM
from agencies.models import CalendarNotice, RuleValue
from casework.actions.history import record
from casework.actions.telling import Told, tell
from casework.actions.terms import project, set_due_day
from casework.models import Case, Duty, Event, Step, Tick
from kit import held, wall
from law.area_days import Calendars, prefix_of
from law.workdays import add_workdays

MARK = "calendar"  # beside the drivers: the notice or term for which they are counted, or were
OF_A_PART = 200  # turns; if all of them move, that takes a driver some seconds
EVERYWHERE = ""


def follow_the_calendar(*, now: datetime) -> int:
    """Owe that open terms are counted anew if a notice or a term has come since; return the parts.

    Each part is a duty like any other: several drivers share them, and nobody else waits for them.
    """
    last_term = _last_term()
    changed_at = max(filter(None, (_last_notice(), last_term)), default=None)
    mark = Tick.objects.filter(driver=MARK).first()
    if changed_at is None or (mark is not None and mark.at == changed_at):
        return 0
    only_notices = mark is not None and (last_term is None or last_term <= mark.at)
    places = _places_changed(mark.at) if mark is not None and only_notices else [EVERYWHERE]
    parts = [part for place in places for part in _parts(place, changed_at, now)]
    with transaction.atomic():
        Duty.objects.bulk_create(parts, batch_size=1000, ignore_conflicts=True)
        Tick.objects.update_or_create(driver=MARK, defaults={"at": changed_at})
    return len(parts)


def _last_notice() -> datetime | None:
    return CalendarNotice.objects.aggregate(last=Max("loaded_at"))["last"]


def _places_changed(since: datetime) -> list[str]:
    """Return where the notices loaded since can move terms, as beginnings of codes of regions."""
    areas = CalendarNotice.objects.filter(loaded_at__gt=since).values_list("area_id", flat=True)
    found = {prefix_of(area) if area else EVERYWHERE for area in areas}
    return [EVERYWHERE] if EVERYWHERE in found or not found else sorted(found)


def _last_term() -> datetime | None:
    return RuleValue.objects.approved().terms().aggregate(last=Max("approved_at"))["last"]


# --- Parts ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Progress:
    """How far the open terms have been counted anew since the last notice or term."""

    done: int
    parts: int
    failed: int = 0  # to the last try

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to count."""
        return self.done == self.parts


def progress() -> Progress:
    """Say how many parts there are to count, and how many of them have been counted."""
    mark = Tick.objects.filter(driver=MARK).first()
    parts = Duty.objects.filter(key__startswith=_key(mark.at)) if mark else Duty.objects.none()
    done = Count("pk", filter=Q(done_at__isnull=False))
    failed = Count("pk", filter=Q(dead_at__isnull=False))
    return Progress(**parts.aggregate(parts=Count("pk"), done=done, failed=failed))


def _key(changed_at: datetime) -> str:
    return f"terms:{changed_at.timestamp():.6f}:"


def _parts(place: str, changed_at: datetime, now: datetime) -> Iterator[Duty]:
    """Cut the open terms of a place into parts by their keys; the last one has no end."""
    begins = _begins_of_parts(place)
    for first, following in zip_longest(begins, begins[1:]):
        yield Duty(
            key=f"{_key(changed_at)}{place}:{first}",
            kind=Duty.Kind.COUNT_ANEW,
            subject=f"{first}-{following - 1 if following else ''}:{place}",
            due_at=now,
        )


def _begins_of_parts(place: str) -> list[int]:
    """Return every so manieth key of the open terms of a place, and the first."""
    numbered = _running_in(place).annotate(number=Window(RowNumber(), order_by="pk"))
    begins = numbered.annotate(rest=F("number") % OF_A_PART).filter(rest=1 % OF_A_PART)
    return list(begins.order_by("pk").values_list("pk", flat=True))


def _running_in(place: str) -> QuerySet[Step]:
    running = Step.objects.running()
    return running.filter(agency__region__code__startswith=place) if place else running


def count_part(duty: Duty, now: datetime) -> None:
    """Count the open terms of one part anew; each that moves is a transaction of its own."""
    ends, _colon, place = duty.subject.partition(":")
    first, _dash, last = ends.partition("-")
    running = _running_in(place).filter(pk__gte=int(first))
    _count(running.filter(pk__lte=int(last)) if last else running, now)


@wall.as_house("count open terms anew, whoever's they are")
def reproject(*, now: datetime) -> int:
    """Count all open terms anew, each by its agency's calendar; return how many due days moved.

    Doing it again, or twice at once, moves nothing and tells nobody anything.
    """
    with held.asking_once():
        return _count(Step.objects.running(), now)


def _count(running: QuerySet[Step], now: datetime) -> int:
    calendars, terms = work_calendar.known(), rule_book.approved_rows()
    concerned = [
        step.pk
        for step in running.select_related("case").iterator(chunk_size=2000)
        if count_anew(step, calendars, terms)
    ]
    return sum(_move(pk, calendars, terms, now) for pk in concerned)


def _term_of(step: Step, terms: rule_book.Rows) -> RuleValue | None:
    """Return the term in force where and when the turn began: it is judged by that one alone."""
    rule = step.turn.term
    began = step.starts_on
    if rule is None or began is None:
        return None
    return rule_book.row_on(terms.get(rule.name, []), began, step.agency.region_id)


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
