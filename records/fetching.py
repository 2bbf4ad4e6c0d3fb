"""What the agencies hold of a person, fetched for a page: three questions, however many places."""

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.models import Person
from kit.once import once_a_page
from kit.questions import fetched_along, keep_fetched, question
from records.models import AccountYear, InsuredPeriod, Relationship


@once_a_page
def held_of(person: Person) -> list[Relationship]:
    """Return what agencies hold of a person, the earliest first, without periods and years."""
    return _relationships(person=person.pk)


@once_a_page
def records_of(person: Person) -> list[Relationship]:
    """Return all that is held of a person, with periods and account years, the earliest first."""
    return _with_years(_with_periods(held_of(person)))


@once_a_page
def lying_of(person: Person) -> list[Relationship]:
    """Return all that is held of a person, with periods; of the years only what the last closed."""
    return _with_periods(held_of(person))


def last_closing_of(held: Relationship) -> int:
    """Return what the last account year of a relationship that was fetched here closed at (fen)."""
    if "account_years" in fetched_along(held) or not hasattr(held, "last_closing_fen"):
        years = list(held.account_years.all())
        return years[-1].closing_fen if years else 0
    return held.last_closing_fen or 0


@once_a_page
def record_of(person: Person, insurance: str) -> list[Relationship]:
    """Return what is held of one insurance, with periods and account years."""
    return _with_years(relationships_of(person, insurance, with_periods=True))


@once_a_page
def relationships_of(
    person: Person, insurance: str, *, with_periods: bool = False
) -> list[Relationship]:
    """Return the relationships of one insurance, the earliest first; years are not fetched."""
    held = [each for each in held_of(person) if each.insurance == insurance]
    return _with_periods(held) if with_periods else held


def every_period_of(held: Relationship) -> list[InsuredPeriod]:
    """Return all periods of a relationship that was fetched here: those that left it as well."""
    found: list[InsuredPeriod] = held._every_period  # type: ignore[attr-defined]
    return found


def _with_periods(held: list[Relationship]) -> list[Relationship]:
    fresh = [each for each in held if not hasattr(each, "_every_period")]
    if fresh:
        every = _periods(of=[each.pk for each in fresh])
        keep_fetched(fresh, "periods", (each for each in every if not each.gone_as))
        for there in fresh:
            own = [each for each in every if each.relationship_id == there.pk]
            there._every_period = own  # type: ignore[attr-defined]
    return held


def _with_years(held: list[Relationship]) -> list[Relationship]:
    fresh = [each for each in held if "account_years" not in fetched_along(each)]
    if fresh:
        keep_fetched(fresh, "account_years", _years(of=[each.pk for each in fresh]))
    return held


@question
def _relationships(*, person: int) -> QuerySet[Relationship]:
    years = AccountYear.objects.filter(relationship=OuterRef("pk")).order_by("-year")
    held = Relationship.objects.filter(person=person).order_by("opened_month", "pk")
    return held.annotate(last_closing_fen=Subquery(years.values("closing_fen")[:1]))


@question
def _periods(*, of: list[int]) -> QuerySet[InsuredPeriod]:
    return InsuredPeriod.objects.filter(relationship__in=of)


@question
def _years(*, of: list[int]) -> QuerySet[AccountYear]:
    return AccountYear.objects.filter(relationship__in=of)
