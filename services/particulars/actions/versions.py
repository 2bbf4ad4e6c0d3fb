"""Changing what the agencies' record holds of somebody, and keeping what it held before."""

from collections.abc import Mapping
from datetime import date, datetime

from accounts.models import Person
from casework.models import Case
from services.particulars.models import PersonVersion, PlainParticulars


def change(
    person: Person,
    wanted: Mapping[str, object],
    *,
    case: Case,
    effective_on: date,
    now: datetime,
    is_undoing: bool = False,
) -> list[PersonVersion]:
    """Write each particular anew beside what it was; the caller holds the row of the person."""
    versions = _write(
        person,
        person,
        wanted,
        case=case,
        effective_on=effective_on,
        now=now,
        is_undoing=is_undoing,
    )
    person.save()  # with the indexes by which number and phone are found
    return versions


def change_plain(
    person: Person,
    wanted: Mapping[str, str],
    *,
    case: Case,
    effective_on: date,
    now: datetime,
) -> list[PersonVersion]:
    """Write plain particulars anew beside what they were; the caller holds the row of the person.

    They lie in a row of their own: most questions about a person do not need them.
    """
    held, _made = PlainParticulars.objects.get_or_create(person=person)
    versions = _write(person, held, wanted, case=case, effective_on=effective_on, now=now)
    held.save()
    return versions


def _write(
    person: Person,
    held: Person | PlainParticulars,
    wanted: Mapping[str, object],
    *,
    case: Case,
    effective_on: date,
    now: datetime,
    is_undoing: bool = False,
) -> list[PersonVersion]:
    versions = [
        PersonVersion(
            person=person,
            case=case,
            field=name,
            old=_written(getattr(held, name)),
            new=_written(value),
            effective_on=effective_on,
            at=now,
            is_undoing=is_undoing,
        )
        for name, value in wanted.items()
    ]
    PersonVersion.objects.bulk_create(versions)
    for name, value in wanted.items():
        setattr(held, name, value)
    return versions


def held(case: Case) -> Person:
    """Return the person of a case, kept from everybody else until this transaction ends."""
    return Person.objects.select_for_update().get(pk=case.person_id)


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
