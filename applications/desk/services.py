"""What a service adds to the desk that all services share; a service that adds nothing is whole.

A room with more than an application (two agencies, money) says here what its rows show beside the
title, and which of its papers wait for a second person.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse

from agencies.actors import Actor
from applications.act import Act
from casework.models import Case, PreparedAct

# The page of a case: called with the request, the actor, the case, and what is said or shown on it.
CasePage = Callable[..., HttpResponse]
# The second line of a row beneath the title of the service, by the key of the case.
Sublines = Callable[[Sequence[int]], Mapping[int, str]]


@dataclass(frozen=True, kw_only=True)
class Room:
    """How the acts of some services look at the desk, whatever their subject is called.

    `form` asks what an act needs to know; `preview` returns what will be written, with the name of
    the template that shows it.
    """

    header: Callable[[Any], dict[str, Any]]
    is_possible: Callable[[Act, Any, Actor], bool]
    form: Callable[[Act, Any, Any], Any]
    preview: Callable[[Act, Any, Any, Actor], dict[str, Any]]


@dataclass(frozen=True)
class Papers:
    """A kind of paper that one person prepares and another has to approve.

    `in_case` is the condition that one waits in the case of a turn (which `OuterRef` names);
    `of_others` returns the cases in which one waits that a colleague of this actor prepared, found
    by the few that wait.
    """

    in_case: Callable[[], Q]
    of_others: Callable[[Actor], QuerySet[Any, Any]]


def _decision_waits() -> Q:
    waiting = PreparedAct.objects.waiting()
    return Q(Exists(waiting.filter(case=OuterRef("case"), agency=OuterRef("agency"))))


def _decisions_of_others(who: Actor) -> QuerySet[Any, Any]:
    waiting = PreparedAct.objects.waiting().filter(agency=who.agency)
    return waiting.exclude(prepared_by=who.user).values("case")


DECISIONS = Papers(_decision_waits, _decisions_of_others)
_PAPERS: list[Papers] = [DECISIONS]
_SUBLINES: dict[str, Sublines] = {}
_PAGES: dict[str, CasePage] = {}
_ROOMS: dict[str, Room] = {}


def add_papers(*papers: Papers) -> None:
    """Make kinds of papers known that wait for a second person."""
    _PAPERS.extend(papers)


def add_sublines(services: Iterable[str], sublines: Sublines) -> None:
    """Say what the rows of these services show beneath the title."""
    _SUBLINES.update(dict.fromkeys(services, sublines))


def add_page(services: Iterable[str], page: CasePage) -> None:
    """Say which page shows the cases of these services, where the common one does not do."""
    _PAGES.update(dict.fromkeys(services, page))


def page_of(service: str) -> CasePage | None:
    """Return the page of a service, if it has one of its own."""
    return _PAGES.get(service)


def add_room(services: Iterable[str], room: Room) -> None:
    """Say how the acts of these services are done."""
    _ROOMS.update(dict.fromkeys(services, room))


def room_of(service: str) -> Room | None:
    """Return how the acts of a service are done, if it is no application."""
    return _ROOMS.get(service)


@cache
def second_person_waits() -> Q:
    """Return the condition that something in the case of a turn waits for a second person."""
    found = Q()
    for each in _PAPERS:
        found |= each.in_case()
    return found


def prepared_by_others(who: Actor) -> Q:
    """Return the condition that a colleague prepared something this actor can approve.

    One list of cases, and not one condition or the other: so the few that wait are found first.
    Of the turns of such a case it is the one for which something waits.
    """
    first, *others = (each.of_others(who).order_by() for each in _PAPERS)
    return Q(case__in=first.union(*others)) & second_person_waits()


def for_second_person(who: Actor) -> Q:
    """Return the condition for what waits for this actor as the second person.

    A system approves nothing: it is told all that waits for anybody.
    """
    return second_person_waits() if who.user is None else prepared_by_others(who)


def sublines_of(cases: Iterable[Case]) -> dict[int, str]:
    """Return what the rows of these cases show beneath the title: one question a kind of line."""
    of_kind: dict[Sublines, list[int]] = {}
    for case in cases:
        if found := _SUBLINES.get(case.service):
            of_kind.setdefault(found, []).append(case.pk)
    lines: dict[int, str] = {}
    for sublines, keys in of_kind.items():
        lines.update(sublines(keys))
    return lines
