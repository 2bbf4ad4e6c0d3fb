"""What lies in the records of a person: relationships, their periods, what they hold."""

from collections.abc import Iterable
from typing import Any

from accounts.models import Person
from records import fetching
from records.models import InsuredPeriod, Relationship
from records.rules.months import Segment, count_months


def relationships_of(person: Person, insurance: str) -> list[Relationship]:
    """Return the person's relationships with their periods, and what their accounts closed at."""
    return fetching.relationships_of(person, insurance, with_periods=True)


def prefill(person: Person) -> dict[str, Any]:
    """Return what a new draft already knows."""
    return {"contact_phone": person.phone}


def segments_of(relationship: Relationship) -> list[Segment]:
    """Return what lies at a place; months that came from elsewhere keep their place and scheme."""
    return [segment_of(relationship, period) for period in there(relationship)]


def there(relationship: Relationship) -> list[InsuredPeriod]:
    """Return the periods that have not left a relationship; fetch them along with it."""
    return [each for each in relationship.periods.all() if not each.gone_as]


def segment_of(relationship: Relationship, period: InsuredPeriod) -> Segment:
    """Return a period as the rules count it, at the place where it was insured."""
    home = relationship.agency if period.came_from_id is None else period.came_from
    return Segment(
        region=home.region_id if home else relationship.agency.region_id,
        first_month=period.first_month,
        last_month=period.last_month,
        insurance=relationship.insurance,
        scheme=period.scheme,
        owed=not period.is_paid,
    )


def distinct(segments: Iterable[Segment]) -> list[Segment]:
    """Drop what both places hold after a transfer: the same months of the same place."""
    return list(dict.fromkeys(segments))


def months_of(relationship: Relationship) -> int:
    """Return the months that lie at a place, counted in its scheme; fetch the periods along."""
    return count_months(segments_of(relationship), into=relationship.scheme).months


def balance(relationship: Relationship) -> int:
    """Return what lies in the personal account, in fen, with what was paid before 1998 (①)."""
    return fetching.last_closing_of(relationship) + relationship.pre_1998_fen
