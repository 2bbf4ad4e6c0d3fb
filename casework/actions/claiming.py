"""Taking duties on: one statement sees what is due, one takes some of it, past whoever is at any.

A claim is a lease. It outlasts what may be waited for in a duty (docs/decisions/0083), and whoever
dies leaves its duties to the next one when it ends.
"""

import logging
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL

from casework.models import Duty, Tick

log = logging.getLogger(__name__)
Kind = Duty.Kind

# Longer than any statement of a worker (docker-compose.yml), and so than what a duty waits for.
LEASE = timedelta(seconds=60)
MOST_TRIES = 5
CHORES = "chores"  # beside the drivers: when somebody last looked after the rest
CHORES_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Queue:
    """Duties that wait for one another and for no others; `at_once` are claimed together."""

    name: str
    kinds: tuple[Duty.Kind, ...]
    at_once: int


MILESTONES = Queue("milestones", (Kind.LATE, Kind.REMIND), 25)  # together hold so many cases
LETTERS = Queue("letters", (Kind.DELIVER,), 2)
DECISIONS = Queue("decisions", (Kind.ISSUE,), 1)  # each lets the next of its agency come up
# They wait for a scanner, an authority, a gateway, or gather much.
ERRANDS = Queue(
    "errands",
    (Kind.JUDGE_PAPER, Kind.ASK_ELSEWHERE, Kind.ANNOUNCE, Kind.TELL_LISTED, Kind.COLLECT),
    1,
)
TERMS = Queue("terms", (Kind.COUNT_ANEW,), 1)
# Somebody waits before the page; a provider that is slow holds up no letter.
MONEY = Queue("money", (Kind.ASK_PROVIDER, Kind.EXPIRE_ORDER, Kind.SEND_BACK), 10)
NIGHTLY = Queue("nightly", (Kind.RECONCILE, Kind.OPEN_DUES, Kind.REMIND_DUES), 1)
# A run is a chain of pieces of seconds each; nobody waits before a page.
PAYOUTS = Queue(
    "payouts",
    (Kind.RUN_MONTH, Kind.PREPARE_BATCHES, Kind.ASK_BANK, Kind.TELL_PAID, Kind.PROVE),
    1,
)
RECORDS = Queue("records", (Kind.LOAD_RECORDS,), 1)  # minutes each
WEBHOOKS = Queue("webhooks", (Kind.CALL_WEBHOOK,), 1)  # systems of agencies, some of them slow
_NAMED = (
    *(MILESTONES, LETTERS, DECISIONS, ERRANDS, TERMS, MONEY, NIGHTLY, PAYOUTS, RECORDS),
    WEBHOOKS,
)
_REST = Queue("rest", tuple(k for k in Kind if not any(k in each.kinds for each in _NAMED)), 10)
# The quickest first: a thousand letters that are to be sealed hold up no deadline, a page that is
# slow to be judged holds up no letter, and whoever counts terms anew holds up nobody.
QUEUES = (
    *(MILESTONES, MONEY, _REST, LETTERS, DECISIONS, ERRANDS, WEBHOOKS),
    *(TERMS, NIGHTLY, PAYOUTS, RECORDS),
)


# --- Looking ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Seen:
    """What a look has found: kinds of which something is due, and whether chores have waited."""

    due: frozenset[str]
    chores_wait: bool


def look(driver: str, *, now: datetime) -> Seen:
    """Note that a driver looks, and say what is due: one statement, however much is owed."""
    sql, values = _question(connection.vendor)
    at = connection.ops.adapt_datetimefield_value
    moments = {at(each): at(moment) for each, moment in _standing_for(now).items()}
    with connection.cursor() as cursor:
        cursor.execute(sql, [driver, *(moments.get(value, value) for value in values)])
        due, looked_after = cursor.fetchone()
    return Seen(frozenset(due.split(",") if due else ()), not looked_after)


# Moments that stand for others in a question that is worked out once.
_NOW, _BEFORE = datetime(1970, 1, 2, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)


def _standing_for(now: datetime) -> dict[datetime, datetime]:
    return {_NOW: now, _BEFORE: now - CHORES_EVERY}


@cache
def _question(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Return the statement of a look without its driver: writing it costs more than the answer.

    Each kind is asked for its first alone (`LIMIT 1`), however many of it are due.
    """
    first = Duty.objects.due(_NOW).filter(kind=RawSQL("kinds.kind", ())).values("pk")[:1]
    free, values = _sql(first)
    listed = " UNION ALL ".join("SELECT %s AS kind" for _kind in Kind)
    gather = "string_agg" if vendor == "postgresql" else "group_concat"
    ticks, at = Tick._meta.db_table, connection.ops.adapt_datetimefield_value
    sql = f"""INSERT INTO {ticks} (driver, at) VALUES (%s, %s)
        ON CONFLICT (driver) DO UPDATE SET at = excluded.at RETURNING
        (SELECT {gather}(kinds.kind, ',') FROM ({listed}) AS kinds WHERE ({free}) IS NOT NULL),
        (SELECT count(*) FROM {ticks} AS mark WHERE mark.driver = %s
            AND mark.at > %s AND mark.at <= %s)"""  # noqa: S608 -- names of our own tables
    return sql, (at(_NOW), *Kind.values, *values, CHORES, at(_BEFORE), at(_NOW))


def claim_chores(now: datetime) -> bool:
    """Take on what wants looking after besides duties; one driver does, once in a minute."""
    mark = Tick.objects.filter(driver=CHORES)
    if mark.exclude(at__gt=now - CHORES_EVERY, at__lte=now).update(at=now):
        return True
    return Tick.objects.get_or_create(driver=CHORES, defaults={"at": now})[1]


# --- Claiming ---------------------------------------------------------------------------------
def claim(kind: Duty.Kind, *, most: int, now: datetime, tried: bool = False) -> list[Duty]:
    """Take on some duties of a kind that nobody is at, those first that have waited longest.

    `tried`: only what was tried before. It is claimed by itself, so that a duty that ends its
    worker each time takes no others along.
    """
    order = "held_act_id" if kind is Kind.ISSUE else "due_at"
    free = Duty.objects.due(now).filter(kind=kind).order_by(order, "pk")
    return _claimed((free.filter(attempts__gt=0) if tried else free.filter(attempts=0))[:most], now)


def claim_one(pk: int, *, now: datetime) -> Duty | None:
    """Take on this duty if it is due and nobody is at it."""
    return next(iter(_claimed(Duty.objects.due(now).filter(pk=pk), now)), None)


def _claimed(free: QuerySet[Duty], now: datetime) -> list[Duty]:
    """Lease what is free in one statement, and count the try before it is made."""
    found, values = _sql(free.values("pk"))
    if connection.features.has_select_for_update_skip_locked:
        found += " " + connection.ops.for_update_sql(skip_locked=True)
    table, until = Duty._meta.db_table, connection.ops.adapt_datetimefield_value(now + LEASE)
    sql = f"""WITH free (key) AS MATERIALIZED ({found})
        UPDATE {table} SET claimed_until = %s, attempts = attempts + 1
        WHERE id IN (SELECT free.key FROM free) RETURNING *"""  # noqa: S608 -- as above
    claimed = Duty.objects.raw(sql, [*values, until])
    return sorted(claimed, key=lambda duty: (duty.held_act_id or 0, duty.due_at, duty.pk))


def _sql(rows: QuerySet) -> tuple[str, Sequence[Any]]:
    return rows.query.get_compiler(connection=connection).as_sql()


def let_go(duties: Iterable[Duty]) -> None:
    """Give back what was claimed and not begun, as if nobody had tried."""
    waiting = Duty.objects.waiting().filter(pk__in=[each.pk for each in duties])
    waiting.update(claimed_until=None, attempts=F("attempts") - 1)


def hold_on(duty: Duty, *, now: datetime) -> None:
    """Lease a duty that takes long for a while longer; in a transaction, until that ends."""
    Duty.objects.waiting().filter(pk=duty.pk).update(claimed_until=now + LEASE)


# --- What failed ------------------------------------------------------------------------------
def bury(duty: Duty, *, now: datetime) -> None:
    """Give up a duty that was claimed again and again and never came to an end."""
    log.error("duty %s died: no try ever came to an end", duty.pk)
    Duty.objects.waiting().filter(pk=duty.pk).update(dead_at=now, attempts=MOST_TRIES)


def put_back(pk: int, error: Exception, *, now: datetime) -> None:
    """Try again later, ever later; after the last try the duty is dead and an alarm is raised.

    Only the kind of error is kept: its text may hold personal data.
    """
    what = type(error).__name__
    waiting = Duty.objects.waiting().filter(pk=pk)
    if waiting.filter(attempts__gte=MOST_TRIES).update(dead_at=now, last_error=what):
        log.error("duty %s died of %s", pk, what)
        return
    tries = waiting.values_list("attempts", flat=True).first()
    if tries is None:  # meanwhile somebody else did it, or it is owed no more
        return
    log.warning("duty %s failed with %s, try %s", pk, what, tries)
    pause = timedelta(seconds=2**tries * random.uniform(5, 10))  # noqa: S311 -- no secret
    waiting.update(claimed_until=now + pause, last_error=what)
