"""What the portal knows of an insurance before anything is filed."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from accounts.models import Person
from agencies.models import Agency
from agencies.rules.terms import Insurance
from records import fetching
from records.models import Relationship, Scheme
from records.rules.months import GridYear, MonthCount, Segment, count_months, history_grid
from transfers.facts.periods import (
    balance,
    distinct,
    months_of,
    relationships_of,
    segments_of,
    there,
)


@dataclass(frozen=True)
class KnownPlace:
    """What lies at one place: months of its scheme, first and last one, account, in fen."""

    relationship: Relationship
    months: int
    first_month: date | None
    last_month: date | None
    balance_fen: int

    @property
    def agency(self) -> Agency:
        """The agency that holds the record."""
        return self.relationship.agency


@dataclass(frozen=True)
class SchemeSum:
    """What lies in one scheme over all places: months, each counted once, and account, in fen.

    `balance_fen` is None where months came into the other scheme's record by a move: their account
    was joined to that record's, their months were not (城乡养老保险制度衔接暂行办法 arts. 5 to 7).
    """

    scheme: Scheme
    months: int
    balance_fen: int | None


@dataclass(frozen=True)
class KnownRecord:
    """What the portal knows of a person's insurance before anything is filed."""

    places: tuple[KnownPlace, ...]
    segments: tuple[Segment, ...]

    @cached_property
    def count(self) -> MonthCount:
        """Months counted once, overlaps and gaps."""
        return count_months(self.segments)

    @cached_property
    def grid(self) -> tuple[GridYear, ...]:
        """Each month of each year, for the picture."""
        return history_grid(self.segments)

    @property
    def balance_fen(self) -> int:
        """All personal accounts together."""
        return sum(place.balance_fen for place in self.places)

    @property
    def schemes(self) -> tuple[SchemeSum, ...]:
        """What each scheme comes to, the employee scheme first; none in which nothing lies."""
        balances: dict[str, int] = {}
        for each in self.places:
            if each.months or each.balance_fen:
                held = each.relationship.scheme
                balances[held] = balances.get(held, 0) + each.balance_fen
        months = self.count.by_scheme
        return tuple(
            SchemeSum(each, months.get(each, 0), balances.get(each))
            for each in Scheme
            if each in months or each in balances
        )


def known_record(person: Person, insurance: str) -> KnownRecord:
    """Return places, months counted once, overlaps, gaps and amounts: two queries."""
    return record_of(relationships_of(person, insurance))


def known_records(person: Person) -> dict[str, KnownRecord]:
    """Return what is known of each insurance the person has a record of: two queries."""
    held = fetching.lying_of(person)
    by_insurance = {name: [each for each in held if each.insurance == name] for name in Insurance}
    return {name.value: record_of(found) for name, found in by_insurance.items() if found}


def record_of(held: list[Relationship]) -> KnownRecord:
    """Return what relationships of one insurance come to."""
    segments = distinct(segment for each in held for segment in segments_of(each))
    return KnownRecord(
        places=tuple(_known_place(each) for each in held),
        segments=tuple(segments),
    )


def _known_place(relationship: Relationship) -> KnownPlace:
    lying = there(relationship)
    return KnownPlace(
        relationship=relationship,
        months=months_of(relationship),
        first_month=lying[0].first_month if lying else None,
        last_month=max((each.last_month for each in lying), default=None),
        balance_fen=balance(relationship),
    )
