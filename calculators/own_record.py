"""What somebody's own record answers of a question, typed as they would type it.

Only what a record holds is filled in; whoever asks looks at it, and changes it, before it counts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from accounts.models import Person
from agencies.rules.terms import Insurance
from records import fetching
from records.models import Relationship
from records.rules.contributions import month_number

MOST_ROWS = 40
Typed = dict[str, str]


@dataclass(frozen=True)
class Stretch:
    """Months without a break at one place, in one scheme."""

    region: str
    scheme: str
    first: date
    last: date

    def goes_on_with(self, other: "Stretch") -> bool:
        """Whether the other one begins where this one ends, at the same place."""
        is_same = (self.region, self.scheme) == (other.region, other.scheme)
        return is_same and month_number(other.first) == month_number(self.last) + 1


def typed(name: str, person: Person) -> Typed:
    """Return what a person's record answers of a calculator's question."""
    return FROM_RECORD[name](person)


def _born(person: Person) -> Typed:
    born = person.born_on
    found = {"born_year": str(born.year), "born_month": str(born.month)}
    return found | ({"category": "male"} if person.sex == "male" else {})


def _periods(person: Person) -> Typed:
    found = {"insurance": Insurance.PENSION.value}
    rows = _stretches(person)[:MOST_ROWS]
    for number, each in enumerate(rows, start=1):
        found |= _month("first", number, each.first) | _month("last", number, each.last)
        found |= {f"region_{number}": each.region, f"scheme_{number}": each.scheme}
    return found | {"rows": str(max(len(rows), 1))}


def _places(person: Person) -> Typed:
    months: dict[str, set[int]] = {}
    for each in _stretches(person):
        if each.scheme == "employee":
            counted = range(month_number(each.first), month_number(each.last) + 1)
            months.setdefault(each.region, set()).update(counted)
    found = {"rows": str(max(len(months), 1))}
    if person.hukou_region_code:
        found["hukou_region"] = _province(person.hukou_region_code)
    for number, (region, held) in enumerate(months.items(), start=1):
        found |= {f"region_{number}": region, f"months_{number}": str(len(held))}
    return found


def _month(name: str, number: int, month: date) -> Typed:
    return {f"{name}_{number}_year": str(month.year), f"{name}_{number}_month": str(month.month)}


def _stretches(person: Person) -> list[Stretch]:
    """Return the months of the pension record, joined where they run on, the earliest first."""
    held = fetching.relationships_of(person, Insurance.PENSION, with_periods=True)
    joined: list[Stretch] = []
    for each in sorted(_of(held), key=lambda one: (one.region, one.scheme, one.first)):
        if joined and joined[-1].goes_on_with(each):
            joined[-1] = Stretch(each.region, each.scheme, joined[-1].first, each.last)
        else:
            joined.append(each)
    return sorted(joined, key=lambda one: (one.first, one.region))


def _of(held: list[Relationship]) -> Iterator[Stretch]:
    for relationship in held:
        for period in relationship.periods.all():
            if period.gone_as or not period.is_paid:
                continue
            home = relationship.agency if period.came_from_id is None else period.came_from
            place = home or relationship.agency
            yield Stretch(
                _province(place.region_id),
                period.scheme or relationship.scheme,
                period.first_month,
                period.last_month,
            )


def _province(region: str) -> str:
    return f"{region[:2]}0000"


FROM_RECORD: dict[str, Callable[[Person], Typed]] = {
    "retirement-age": _born,
    "cumulative-months": _periods,
    "benefit-place": _places,
}
