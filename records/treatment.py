"""Where somebody was treated, and as what they were registered there: asked of who keeps it.

The room of treatment elsewhere keeps hospitals and registrations; rooms beside it ask here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from accounts.models import Person
from law.wording import Text
from records.rules.elsewhere import Situation


@dataclass(frozen=True, kw_only=True)
class TreatedAt:
    """A hospital as a claim needs it; listed ones are designated."""

    code: str
    name: Text
    place: str
    grade: str


class Source(Protocol):
    """What a room says of hospitals and registrations."""

    def hospital(self, code: str) -> TreatedAt | None:
        """Return a hospital by its code, linked or not."""

    def hospitals_of(self, place: str) -> tuple[TreatedAt, ...]:
        """Return the hospitals of a place."""

    def situation(self, person: Person, place: str, day: date, hospital: str) -> Situation | None:
        """Return as what somebody was registered for a place on a day; nothing where not."""


_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Say who keeps hospitals and registrations; once, while the portal starts."""
    _SOURCES[:] = [source]


def hospital(code: str) -> TreatedAt | None:
    """Return a hospital by its code."""
    return next((each.hospital(code) for each in _SOURCES), None)


def hospitals_of(place: str) -> tuple[TreatedAt, ...]:
    """Return the hospitals of a place."""
    return next((each.hospitals_of(place) for each in _SOURCES), ())


def situation(person: Person, place: str, day: date, code: str = "") -> Situation | None:
    """Return as what somebody was registered for a place on a day."""
    return next((each.situation(person, place, day, code) for each in _SOURCES), None)
