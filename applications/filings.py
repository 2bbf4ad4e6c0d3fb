"""What is being filed for somebody at a counter, of whichever service: how it reads, where it goes.

A room whose cases are no applications of the engine says here how its own are filled in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.urls import reverse

from agencies.actors import Actor
from agencies.models import Agency
from applications import documents
from applications.actions import drafting
from applications.fields import Answers
from applications.models import Application
from applications.registry import service_of
from casework.models import Case
from law.wording import Text
from letters.data import Filed


@dataclass(frozen=True, kw_only=True)
class Filing:
    """A draft as its person signs it: what is asked for, its mark, and where it is checked."""

    case: Case
    title: Text
    filed: tuple[Filed, ...]
    mark: str
    check_at: str
    agency: Agency | None


class Begin(Protocol):
    """Begins a draft of a service that an employer, by its name, has listed."""

    def __call__(
        self, service: str, employer: str, answers: Answers, *, by: Actor, now: datetime
    ) -> Case:
        """Return the draft."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """Where an application that the engine does not know is begun at a counter."""

    title: Text
    errand: Text
    href: Callable[[], str]
    is_ours: Callable[[Agency], bool]


_BEGINNINGS: dict[str, Begin] = {}
_FILINGS: dict[str, Callable[[Case], Filing]] = {}
_DOORS: list[Door] = []


def register(filing: Callable[[Case], Filing], services: Iterable[str], *doors: Door) -> None:
    """Make known how the cases of some services are filed, and where they are begun."""
    _FILINGS.update(dict.fromkeys(services, filing))
    _DOORS.extend(doors)


def register_beginning(begin: Begin, services: Iterable[str]) -> None:
    """Make known how a draft of some services begins from an employer's list."""
    _BEGINNINGS.update(dict.fromkeys(services, begin))


def begin(service: str, employer: str, answers: Answers, *, by: Actor, now: datetime) -> Case:
    """Begin what an employer has listed for whoever has said yes; again it is the same draft.

    `answers` are what the employer has written beside their name: they stand in the draft, where
    its person looks at each of them.
    """
    return _BEGINNINGS.get(service, _application)(service, employer, answers, by=by, now=now)


def _application(
    service: str, _employer: str, answers: Answers, *, by: Actor, now: datetime
) -> Case:
    begun = drafting.start(service_of(service), by=by, now=now, channel=Case.Channel.EMPLOYER)
    if answers:
        drafting.save(begun, answers, by=by, now=now)
    return begun.case


def doors_of(agency: Agency) -> list[Door]:
    """Return what is begun elsewhere and handled by this agency."""
    return [each for each in _DOORS if each.is_ours(agency)]


def filing_of(case: Case) -> Filing:
    """Return what a case would file."""
    return _FILINGS.get(case.service, _of_application)(case)


def _of_application(case: Case) -> Filing:
    application = Application.objects.whole().get(pk=case.pk)
    application.case = case
    return Filing(
        case=case,
        title=application.service.title,
        filed=documents.filed(application),
        mark=drafting.mark_of(application),
        check_at=reverse("apply_check", args=[case.number]),
        agency=application.agency,
    )
