"""On which base and rates somebody without an employer pays, as the room says that enrols them.

It is asked for many relationships at once, so that a month is opened for all with few questions.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from records.models import Relationship


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A monthly base in fen, the whole rate, and what of it goes to the personal account."""

    base_fen: int
    rate: Decimal
    account_rate: Decimal


Chosen = Callable[[Sequence[Relationship], date], Mapping[int, Terms]]
_SAYS: list[Chosen] = []


def register(says: Chosen) -> None:
    """Make known who says on which terms people pay alone; once, while the portal starts."""
    _SAYS.append(says)


def terms_of(relationships: Sequence[Relationship], month: date) -> dict[int, Terms]:
    """Return the terms of a month by the key of the relationship, where somebody has chosen any."""
    found: dict[int, Terms] = {}
    for says in _SAYS:
        found |= says(relationships, month)
    return found
