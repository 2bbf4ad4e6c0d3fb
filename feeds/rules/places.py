"""How a place in a feed is written: its number, and a mark of what stands there.

A number alone says too little: after a restore of the database it may be given a second time, to
another event, and who reads on from it would miss what now stands before. The mark is of the event
itself, so such a place is known as one that this feed never had (docs/decisions).
"""

import hashlib
import re
from datetime import UTC, datetime

BEGINNING = "0"
_WRITTEN = re.compile(r"([1-9][0-9]{0,17})-([0-9a-f]{12})")


def written(place: int, number: str, sequence: int, at: datetime) -> str:
    """Return a place as it is told, for the event `sequence` of the case `number`."""
    said = f"{place}/{number}/{sequence}/{at.astimezone(UTC).isoformat(timespec='microseconds')}"
    return f"{place}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def number_of(typed: str) -> int | None:
    """Return the number of a place that is written as one, 0 for the beginning; else None."""
    if typed == BEGINNING:
        return 0
    found = _WRITTEN.fullmatch(typed)
    return int(found[1]) if found else None
