"""How often anything may be tried: one table of limits (`LIMITS`), one count, one statement.

Counts lie in the database, so that no restart of anything forgets them; when they cannot be
written, nothing is let through. A span begins with the first try and then starts from nothing.
Count before the work and outside its transaction: a refusal would take the count back with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import F

from kit import crypto
from kit.attempt_models import Attempt

CONTEXT = "kit.attempt"
COUNT = """
    INSERT INTO kit_attempt (key, number, ends_at) VALUES (%(key)s, 1, %(ends_at)s)
    ON CONFLICT (key) DO UPDATE SET
        number = CASE WHEN kit_attempt.ends_at <= %(now)s THEN 1 ELSE kit_attempt.number + 1 END,
        ends_at = CASE WHEN kit_attempt.ends_at <= %(now)s THEN excluded.ends_at
                       ELSE kit_attempt.ends_at END
    RETURNING number, ends_at
"""


@dataclass(frozen=True)
class Limit:
    """So many in so many seconds, for one name and for whoever is counted under it."""

    name: str
    whose: str
    now: datetime

    @property
    def most(self) -> int:
        """How many there may be."""
        return settings.LIMITS[self.name][0]

    @property
    def seconds(self) -> int:
        """How long a span is."""
        return settings.LIMITS[self.name][1]

    @property
    def key(self) -> str:
        """What the count lies under: neither an address nor a contact can be read from it."""
        return crypto.blind_index(f"{self.name}\x00{self.whose}", context=CONTEXT)

    def count(self) -> int:
        """Count one more and return how many there are now, in one statement."""
        return self.spend()[0]

    def spend(self) -> tuple[int, int]:
        """Count one more; return how many there are now, and in how many seconds the span ends."""
        adapted = connection.ops.adapt_datetimefield_value
        ends_at = self.now + timedelta(seconds=self.seconds)
        values = {"key": self.key, "now": adapted(self.now), "ends_at": adapted(ends_at)}
        with connection.cursor() as cursor:
            cursor.execute(COUNT, values)
            number, until = cursor.fetchone()
        return int(number), _seconds(self.now, until)

    def counted(self) -> int:
        """Return how many there were, without counting."""
        running = Attempt.objects.running(self.key, self.now)
        return running.values_list("number", flat=True).first() or 0

    def passes(self) -> bool:
        """Count one more, and say whether it is still allowed."""
        return self.count() <= self.most

    def is_reached(self) -> bool:
        """Whether no more is allowed, without counting."""
        return self.counted() >= self.most

    def take_back(self) -> None:
        """Take back one that was counted and turned out to be right."""
        Attempt.objects.filter(key=self.key, number__gt=0).update(number=F("number") - 1)

    def wait(self) -> int:
        """Return in how many seconds the span ends; at least one."""
        running = Attempt.objects.running(self.key, self.now)
        return _seconds(self.now, running.values_list("ends_at", flat=True).first() or self.now)


def _seconds(now: datetime, until: datetime | str) -> int:
    """Return how many whole seconds are left, at least one; SQLite tells moments as texts."""
    ends_at = datetime.fromisoformat(until) if isinstance(until, str) else until
    if ends_at.tzinfo is None:
        ends_at = ends_at.replace(tzinfo=UTC)
    return max(1, -int((now - ends_at).total_seconds() // 1))


def limit(name: str, whose: object = "", *, now: datetime) -> Limit:
    """Return a limit of the table for somebody; without `whose`, for everybody together."""
    return Limit(name, str(whose), now)


def all_pass(limits: Iterable[Limit]) -> bool:
    """Count one more in each of them, and say whether all allow it.

    Name the narrowest first: what it refuses uses up nothing of the wider ones, so that whoever
    goes on and on stays alone with it.
    """
    return all(each.passes() for each in limits)


def forget_old(*, now: datetime) -> None:
    """Forget the counts whose span is over."""
    Attempt.objects.over(now).delete()
