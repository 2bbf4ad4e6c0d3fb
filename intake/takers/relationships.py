"""Relationships: who is insured with the agency, under which number, in which state."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from accounts.models import Person, document_index
from intake.models import RecordFile, RowChange
from intake.rules.faults import Wrong
from intake.rules.layouts import RelationshipRow
from intake.takers.base import Compared, Numbered, Taker
from intake.takers.persons import read_document
from kit.inserting import insert_rows
from records.models import Relationship

CONTENT = (
    "personal_number", "status", "account_kind", "employer_name", "opened_month", "pre_1998_fen",
)  # fmt: skip
COLUMNS = (
    "person_id", "agency_id", "insurance", "scheme", "account_kind", "status", "personal_number",
    "employer_name", "opened_month", "pre_1998_fen",
)  # fmt: skip
MOVED = Relationship.Status.MOVED


class Relationships(Taker):
    """Takes relationships in."""

    def __init__(self, record_file: RecordFile, *, today: date) -> None:
        super().__init__(record_file, today=today)
        self._insurances = frozenset(self.agency.recorded_insurances)

    def compare(self, rows: Sequence[Numbered], *, holds: bool) -> Compared:
        """Compare with what the agency holds of these persons, and of whom these numbers are."""
        compared, read = Compared(), self._read(rows)
        compared.wrong += [(number, f.field, f.code) for number, f in read if isinstance(f, Wrong)]
        good = [(number, *found) for number, found in read if not isinstance(found, Wrong)]
        persons = _persons([index for _number, _row, index in good])
        there = self._there(persons.values(), holds=holds)
        numbers = self._numbers([row.personal_number for _number, row, _index in good])
        for number, row, index in good:
            person = persons.get(index)
            if person is None:
                compared.refuse(number, "number", "no-person")
                continue
            same = there.get((person, row.insurance, row.scheme))
            holder = numbers.get((row.insurance, row.personal_number))
            if holder is not None and (same is None or holder != same.pk):
                compared.refuse(number, "personal_number", "number-taken")
            else:
                _compare(number, row, person, same, compared)
        return compared

    def _read(self, rows: Sequence[Numbered]) -> list[tuple[int, Any]]:
        """Return each row with the index of its document, or what is wrong with it."""
        found: list[tuple[int, Any]] = []
        for number, row in rows:
            try:
                found.append((number, self._read_one(row)))
            except Wrong as fault:
                found.append((number, fault))
        return found

    def _read_one(self, row: RelationshipRow) -> tuple[RelationshipRow, str]:
        index = document_index(read_document(row, self.today))
        if row.insurance not in self._insurances:
            raise Wrong("insurance", "insurance")
        if not self.is_first((index, row.insurance, row.scheme)):
            raise Wrong("twice", "number")
        if not self.is_first((row.insurance, row.personal_number)):
            raise Wrong("twice", "personal_number")
        return row, index

    def _there(self, persons: Any, *, holds: bool) -> dict[tuple[int, str, str], Relationship]:
        found = Relationship.objects.filter(agency=self.agency, person__in=list(persons))
        if holds:
            found = found.select_for_update().order_by("pk")
        return {(each.person_id, each.insurance, each.scheme): each for each in found}

    def _numbers(self, numbers: list[str]) -> dict[tuple[str, str], int]:
        held = Relationship.objects.filter(agency=self.agency, personal_number__in=set(numbers))
        values = held.values_list("insurance", "personal_number", "pk")
        return {(insurance, number): pk for insurance, number, pk in values}

    def write_new(self, found: list[tuple[int, RelationshipRow]], *, now: datetime) -> None:
        """Write them."""
        agency = self.agency.pk
        insert_rows(Relationship, COLUMNS, (_values(pk, row, agency) for pk, row in found))

    def write_changed(
        self, found: list[tuple[RelationshipRow, Relationship]], *, now: datetime
    ) -> None:
        """Change what a row says otherwise, and keep both beside it."""
        for row, there in found:
            changed = [name for name in CONTENT if getattr(there, name) != getattr(row, name)]
            old = {name: _plain(getattr(there, name)) for name in changed}
            for name in changed:
                setattr(there, name, getattr(row, name))
            there.save(update_fields=changed)
            RowChange.objects.create(
                record_file=self.record_file,
                person_id=there.person_id,
                kind="relationships",
                old=old,
                new={name: _plain(getattr(row, name)) for name in changed},
                at=now,
            )


def _persons(indexes: list[str]) -> dict[str, int]:
    found = Person.objects.filter(document_index__in=indexes)
    return dict(found.values_list("document_index", "pk"))


def _compare(
    number: int,
    row: RelationshipRow,
    person: int,
    there: Relationship | None,
    compared: Compared,
) -> None:
    if there is None:
        compared.new.append((person, row))
    elif all(getattr(there, name) == getattr(row, name) for name in CONTENT):
        compared.same += 1
    elif there.status == MOVED and row.status != MOVED:
        compared.refuse(number, "status", "decided")
    else:
        compared.changed.append((row, there))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


_sealed_number = Relationship._meta.get_field("personal_number").get_prep_value
_sealed_employer = Relationship._meta.get_field("employer_name").get_prep_value


@lru_cache(maxsize=1024)
def _employer(name: str) -> Any:
    return _sealed_employer(name)


def _values(person: int, row: RelationshipRow, agency: int) -> tuple[Any, ...]:
    number = _sealed_number(row.personal_number)
    return (
        person, agency, row.insurance, row.scheme, row.account_kind, row.status, number,
        _employer(row.employer_name), row.opened_month, row.pre_1998_fen,
    )  # fmt: skip
