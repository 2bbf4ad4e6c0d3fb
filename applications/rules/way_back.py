"""The way back that a replaced contact is told of: how long it is open, and what its code is.

It is the portal's own safeguard against somebody who takes over an account; no law names a term.
"""

from datetime import datetime, timedelta

HOURS = 24
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # as on letters: nothing is read as something else
GROUP, LENGTH = 5, 10


def is_open(told_at: datetime | None, now: datetime) -> bool:
    """Whether what was done can still be undone; the hours run from the telling, however late."""
    return told_at is not None and now <= told_at + timedelta(hours=HOURS)


def code_of(digest: str) -> str:
    """Return a code of fifty bits, too many to be guessed in a day: ABCDE-FGHJK."""
    number = int(digest, 16)
    characters = [ALPHABET[number >> 5 * place & 31] for place in range(LENGTH)]
    return "".join(characters[:GROUP]) + "-" + "".join(characters[GROUP:])
