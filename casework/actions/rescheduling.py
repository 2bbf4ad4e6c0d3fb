"""A new holiday notice or term: open turns are counted anew, and whoever is concerned is told."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from django.db import transaction
from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from agencies.models import CalendarNotice, RuleValue
from casework.actions.recounting import Reckoning, alike, move_those_concerned
from casework.models import Duty, Step, Tick
from kit import held, wall
from law.area_days import prefix_of

MARK = "calendar"  # beside the drivers: the notice or term for which they are counted, or were
OF_A_PART = 1000  # turns that may move; if all of them do, that takes a driver some seconds
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
    """Return the first and every so manieth key of the open terms of a place that may move.

    Where none does, the last one alone: terms may have begun while the notice was loaded.
    """
    running = _running_in(place)
    numbered = running.filter(_counting_from(_days_concerned(running)))
    numbered = numbered.annotate(number=Window(RowNumber(), order_by="pk"))
    begins = numbered.annotate(rest=F("number") % OF_A_PART).filter(rest=1 % OF_A_PART)
    found = list(begins.order_by("pk").values_list("pk", flat=True))
    return found or list(running.order_by("-pk").values_list("pk", flat=True)[:1])


def _days_concerned(running: QuerySet[Step]) -> set[date]:
    """Return the days from which some term counts that comes out differently."""
    reckoning = Reckoning.of_today()
    found = (turn.since for turn in alike(running) if reckoning.moves(turn))
    return {day for day in found if day is not None}


def _counting_from(days: Collection[date]) -> Q:
    return Q(resumed_on=None, starts_on__in=days) | Q(resumed_on__in=days)


def _running_in(place: str) -> QuerySet[Step]:
    running = Step.objects.running()
    return running.filter(agency__region__code__startswith=place) if place else running


def count_part(duty: Duty, now: datetime) -> None:
    """Count the open terms of one part anew."""
    ends, _colon, place = duty.subject.partition(":")
    first, _dash, last = ends.partition("-")
    running = _running_in(place).filter(pk__gte=int(first))
    move_those_concerned(running.filter(pk__lte=int(last)) if last else running, now=now)


@wall.as_house("count open terms anew, whoever's they are")
def reproject(*, now: datetime) -> int:
    """Count all open terms anew, each by its agency's calendar; return how many due days moved.

    Doing it again, or twice at once, moves nothing and tells nobody anything.
    """
    with held.asking_once():
        return move_those_concerned(Step.objects.running(), now=now)
