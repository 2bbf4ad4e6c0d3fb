"""How often letters may be checked: by one address, and everywhere while somebody is guessing.

Nobody guesses one of 128 random bits. The limits spare the database, and make a flood visible.
Counts lie in the cache under hashed addresses; while it is away nobody is turned back.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from kit.errors import TooOften
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


@dataclass(frozen=True)
class Limit:
    """So many in so many seconds; each span is counted from nothing."""

    name: str
    now: datetime

    @property
    def most(self) -> int:
        """How many there may be."""
        return settings.LETTER_CHECK_LIMITS[self.name][0]

    @property
    def seconds(self) -> int:
        """How long a span is."""
        return settings.LETTER_CHECK_LIMITS[self.name][1]

    @property
    def left(self) -> int:
        """How many seconds the present span still lasts."""
        return self.seconds - int(self.now.timestamp()) % self.seconds

    def count(self, whose: str = "") -> int:
        """Count one more; return how many there are in this span."""
        key = self._key(whose)
        cache.add(key, 0, timeout=2 * self.seconds)
        try:
            return cache.incr(key)
        except ValueError:  # emptied between the two
            return 1

    def counted(self, whose: str = "") -> int:
        """Return how many there were."""
        return int(cache.get(self._key(whose), 0))

    def _key(self, whose: str) -> str:
        span = int(self.now.timestamp()) // self.seconds
        mark = salted_hmac("letters.checking", whose).hexdigest()[:32] if whose else "all"
        return f"letter-check:{self.name}:{span}:{mark}"


def count_check(visitor: Visitor, *, now: datetime, is_file: bool = False) -> None:
    """Count a check, or refuse it."""
    limit = Limit("file" if is_file else "code", now)
    if limit.count(visitor.neighbour) > limit.most:
        raise TriedTooOften(limit.left)


def refuse_guessing(visitor: Visitor, *, now: datetime) -> None:
    """Refuse whoever has asked for too many codes that do not exist.

    While unknown codes pour in from everywhere, whoever sends some of them has fewer tries; those
    who bring a letter that exists are let in all the same.
    """
    everywhere, limit = Limit("unknown-everywhere", now), Limit("unknown", now)
    is_flood = everywhere.counted() >= everywhere.most
    most = Limit("unknown-in-a-flood", now).most if is_flood else limit.most
    if limit.counted(visitor.neighbour) >= most:
        raise TriedTooOften(limit.left)


def count_unknown(visitor: Visitor, *, now: datetime) -> None:
    """Count a code that does not exist; a flood of them is told in the log, once a minute."""
    Limit("unknown", now).count(visitor.neighbour)
    everywhere = Limit("unknown-everywhere", now)
    if everywhere.count() == everywhere.most:
        log.warning("letters: %s unknown codes in %s s", everywhere.most, everywhere.seconds)
