"""What the records hold of somebody who has died; read for their family's application alone.

Nobody learns of a stranger by typing their number: before an application is sent nothing of the
record is shown, and afterwards the agency that decides reads it (`kit.wall`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.models import Person
from agencies.models import Agency
from kit import wall
from kit.once import once_a_page
from law.identity_number import DocumentType, IdentityDocument
from law.money import from_fen
from law.names import name_key
from payouts.models import Payable
from records import fetching
from records.models import Contribution, Relationship
from records.rules.contributions import month_number
from records.rules.months import Segment, count_months

LOOKS = "find what a family asks for after a death"
PENSION = "pension"
HELD = {
    Relationship.Status.ACTIVE,
    Relationship.Status.SUSPENDED,
    Relationship.Status.DRAWING,
}


@dataclass(frozen=True, kw_only=True)
class Deceased:
    """What is known of somebody who has died; amounts in yuan."""

    died_on: date | None
    agency: Agency | None
    places: int
    paid_months: int
    drawn_months: int | None
    own_paid: Decimal
    overpaid: Decimal


@once_a_page
@wall.as_house(LOOKS)
def person_of(name: str, number: str) -> Person | None:
    """Return who has this number and this name."""
    document = IdentityDocument(DocumentType.RESIDENT_ID, number.strip().upper(), "")
    found = Person.objects.with_document(document).first()
    return found if found and name_key(str(found.name)) == name_key(name) else None


@wall.as_house(LOOKS)
def deceased_of(name: str, number: str, died_on: date | None) -> Deceased | None:
    """Return what the records hold of somebody, or nothing where nobody is found."""
    person = person_of(name, number)
    if person is None:
        return None
    held = [
        each
        for each in fetching.relationships_of(person, PENSION, with_periods=True)
        if each.status in HELD
    ]
    day = person.deceased_on or died_on
    drawn = _first_drawn(person)
    return Deceased(
        died_on=person.deceased_on,
        agency=_agency(held),
        places=len({each.agency_id for each in held}),
        paid_months=_paid(held),
        drawn_months=_months_between(drawn, day) if drawn and day else None,
        own_paid=_own_paid(person),
        overpaid=_overpaid(person, day) if day else Decimal(0),
    )


def _agency(held: list[Relationship]) -> Agency | None:
    """Return who pays: where a pension was drawn, else where somebody was insured last."""
    order = sorted(held, key=lambda each: (each.status == "drawing", each.opened_month))
    return order[-1].agency.in_office if order else None


def _paid(held: list[Relationship]) -> int:
    segments = [
        Segment(
            region=each.agency.region_id,
            first_month=period.first_month,
            last_month=period.last_month,
            scheme=period.scheme,
            owed=not period.is_paid,
        )
        for each in held
        for period in each.periods.all()
    ]
    return count_months(segments).months if segments else 0


def _first_drawn(person: Person) -> date | None:
    """Return the first month of a pension, as payments have it."""
    return min((each.month for each in _pensions_of(person)), default=None)


def _months_between(first: date, last: date) -> int:
    return max(0, month_number(last) - month_number(first) + 1)


def _own_paid(person: Person) -> Decimal:
    paid = Contribution.objects.standing().filter(
        relationship__person=person, relationship__insurance=PENSION, arrived_on__isnull=False
    )
    return from_fen(sum(paid.values_list("personal_fen", flat=True)))


def _overpaid(person: Person, died_on: date) -> Decimal:
    """Return what of a pension was paid for months after the one of the death."""
    paid = (each for each in _pensions_of(person) if each.state == "paid")
    after = (each.gross_fen for each in paid if each.month > died_on.replace(day=1))
    return from_fen(sum(after))


@once_a_page
def _pensions_of(person: Person) -> list[Payable]:
    own = Payable.objects.filter(person=person, benefit=PENSION)
    return list(own.only("month", "state", "gross_fen").order_by("month"))
