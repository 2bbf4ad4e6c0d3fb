"""Persons: new ones by their document; known ones change only while nobody else relies on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts.models import Person, User, document_index
from accounts.models.indexes import name_index, number_index, phone_index, surname_index
from intake.models import RowChange
from intake.rules.faults import Wrong
from intake.rules.layouts import PersonRow
from intake.takers.base import Compared, Numbered, Taker
from kit.inserting import insert_rows
from law.countries import COUNTRIES
from law.identity_number import (
    DocumentType,
    IdentityCheck,
    IdentityDocument,
    canonical_number,
    check_identity_number,
    needs_country,
    normalise_typed,
)
from law.names import check_name
from law.phone import check_phone
from records.models import Relationship

# What a row says of a person; of what it leaves empty it says nothing.
TOLD = ("name", "sex", "born_on", "hukou_region_code", "phone", "email", "address")
COLUMNS = (
    "name", "document_type", "number", "issued_in", "number_index", "document_index", "name_index",
    "surname_index", "sex", "born_on", "hukou_region_code", "phone", "phone_index", "email",
    "address", "in_mandates",
)  # fmt: skip


@dataclass(frozen=True)
class Read:
    """A person as a row names them, every particular read."""

    row: PersonRow
    document: IdentityDocument
    index: str


class Persons(Taker):
    """Takes persons in."""

    def compare(self, rows: Sequence[Numbered], *, holds: bool) -> Compared:
        """Compare with whoever has these documents."""
        compared, read = Compared(), []
        for number, row in rows:
            try:
                found = read_person(row, self.today)
            except Wrong as fault:
                compared.refuse(number, fault.field, fault.code)
                continue
            if self.is_first(found.index):
                read.append((number, found))
            else:
                compared.refuse(number, "number", "twice")
        known = self._known([each.index for _number, each in read], holds=holds)
        for number, each in read:
            self._compare(number, each, known.get(each.index), compared)
        return compared

    def _known(self, indexes: list[str], *, holds: bool) -> dict[str, Person]:
        found = Person.objects.filter(document_index__in=indexes)
        if holds:
            found = found.select_for_update().order_by("pk")
        return {each.document_index: each for each in found}

    def _compare(self, number: int, read: Read, there: Person | None, compared: Compared) -> None:
        if there is None:
            compared.new.append(read)
        elif not _changes(read.row, there):
            compared.same += 1
        elif self._is_ours_alone(there):
            compared.changed.append((read, there))
        else:
            compared.refuse(number, "", "particulars")

    def _is_ours_alone(self, person: Person) -> bool:
        """Whether nobody signs in as them and no other agency holds anything of them.

        Else whoever brings a file could put a phone of their own in the place of somebody's.
        """
        if User.objects.filter(person=person).exists():
            return False
        held = Relationship.objects.filter(person=person)
        holders = set(held.values_list("agency_id", flat=True))
        return holders == {self.agency.pk}

    def write_new(self, found: list[Read], *, now: datetime) -> None:
        """Write them."""
        insert_rows(Person, COLUMNS, (_values(each) for each in found))

    def write_changed(self, found: list[tuple[Read, Person]], *, now: datetime) -> None:
        """Change what a row says otherwise, and keep both beside it."""
        for read, person in found:
            changes = _changes(read.row, person)
            old = {name: _plain(getattr(person, name)) for name in changes}
            for name, value in changes.items():
                setattr(person, name, value)
            person.save()
            RowChange.objects.create(
                record_file=self.record_file,
                person=person,
                kind="persons",
                old=old,
                new={name: _plain(value) for name, value in changes.items()},
                at=now,
            )


def _changes(row: PersonRow, there: Person) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in TOLD}
    return {name: value for name, value in said.items() if value and value != getattr(there, name)}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def read_document(row: Any, today: date) -> IdentityDocument:
    """Return the document that a row names; raises `Wrong`. A record may hold fifteen digits."""
    return _document(row, today)[0]


def _document(row: Any, today: date) -> tuple[IdentityDocument, IdentityCheck]:
    """Return the document and what its number says of the person."""
    typed, kind = normalise_typed(row.number), row.document_type
    number = canonical_number(kind, typed) if kind == DocumentType.RESIDENT_ID else typed
    if needs_country(kind) and row.issued_in not in COUNTRIES:
        raise Wrong("id_country", "issued_in")
    found = check_identity_number(kind, number, today, of_the_living=False)
    if not found.valid:
        raise Wrong(found.reason, "number")
    return IdentityDocument(kind, found.number, row.issued_in), found


def read_person(row: PersonRow, today: date) -> Read:
    """Return a person with what the number of their document says; raises `Wrong`."""
    document, told = _document(row, today)
    name = check_name(row.name)
    if not name.valid:
        raise Wrong(name.reason, "name")
    if told.born_on and row.born_on and told.born_on != row.born_on:
        raise Wrong("birth", "born_on")
    born_on = row.born_on or told.born_on
    if born_on is None:
        raise Wrong("birth-missing", "born_on")
    if born_on > today:
        raise Wrong("ahead", "born_on")
    # What the record says counts before the number: its digit for the sex may be wrong.
    sex = row.sex or told.sex
    if not sex:
        raise Wrong("sex-missing", "sex")
    phone = _phone(row.phone)
    said = row._replace(
        name=name.name, born_on=born_on, sex=sex, phone=phone, number=document.number
    )
    return Read(said, document, document_index(document))


def _phone(typed: str) -> str:
    if not typed:
        return ""
    found = check_phone(typed)
    if not found.valid:
        raise Wrong(found.reason, "phone")
    return found.number


SEALED = {
    name: Person._meta.get_field(name).get_prep_value
    for name in ("name", "number", "issued_in", "born_on", "phone", "email", "address")
}


def _sealed(name: str, value: Any) -> Any:
    return SEALED[name](value)


def _values(read: Read) -> tuple[Any, ...]:
    row, document = read.row, read.document
    return (
        _sealed("name", row.name), document.kind, _sealed("number", document.number),
        _sealed("issued_in", document.issued_in), number_index(document.kind, document.number),
        read.index, name_index(row.name), surname_index(row.name), row.sex,
        _sealed("born_on", row.born_on), row.hukou_region_code, _sealed("phone", row.phone),
        phone_index(row.phone) if row.phone else "", _sealed("email", row.email),
        _sealed("address", row.address), False,
    )  # fmt: skip
