"""What the portal knows of an insurance before anything is filed."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Person
from agencies.models import Agency
from agencies.rules.terms import Insurance
from records import fetching
from records.models import Relationship
from records.rules.months import GridYear, MonthCount, count_months, history_grid
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
class KnownRecord:
    """What the portal knows of a person's insurance before anything is filed."""

    places: tuple[KnownPlace, ...]
    count: MonthCount
    grid: tuple[GridYear, ...]

    @property
    def balance_fen(self) -> int:
        """All personal accounts together."""
        return sum(place.balance_fen for place in self.places)


def known_record(person: Person, insurance: str) -> KnownRecord:
    """Return places, months counted once, overlaps, gaps and amounts: at most five queries."""
    return record_of(relationships_of(person, insurance))


def known_records(person: Person) -> dict[str, KnownRecord]:
    """Return what is known of each insurance the person has a record of: three queries."""
    held = fetching.records_of(person)
    by_insurance = {name: [each for each in held if each.insurance == name] for name in Insurance}
    return {name.value: record_of(found) for name, found in by_insurance.items() if found}


def record_of(held: list[Relationship]) -> KnownRecord:
    """Return what relationships of one insurance come to."""
    segments = distinct(segment for each in held for segment in segments_of(each))
    return KnownRecord(
        places=tuple(_known_place(each) for each in held),
        count=count_months(segments),
        grid=history_grid(segments),
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
