"""The pages of a case by its service: each room says how its own cases look to their person.

The address of a case is the same for every service; whoever opens it is led to the page that the
room of the service has made known here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from agencies import work_calendar
from agencies.actors import Actor
from casework.desk.showing import tone
from casework.models import Case, Event, Step
from casework.rules.statuses import Status
from law.area_days import Calendars
from law.workdays import Calendar

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Turn:
    """Whose turn it is, by when, and what comes then, as `whose_turn.html` shows it."""

    whose: str = ""
    due_on: date | None = None
    days_left: int | None = None
    yours: bool = False
    over: bool = False
    provisional: bool = False
    paused: str = ""
    sentence: str = ""
    next: str = ""

    @property
    def is_late(self) -> bool:
        """Whether the due day has passed."""
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What a case asks of its person, as the head of their page says it; lower ranks come first."""

    rank: int
    title: str
    body: str
    href: str
    link_text: str

    @property
    def is_urgent(self) -> bool:
        """Whether an agency waits for it."""
        return self.rank == 0


# The order in which things wait: an agency's question, a decision, a draft, money of an ended case.
QUESTION, DECISION, DRAFT, MONEY = range(4)


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """One of somebody's cases in a list: what it is, how it stands, where it goes on."""

    case: Case
    title: str
    turn: Turn
    href: str
    detail: str = ""
    waiting: Waiting | None = None
    unread: int = 0

    @property
    def tone(self) -> str:
        """How its status is shown."""
        return "alert" if self.turn.is_late else tone(self.case.status)

    @property
    def is_draft(self) -> bool:
        """Whether it has not been sent."""
        return self.case.state == Status.DRAFT


@dataclass(frozen=True, kw_only=True)
class CasePages:
    """What a room shows of its cases to their person.

    `case` shows one to the person whose own it has been found to be; `lines` returns cases as lines
    of a list, in a fixed number of queries; `titles` what each entry of a history says; `waiting`
    names the ended cases that still ask something of their person;
    `along` what is fetched together with a case.
    """

    case: Callable[[HttpRequest, Case], HttpResponse]
    correct: View
    withdraw: View
    lines: Callable[[Sequence[Case], Actor, date], Iterable[CaseLine]]
    titles: Callable[[Case, Sequence[Event]], list[str]]
    waiting: Q = field(default_factory=lambda: Q(pk__in=[]))
    along: tuple[str, ...] = ()


SHOWN_AT_ONCE = 6  # entries of a history; the earlier ones stand folded above them
SHOWN_AT_THE_END = 1  # whoever opens an ended case asks what came of it


def folded(
    past: list[dict[str, Any]], ahead: list[dict[str, Any]], *, is_over: bool
) -> dict[str, list[dict[str, Any]]]:
    """Return a history with its latest entries, what lies ahead, and the earlier ones apart."""
    shown = min(SHOWN_AT_THE_END if is_over else SHOWN_AT_ONCE, len(past))
    first = len(past) - shown
    return {"earlier": past[:first], "events": past[first:] + ahead}


def stations(titles: Sequence[str], behind: int) -> list[dict[str, str]]:
    """Return the stations of a case: those that lie behind, the one it is at, those to come."""
    return [
        {"title": title, "state": "done" if at < behind else "now" if at == behind else "next"}
        for at, title in enumerate(titles)
    ]


def calendars_for(turns: Iterable[Step]) -> Calendars | None:
    """Return the calendars where a term runs and has to be counted."""
    runs = any(step.due_on and step.paused_on is None for step in turns)
    return work_calendar.known() if runs else None


def calendar_for(step: Step | None) -> Calendar | None:
    """Return the calendar of the agency whose turn it is, where a term has to be counted."""
    calendars = calendars_for([step] if step else [])
    return calendars.at(step.agency.region_id) if calendars and step else None


_PAGES: dict[str, CasePages] = {}
_REST: list[CasePages] = []


def register(pages: CasePages, *services: str) -> None:
    """Make the pages of some services known, or of all that nobody else names."""
    _PAGES.update(dict.fromkeys(services, pages))
    if not services:
        _REST[:] = [pages]


def pages_of(service: str) -> CasePages:
    """Return the pages of a service."""
    return _PAGES.get(service) or _REST[0]


def all_pages() -> list[CasePages]:
    """Return the pages that are known, each once."""
    return list({id(each): each for each in (*_PAGES.values(), *_REST)}.values())
