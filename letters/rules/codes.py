"""The code on a letter by which anybody can check it: 128 random bits, grouped for typing.

Crockford's alphabet has no I, L, O and U, so that nothing is read as something else. The last
twelve bits are a check: a slip of the finger is told apart from a letter that nobody knows.
"""

import unicodedata
from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_BYTES = 16
GROUP, LENGTH = 4, 28
LONGEST_TYPED = 300  # characters: a code in an address, with whatever a hand adds
IN_ADDRESS = "/verify/"
_CHECK_BITS = 12
_READ_AS = str.maketrans("OIL", "011")


def code_of(secret: bytes) -> str:
    """Return the code of 128 random bits, as it is stored: 28 characters without dashes."""
    if len(secret) != RANDOM_BYTES:
        raise ValueError(f"a code is made of {RANDOM_BYTES} bytes")
    number = int.from_bytes(secret) << _CHECK_BITS | _check(secret)
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def grouped(code: str) -> str:
    """Return the code as it is printed: seven groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def as_typed(text: str) -> str | None:
    """Return the code somebody typed, or None where it cannot be one.

    Small letters, full-width characters, spaces, dashes, a Chinese word before it and O for 0 are
    all understood, and so is the address that a reader of the picture shows.
    """
    code = characters_of(text)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        return None
    number = 0
    for character in code:
        number = number << 5 | ALPHABET.index(character)
    secret = (number >> _CHECK_BITS).to_bytes(RANDOM_BYTES)
    return code if code_of(secret) == code else None


def characters_of(text: str) -> str:
    """Return what of a text could be characters of a code, in the one way they are written."""
    end = text[:LONGEST_TYPED].rpartition(IN_ADDRESS)[2]
    plain = unicodedata.normalize("NFKC", end).upper()
    return "".join(each for each in plain if each.isascii() and each.isalnum()).translate(_READ_AS)


def _check(secret: bytes) -> int:
    return int.from_bytes(sha256(secret).digest()[:2]) >> 16 - _CHECK_BITS
