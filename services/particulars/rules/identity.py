"""What is known of somebody by their document, and what its number itself proves (GB 11643)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from law.countries import COUNTRIES
from law.documents import IDENTITY_NUMBER_STANDARD, cite
from law.identity_number import (
    DOCUMENT_TYPES,
    OLDEST_AGE,
    DocumentType,
    IdentityDocument,
    canonical_number,
    check_identity_number,
    normalise_typed,
)
from law.names import check_name, is_same_name, tidy_name
from law.wording import Text

BASIS = cite(IDENTITY_NUMBER_STANDARD)
LONGEST_NAME = 50
NAME_TOO_LONG = Text("姓名最多50个字。", "A name can have at most 50 characters.")
YOUNGEST = 16  # 民法典 art. 18: who lives on their own work from sixteen acts for themselves
NO_COUNTRY = Text("—", "—")
SEXES = {"male": Text("男", "Male"), "female": Text("女", "Female")}


class Particular(StrEnum):
    """What can be changed: one row of the history of a person each."""

    NAME = "name"
    DOCUMENT_TYPE = "document_type"
    ISSUED_IN = "issued_in"
    NUMBER = "number"
    BORN_ON = "born_on"
    SEX = "sex"


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Somebody as a document writes them."""

    name: str
    document_type: str
    number: str
    born_on: date
    sex: str
    issued_in: str = ""  # the country of a passport

    @property
    def document(self) -> IdentityDocument:
        """The document alone."""
        return IdentityDocument(self.document_type, self.number, self.issued_in)

    def differs_from(self, other: "Identity") -> tuple[Particular, ...]:
        """Return what is not the same, in the order in which a document states it."""
        return tuple(
            each for each in Particular if getattr(self, each.value) != getattr(other, each.value)
        )


def masked_change(old: str, new: str, mask: Callable[[str], str]) -> tuple[str, str]:
    """Return how a name or number was and is, masked, so that one sees what has changed.

    Where the mask hides just that, the characters that differ are shown and all others hidden:
    *小* and *异*.
    """
    before, after = mask(old), mask(new)
    if before != after or len(old) != len(new):
        return before, after
    pairs = list(zip(old, new, strict=True))
    return (
        "".join(o if o != n else "*" for o, n in pairs),
        "".join(n if o != n else "*" for o, n in pairs),
    )


@dataclass(frozen=True)
class Disagreement:
    """A statement that the number contradicts: what the number says, and what was said."""

    about: Particular
    of_number: Text
    said: Text


def eighteen(number15: str) -> str:
    """Return the eighteen characters that replaced a resident's fifteen digits (GB 11643-1999).

    Returns the number as it is where it is none of fifteen digits.
    """
    return canonical_number(DocumentType.RESIDENT_ID, number15)


def agree(
    number: str, born_on: date, sex: str, document_type: str = DocumentType.RESIDENT_ID
) -> tuple[Disagreement, ...]:
    """Return what the number of a document contradicts; most travel documents say nothing.

    A contradiction refuses nobody: a number may have been issued wrongly, so both are shown and a
    clerk looks.
    """
    found = check_identity_number(document_type, number, date.max, of_the_living=False)
    told = []
    if found.born_on not in (None, born_on):
        told.append(Disagreement(Particular.BORN_ON, _day(found.born_on), _day(born_on)))
    if found.sex not in (None, sex):
        told.append(Disagreement(Particular.SEX, SEXES[str(found.sex)], SEXES[sex]))
    return tuple(told)


def _day(day: date | None) -> Text:
    iso = "" if day is None else day.isoformat()
    return Text(iso, iso)


def fault_of_number(document_type: str, typed: str) -> Text | None:
    """Return why a number cannot be one of its document, or nothing.

    Who would be older than anybody is, is not refused: the number may still be theirs.
    """
    number = normalise_typed(typed)
    return check_identity_number(document_type, number, date.max, of_the_living=False).message


def fault_of_name(typed: str) -> Text | None:
    """Return why a name cannot be recorded, or nothing."""
    if len(tidy_name(typed)) > LONGEST_NAME:
        return NAME_TOO_LONG
    return check_name(typed).message


def is_very_old(born_on: date, today: date) -> bool:
    """Whether somebody born that day would be older than anybody is."""
    return today.year - born_on.year > OLDEST_AGE


def is_young(born_on: date, today: date) -> bool:
    """Whether a guardian has to be asked: younger than sixteen today."""
    return (today.year - born_on.year, (today.month, today.day) >= (born_on.month, born_on.day)) < (
        YOUNGEST,
        True,
    )


def written(number: str) -> str:
    """Return a number in its one written form: plain digits, a capital X."""
    return normalise_typed(number)


def is_only_spelling(old: Identity, new: Identity) -> bool:
    """Whether nobody but the way of writing changes: fifteen digits to the eighteen after them."""
    return (
        is_same_name(old.name, new.name)
        and old.document_type == new.document_type == DocumentType.RESIDENT_ID
        and (old.born_on, old.sex) == (new.born_on, new.sex)
        and old.number != new.number == eighteen(old.number)
    )


def document_title(document_type: str) -> Text:
    """Return what a kind of document is called."""
    return DOCUMENT_TYPES[DocumentType(document_type)]


def country_title(code: str) -> Text:
    """Return the name of the country of a passport; a dash for other documents."""
    return COUNTRIES.get(code, NO_COUNTRY)
