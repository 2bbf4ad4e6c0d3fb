"""The invented people as persons of the records, with identity numbers nobody can have.

A number's sequence digits are 000, which are never issued, so it passes its check and belongs to
nobody. The last of them is even and so would say "female": for men the sex on record decides.
"""

from datetime import date

from accounts.models import (
    DocumentType,
    Person,
    document_index,
    name_index,
    number_index,
    phone_index,
    surname_index,
)
from agencies.models import Region
from demo.lives import Life
from law.identity_number import IdentityDocument, check_character

NOBODYS_SEQUENCE = "000"
# Mobile numbers that begin with 160 are not given out.
PHONE = "+86160{:08d}"


def load(lives: list[Life]) -> dict[int, Person]:
    """Write a person for each life, by its number."""
    counties = _counties()
    taken: set[str] = set()
    persons = [_person(life, _free_number(life, counties, taken)) for life in lives]
    Person.objects.bulk_create(persons)
    return {life.number: person for life, person in zip(lives, persons, strict=True)}


def _person(life: Life, number: str) -> Person:
    kind = DocumentType.HMT_RESIDENCE_PERMIT if life.permit else DocumentType.RESIDENT_ID
    phone = PHONE.format(life.number) if life.has_phone else ""
    return Person(
        name=life.name,
        document_type=kind,
        number=number,
        number_index=number_index(kind, number),  # a bulk insert calls no save()
        document_index=document_index(IdentityDocument(kind, number)),
        name_index=name_index(life.name),
        surname_index=surname_index(life.name),
        sex=life.sex,
        born_on=life.born_on,
        hukou_region_code=life.hukou,
        phone=phone,
        phone_index=phone_index(phone) if phone else "",
        deceased_on=life.deceased_on,
    )


def _counties() -> dict[str, list[str]]:
    """Return the counties of each province by its first two digits."""
    counties: dict[str, list[str]] = {}
    codes = Region.objects.filter(level=Region.Level.COUNTY).order_by("code")
    for code in codes.values_list("code", flat=True):
        counties.setdefault(code[:2], []).append(code)
    return counties


def number_of(life: Life) -> str:
    """Return the number that somebody would have who is the only one of that birthday."""
    return _free_number(life, _counties(), set())


def _free_number(life: Life, counties: dict[str, list[str]], taken: set[str]) -> str:
    """Return a number from the county of the hukou, or from the next one that is free."""
    here = [life.permit] if life.permit else counties[life.hukou[:2]]
    start = next((i for i, code in enumerate(here) if code[:4] == life.hukou[:4]), 0)
    for code in here[start:] + here[:start]:
        number = identity_number(code, life.born_on)
        if number not in taken:
            taken.add(number)
            return number
    raise LookupError(f"no number is left for life {life.number}")


def identity_number(county: str, born_on: date) -> str:
    """Return a number that passes its check and belongs to nobody."""
    first = f"{county}{born_on:%Y%m%d}{NOBODYS_SEQUENCE}"
    return first + check_character(first)
