"""What the two agencies of a transfer were called, and which they were, at a moment of the past."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from agencies.models import NamedThen
from casework.models import Event
from casework.rules.statuses import Party, Status
from letters.models import Letter
from transfers.models import Transfer
from transfers.rules.flow import MOVES

NEW, ORIGINAL = "new", "original"
SIDE = {Party.HANDLING: NEW, Party.OTHER: ORIGINAL}
Sighting = tuple[datetime, str, str]  # since when, which side, under what name


def names_then(
    transfer: Transfer, events: Iterable[Event], letters: Iterable[Letter]
) -> Callable[[datetime], dict[str, str]]:
    """Return how to ask for the names of both sides at a moment.

    Papers and acts name them; before the first of these the first name holds, and where nothing
    names a side it has the name of today.
    """
    seen = sorted([*_on_letters(letters), *_by_acts(events)])
    today = {NEW: transfer.new_agency, ORIGINAL: transfer.original_agency}

    def names(at: datetime) -> dict[str, str]:
        return {side: _name(seen, side, at) or _local(agency) for side, agency in today.items()}

    return names


def _name(seen: list[Sighting], side: str, at: datetime) -> str:
    of_side = [(since, name) for since, which, name in seen if which == side]
    until = [name for since, name in of_side if since <= at]
    return until[-1] if until else next((name for _since, name in of_side), "")


def _local(agency: object) -> str:
    return str(agency) if agency else ""


def _on_letters(letters: Iterable[Letter]) -> Iterator[Sighting]:
    for letter in letters:
        if letter.kind == Letter.Kind.ACCEPTANCE:
            yield from _sighting(letter.issued_at, NEW, letter.issuer)
            yield from _sighting(letter.issued_at, ORIGINAL, letter.addressee)


def _by_acts(events: Iterable[Event]) -> Iterator[Sighting]:
    for event in events:
        if event.kind == Event.Kind.MOVED:
            party = MOVES.get((Status(event.moved_from), Status(event.moved_to)))
            if party in SIDE:
                yield from _sighting(event.at, SIDE[party], event.agency_then)


def _sighting(at: datetime, side: str, agency: NamedThen | None) -> Iterator[Sighting]:
    if agency is not None:
        yield at, side, agency.local_name
