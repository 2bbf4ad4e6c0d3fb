"""By what people are found whose particulars are stored encrypted."""

from kit import crypto
from law.identity_number import canonical_number, findable_numbers


def number_index(document_type: str, number: str) -> str:
    """Return the blind index of a document number, of its one form however it is written."""
    canonical = canonical_number(document_type, number)
    return crypto.blind_index(canonical, context="person.number")


def number_indexes(number: str) -> list[str]:
    """Return the blind indexes of a number whose kind of document is not known."""
    found = findable_numbers(number)
    return [crypto.blind_index(each, context="person.number") for each in found]


def reason_index(reason: str) -> str:
    """Return the blind index of a reason for looking; nothing where none was given."""
    return crypto.blind_index(reason, context="access.reason") if reason else ""


def phone_index(phone: str) -> str:
    """Return the blind index of a phone number in the form +8613800138000."""
    return crypto.blind_index(phone, context="user.phone")
