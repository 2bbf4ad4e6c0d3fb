"""What the agencies hold of a person, fetched for a page: three questions, however many places."""

from django.db.models import QuerySet

from accounts.models import Person
from kit.once import once_a_page
from kit.questions import keep_fetched, question
from records.models import AccountYear, InsuredPeriod, Relationship


@once_a_page
def records_of(person: Person) -> list[Relationship]:
    """Return all that is held of a person, with periods and account years, the earliest first."""
    return _with_years(_with_periods(_relationships(person=person.pk)))


@once_a_page
def record_of(person: Person, insurance: str) -> list[Relationship]:
    """Return what is held of one insurance, with periods and account years."""
    return _with_years(relationships_of(person, insurance, with_periods=True))


@once_a_page
def relationships_of(
    person: Person, insurance: str, *, with_periods: bool = False
) -> list[Relationship]:
    """Return the relationships of one insurance, the earliest first; years are not fetched."""
    held = _relationships_of(person=person.pk, insurance=insurance)
    return _with_periods(held) if with_periods else held


def _with_periods(held: list[Relationship]) -> list[Relationship]:
    if held:
        keep_fetched(held, "periods", _periods(of=[each.pk for each in held]))
    return held


def _with_years(held: list[Relationship]) -> list[Relationship]:
    if held:
        keep_fetched(held, "account_years", _years(of=[each.pk for each in held]))
    return held


@question
def _relationships(*, person: int) -> QuerySet[Relationship]:
    return Relationship.objects.filter(person=person).order_by("opened_month", "pk")


@question
def _relationships_of(*, person: int, insurance: str) -> QuerySet[Relationship]:
    held = Relationship.objects.filter(person=person, insurance=insurance)
    return held.order_by("opened_month", "pk")


@question
def _periods(*, of: list[int]) -> QuerySet[InsuredPeriod]:
    return InsuredPeriod.objects.lying_there().filter(relationship__in=of)


@question
def _years(*, of: list[int]) -> QuerySet[AccountYear]:
    return AccountYear.objects.filter(relationship__in=of)
