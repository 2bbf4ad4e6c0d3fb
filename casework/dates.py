"""Days that concern a person: services make theirs known here, and the calendar holds them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from casework.models import Step, Thread

LOOK_BACK = timedelta(days=30)  # a day that has passed is not gone from the calendar at once


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One day of a person's calendar.

    `key` names it for ever, whatever day it moves to; `plain` says what is due and nothing of what
    it is about; `about` says that too, without any number or name; `is_mine`: it is for the person
    to act.
    """

    key: str
    day: date
    plain: str
    about: str
    href: str
    is_mine: bool


Source = Callable[[Person, date], Iterable[Entry]]


def awaited_answers(person: Person, today: date) -> Iterable[Entry]:
    """Yield until when agencies await an answer of the person."""
    awaited = Thread.objects.filter(case__person=person, case__closed_at=None)
    for thread in awaited.filter(answer_due_on__gte=today - LOOK_BACK).select_related("case"):
        yield Entry(
            key=f"answer-{thread.case_id}",
            day=thread.answer_due_on,
            plain=_("Your case: answer by"),
            about=_("%(service)s: answer by") % {"service": thread.case.service_title},
            href=reverse("case_messages", args=[thread.case.number]),
            is_mine=True,
        )


def due_days(person: Person, today: date) -> Iterable[Entry]:
    """Yield until when agencies have to have done their turns."""
    turns = Step.objects.running().filter(case__person=person, due_on__gte=today - LOOK_BACK)
    for step in turns.select_related("case"):
        yield Entry(
            key=f"turn-{step.pk}",
            day=step.due_day,
            plain=_("Your case: the agency has until"),
            about=_("%(service)s: the agency has until") % {"service": step.case.service_title},
            href=step.case.get_absolute_url(),
            is_mine=False,
        )


SOURCES: list[Source] = [awaited_answers, due_days]


def register(*sources: Source) -> None:
    """Let a room above make known which days of a person it knows."""
    SOURCES.extend(each for each in sources if each not in SOURCES)


def of(person: Person, today: date) -> list[Entry]:
    """Return the days that concern somebody, the earliest first; after their death none."""
    if person.deceased_on is not None:
        return []
    found = (entry for source in SOURCES for entry in source(person, today))
    return sorted(found, key=lambda entry: (entry.day, entry.key))
