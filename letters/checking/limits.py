"""How often letters may be checked: by one address, and everywhere while somebody is guessing.

Nobody guesses one of 128 random bits. The limits spare the database, and make a flood visible.
"""

import logging
from datetime import datetime

from django.utils.translation import ngettext

from kit.errors import TooOften
from kit.limits import limit
from letters.checking.visitors import Visitor

log = logging.getLogger(__name__)
MINUTE = 60


class TriedTooOften(TooOften):
    """Letters were checked too often; `wait` says in how many seconds it goes on."""

    def __init__(self, wait: int) -> None:
        minutes = -(-wait // MINUTE)
        text = ngettext(
            "Too many letters were checked from your connection. It goes on in %(n)s minute.",
            "Too many letters were checked from your connection. It goes on in %(n)s minutes.",
            minutes,
        )
        super().__init__(text % {"n": minutes})
        self.wait = wait


def count_check(visitor: Visitor, *, now: datetime, is_file: bool = False) -> None:
    """Count a check, or refuse it."""
    checks = limit("letters.file" if is_file else "letters.code", visitor.neighbour, now=now)
    if not checks.passes():
        raise TriedTooOften(checks.wait())


def refuse_guessing(visitor: Visitor, *, now: datetime) -> None:
    """Refuse whoever has asked for too many codes that do not exist.

    While unknown codes pour in from everywhere, whoever sends some of them has fewer tries; those
    who bring a letter that exists are let in all the same.
    """
    unknown = limit("letters.unknown", visitor.neighbour, now=now)
    number = unknown.counted()
    if number < min(unknown.most, limit("letters.unknown-in-a-flood", now=now).most):
        return
    if number >= unknown.most or limit("letters.unknown-everywhere", now=now).is_reached():
        raise TriedTooOften(unknown.wait())


def count_unknown(visitor: Visitor, *, now: datetime) -> None:
    """Count a code that does not exist; a flood of them is told in the log, once in each span."""
    limit("letters.unknown", visitor.neighbour, now=now).count()
    everywhere = limit("letters.unknown-everywhere", now=now)
    if everywhere.count() == everywhere.most:
        log.warning("letters: %s unknown codes in %s s", everywhere.most, everywhere.seconds)
