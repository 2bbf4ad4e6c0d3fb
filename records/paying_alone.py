"""On which base and rates somebody without an employer pays, as the room says that enrols them.

It is asked for many relationships at once, so that a month, or a year of residents, is opened for
all with few questions. What is due is opened anew when somebody has chosen: nobody who enrols in
the middle of a month waits for the next one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from records.models import Relationship


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A monthly base in fen, the whole rate, and what of it goes to the personal account.

    Where a place asks for a fixed amount, that is the base, and the whole of it is paid.
    """

    base_fen: int
    rate: Decimal
    account_rate: Decimal


@dataclass(frozen=True, kw_only=True)
class YearTerms:
    """What a resident pays for a year, in fen, and whether it goes to the personal account."""

    amount_fen: int
    is_of_account: bool


Chosen = Callable[[Sequence[Relationship], date], Mapping[int, Terms]]
Years = Callable[[Sequence[Relationship], int], Mapping[int, YearTerms]]
Opens = Callable[[Relationship, date, datetime], None]
_SAYS: list[Chosen] = []
_YEARS: list[Years] = []
_OPENS: list[Opens] = []


def register(says: Chosen, years: Years | None = None) -> None:
    """Make known who says on which terms people pay alone; once, while the portal starts."""
    _SAYS.append(says)
    if years is not None:
        _YEARS.append(years)


def register_opening(opens: Opens) -> None:
    """Make known who opens what is due once somebody has chosen; while the portal starts."""
    _OPENS.append(opens)


def terms_of(relationships: Sequence[Relationship], month: date) -> dict[int, Terms]:
    """Return the terms of a month by the key of the relationship, where somebody has chosen any."""
    found: dict[int, Terms] = {}
    for says in _SAYS:
        found |= says(relationships, month)
    return found


def years_of(relationships: Sequence[Relationship], year: int) -> dict[int, YearTerms]:
    """Return what residents pay for a year, by the key of the relationship, where that is known."""
    found: dict[int, YearTerms] = {}
    for says in _YEARS:
        found |= says(relationships, year)
    return found


def has_chosen(relationship: Relationship, month: date, now: datetime) -> None:
    """Have what is due from a month on opened; in the transaction of the choice."""
    for opens in _OPENS:
        opens(relationship, month, now)
