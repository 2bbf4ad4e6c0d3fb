"""Contributions month by month: a later row replaces the one before, and both stay."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from intake.rules.layouts import ContributionRow
from intake.takers.base import Compared, Held, Numbered, OfRelationships, is_by_case
from kit.inserting import insert_rows
from records.models import Contribution, InsuredPeriod

CONTENT = (
    "employer_name", "base_fen", "employer_fen", "personal_fen", "account_fen", "due_on",
    "arrived_on", "owed_by",
)  # fmt: skip
COLUMNS = (
    "relationship_id", "scheme", "month", "employer_code", "employer_name", "base_fen",
    "employer_fen", "personal_fen", "account_fen", "due_on", "arrived_on", "owed_by", "source",
    "brought_with", "brought_at", "superseded_with",
)  # fmt: skip
Key = tuple[int, str, date, str]
Months = dict[tuple[int, str], list[tuple[date, date]]]


class Contributions(OfRelationships):
    """Takes contributions in."""

    order_column = "month"

    def order_of(self, row: ContributionRow) -> tuple[date, str]:
        """Return month and employer: two employers may pay for one month."""
        return row.month, row.employer_code

    def compare(self, rows: Sequence[Numbered], *, holds: bool) -> Compared:
        """Compare with what stands; a month that lies in no insured period is refused."""
        compared, named = Compared(), self.relationships(rows, holds=holds)
        keys = [each.pk for group in named.values() for each in group]
        months, there = _months(keys), _there(keys)
        for number, row in rows:
            self.follows(number, row, compared)
            held = named.get((row.insurance, row.personal_number))
            if held is None:
                compared.refuse(number, "personal_number", "no-relationship")
            else:
                _compare(number, row, held[0], months, there, compared)
        return compared

    def write_new(self, found: list[tuple[int, ContributionRow]], *, now: datetime) -> None:
        """Write them."""
        number = self.record_file.number
        insert_rows(Contribution, COLUMNS, (_values(pk, row, number, now) for pk, row in found))

    def write_changed(
        self, found: list[tuple[int, ContributionRow, int]], *, now: datetime
    ) -> None:
        """Let them replace what stood there."""
        replaced = Contribution.objects.filter(pk__in=[old for _pk, _row, old in found])
        replaced.update(superseded_at=now, superseded_with=self.record_file.number)
        self.write_new([(pk, row) for pk, row, _old in found], now=now)


def _months(keys: list[int]) -> Months:
    """Return the insured months by relationship and scheme; those that have moved count, too."""
    struck = InsuredPeriod.Gone.CORRECTED
    lying = InsuredPeriod.objects.filter(relationship__in=keys).exclude(gone_as=struck)
    found: Months = {}
    values = lying.order_by().values_list("relationship_id", "scheme", "first_month", "last_month")
    for relationship, scheme, first, last in values:
        found.setdefault((relationship, scheme), []).append((first, last))
    return found


def _there(keys: list[int]) -> dict[Key, Contribution]:
    standing = Contribution.objects.standing().filter(relationship__in=keys).order_by()
    return {
        (each.relationship_id, each.scheme, each.month, str(each.employer_code)): each
        for each in standing
    }


def _compare(
    number: int,
    row: ContributionRow,
    held: Held,
    months: Months,
    there: dict[Key, Contribution],
    compared: Compared,
) -> None:
    insured = months.get((held.pk, row.scheme), ())
    if not any(first <= row.month <= last for first, last in insured):
        compared.refuse(number, "month", "no-period")
        return
    same = there.get((held.pk, row.scheme, row.month, row.employer_code))
    if same is None:
        compared.new.append((held.pk, row))
    elif all(getattr(same, name) == getattr(row, name) for name in CONTENT):
        compared.same += 1
    elif is_by_case(same.brought_with):
        compared.refuse(number, "month", "decided")
    else:
        compared.changed.append((held.pk, row, same.pk))


# One employer pays for many: its name is encrypted once for all rows in a row that name it. Its
# code is kept so that the same is stored in the same way (FindableField); the name tells no more.
@lru_cache(maxsize=1024)
def _sealed(name: str, value: str) -> Any:
    return Contribution._meta.get_field(name).get_prep_value(value)


def _values(held: int, row: ContributionRow, number: str, now: datetime) -> tuple[Any, ...]:
    return (
        held, row.scheme, row.month, _sealed("employer_code", row.employer_code),
        _sealed("employer_name", row.employer_name), row.base_fen, row.employer_fen,
        row.personal_fen, row.account_fen, row.due_on, row.arrived_on, row.owed_by,
        Contribution.Source.FILE.value, number, now, "",
    )  # fmt: skip
