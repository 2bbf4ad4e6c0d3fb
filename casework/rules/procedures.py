"""What a service does with a case, described once: moves with their sentences, turns, terms, words.

A room describes each of its services in one frozen `Procedure` and registers it when the portal
starts. Desk, pages, API, invariants and the drawn procedure read it; nobody asks for the name of a
service to find out what follows from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from casework.rules.clocks import Clock
from casework.rules.statuses import Moves, Party, Status
from law.values import Rule
from law.wording import Text


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A kind of turn an agency has: on which side of a case (`N` or `R`), and within which term.

    `term` is None where the law names none: the clock of such a turn never runs, `because` says
    why that is right.
    """

    title: Text
    side: str
    term: Rule | None = None
    because: Text | None = None
    # It stands beside the way of the case and goes on when that has ended: money is to be seen to.
    is_beside: bool = False
    # Few cases come by it: it is no part of what is said beforehand.
    is_detour: bool = False
    # Whether the insured person waits for it, and so hears when it is late.
    concerns_person: bool = True


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """One service as the casework sees it.

    `insurance` is the fund the service belongs to, empty for services of none; `whose` says who
    moves next from a status, `clocks` by when and who is told; `sentences` say in plain words
    what happens with each move; `turns` are keyed by the kind that is stored with a step.
    """

    name: str
    title: Text
    insurance: str
    moves: Moves
    whose: Mapping[Status, Party]
    clocks: Mapping[Status, Clock]
    sentences: Mapping[tuple[Status, Status], Text]
    labels: Mapping[Status, Text]
    parties: Mapping[Party, Text]
    turns: Mapping[str, Turn]
    # Of a case and an agency: the code of the other place it has to do with, if there is one.
    other_place: Callable[[Any, Any], str | None] = lambda _case, _agency: None
    # Where an ended case goes on when an objection to its decision is upheld.
    reopens: Mapping[Status, Status] = field(
        default_factory=lambda: {Status.REFUSED: Status.SUBMITTED}
    )
    # What is about another case is decided by persons who had no part in that one.
    decided_by_others: bool = False
    # Whether it speaks against another case; then a mandate for that one covers it.
    is_about_case: bool = False
    # Why nobody may ask for it in somebody else's name; nothing where a mandate is enough.
    only_in_person: Text | None = None
    # As the desk calls a status where the words for the person would not fit.
    desk_labels: Mapping[Status, Text] = field(default_factory=dict)
    # What a row of the queue says there is to do; else it says the name of the status.
    tasks: Mapping[Status, Text] = field(default_factory=dict)
    # A line of the desk's history for each move whose new status does not say it all.
    titles: Mapping[tuple[Status, Status], Text] = field(default_factory=dict)

    @property
    def statuses(self) -> frozenset[Status]:
        """Every status a case of this service can have."""
        return frozenset(status for move in self.moves for status in move)

    def next_from(self, status: Status, party: Party) -> list[Status]:
        """Return where this party may move a case from here."""
        return [to for (start, to), who in self.moves.items() if (start, who) == (status, party)]


class UnknownService(LookupError):
    """A case names a service that no room has described."""


_PROCEDURES: dict[str, Procedure] = {}


def register(*procedures: Procedure) -> None:
    """Make services known; a name stands for one service."""
    for each in procedures:
        if _PROCEDURES.setdefault(each.name, each) != each:
            raise ValueError(f"two services are called {each.name}")
    kinds_beside.cache_clear()


def procedure_of(service: str) -> Procedure:
    """Return the description of a service; raises `UnknownService`."""
    try:
        return _PROCEDURES[service]
    except KeyError as error:
        raise UnknownService(service) from error


def procedures() -> list[Procedure]:
    """Return every service in the order in which the rooms made them known."""
    return list(_PROCEDURES.values())


@cache  # asked of each turn of a list
def kinds_beside() -> frozenset[str]:
    """Return the kinds of turns that stand beside the way of a case, of all services."""
    turns = (turn for each in procedures() for turn in each.turns.items())
    return frozenset(kind for kind, turn in turns if turn.is_beside)


def is_delegable(service: str) -> bool:
    """Whether a mandate may cover a service; one that no room describes any more it does not."""
    found = _PROCEDURES.get(service)
    return found is not None and found.only_in_person is None and not found.is_about_case


def is_service(name: str) -> bool:
    """Whether a service of this name is declared."""
    return name in _PROCEDURES


def services_of(insurance: str) -> list[str]:
    """Return the names of the services that belong to an insurance."""
    return [each.name for each in _PROCEDURES.values() if each.insurance == insurance]
