"""Taking numbers of people out of what somebody asks: an answer never needs them.

Identity numbers by their form and check digit, phones, bank cards by Luhn's digit, mail addresses.
Eighteen digits that are no identity number stay, with a warning: they may be a number of a case.
"""

import re
from dataclasses import dataclass
from datetime import date

from law.identity_number import check_identity_number

TAKEN_OUT = "[号码]"
_IDENTITY = re.compile(r"(?<![0-9])[1-9]\d{16}[\dXx](?![0-9])", re.ASCII)
_OLD_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}(?!\d)", re.ASCII
)
_PHONE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)", re.ASCII)
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){15,18}(?!\d)", re.ASCII)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_LONG = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)", re.ASCII)


@dataclass(frozen=True)
class Masked:
    """A text without numbers of people; how many were taken out, and whether one may remain."""

    text: str
    taken: int
    is_doubtful: bool = False


def mask(text: str, *, today: date) -> Masked:
    """Return the text without identity numbers, phones, cards and mail addresses."""
    taken = 0

    def out(found: re.Match[str]) -> str:
        nonlocal taken
        taken += 1
        return TAKEN_OUT

    def out_if_identity(found: re.Match[str]) -> str:
        return out(found) if _is_identity(found[0], today) else found[0]

    def out_if_card(found: re.Match[str]) -> str:
        return out(found) if is_luhn(found[0]) else found[0]

    said = _MAIL.sub(out, text)
    said = _IDENTITY.sub(out_if_identity, said)
    said = _OLD_IDENTITY.sub(out, said)
    said = _PHONE.sub(out, said)
    said = _CARD.sub(out_if_card, said)
    return Masked(said, taken, is_doubtful=_LONG.search(said) is not None)


def _is_identity(number: str, today: date) -> bool:
    kinds = ("resident-id", "hmt-residence-permit", "foreign-permanent-resident")
    return any(check_identity_number(kind, number.upper(), today).valid for kind in kinds)


def is_luhn(number: str) -> bool:
    """Whether the last digit of a card is right."""
    digits = [int(each) for each in number if each.isdigit()][::-1]
    doubled = (d if at % 2 == 0 else (d * 2 - 9 if d > 4 else d * 2) for at, d in enumerate(digits))
    return sum(doubled) % 10 == 0
