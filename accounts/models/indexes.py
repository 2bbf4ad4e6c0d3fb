"""By what people are found whose particulars are stored encrypted."""

from kit import crypto
from law.canonical import canonical
from law.identity_number import (
    IdentityDocument,
    canonical_number,
    findable_numbers,
    passport_named,
)
from law.names import name_key, surname_key


def number_index(document_type: str, number: str) -> str:
    """Return the blind index of a number, of its one form however it is written.

    Several documents may have it; who somebody is, is asked by `document_index`.
    """
    written = canonical_number(document_type, number)
    return crypto.blind_index(written, context="person.number")


def document_index(document: IdentityDocument) -> str:
    """Return the blind index of a document: its kind, who issued it, and its number together."""
    written = canonical(list(document.canonical)).decode()
    return crypto.blind_index(written, context="person.document")


def name_index(name: str) -> str:
    """Return the blind index of a whole name, of its one form however it is written."""
    return crypto.blind_index(name_key(name), context="person.name")


def surname_index(name: str) -> str:
    """Return the blind index of the surname of a name."""
    return crypto.blind_index(surname_key(name), context="person.surname")


def typed_indexes(typed: str) -> list[str]:
    """Return the blind indexes of what was typed without saying which kind of document it is.

    A number alone is that of any document; with a country before it, of this country's passport.
    """
    found = [crypto.blind_index(each, context="person.number") for each in findable_numbers(typed)]
    passport = passport_named(typed)
    return found + ([document_index(passport)] if passport else [])


def reason_index(reason: str) -> str:
    """Return the blind index of a reason for looking; nothing where none was given."""
    return crypto.blind_index(reason, context="access.reason") if reason else ""


def phone_index(phone: str) -> str:
    """Return the blind index of a phone number in the form +8613800138000."""
    return crypto.blind_index(phone, context="user.phone")
