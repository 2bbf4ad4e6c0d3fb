"""Telling the stories: every step by the real action, at its moment, by whom it belongs to."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Protocol

from django.utils import timezone

from accounts.models import Person
from agencies import work_calendar
from casework.actions import duties
from casework.rules.milestones import reminder_day
from demo.scenes import Scene
from demo.stories import STORIES

FIRST_BELL, OFFICE_OPENS = time(8, 30), time(9, 5)
LONGEST_WALK = timedelta(minutes=11)


class Played(Protocol):
    """Something that happens at a moment."""

    at: datetime

    def play(self) -> None:
        """Let it happen."""


def load(persons: Iterable[Person], others: Iterable[Played], *, now: datetime) -> None:
    """Walk through the days from the first step to today, doing what is due and what is told."""
    scenes = sorted([*_scenes(list(persons), now), *others], key=lambda scene: scene.at)
    bell = _morning(scenes[0].at)
    for scene in scenes:
        while bell < scene.at:
            ring(bell)
            bell += timedelta(days=1)
        scene.play()
        ring(scene.at + timedelta(seconds=20))
    while bell < now:
        ring(bell)
        bell += timedelta(days=1)
    ring(now)


def ring(moment: datetime) -> None:
    """Do all that is due at a moment."""
    while duties.do_what_is_due(now=moment):
        pass


def _morning(moment: datetime) -> datetime:
    day = timezone.localdate(moment)
    return datetime.combine(day, FIRST_BELL, timezone.get_default_timezone())


def _scenes(persons: list[Person], now: datetime) -> Iterator[Scene]:
    today = timezone.localdate(now)
    calendar = work_calendar.national()
    for number, (story, person) in enumerate(zip(STORIES, persons, strict=True)):
        for order, (days_ago, what) in enumerate(story.steps):
            day = reminder_day(today, days_ago, calendar)
            opening = datetime.combine(day, OFFICE_OPENS, timezone.get_default_timezone())
            walk = LONGEST_WALK * number + timedelta(minutes=order)
            yield Scene(story, person, what, opening + walk)
