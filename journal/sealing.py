"""Sealing: when a day has ended, whatever no earlier day holds becomes a leaf of it.

An event belongs to the first day that is sealed after it could be seen. So one whose transaction
ended after midnight, or after its day was sealed, is in the next day and never in none.
"""

import logging
import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Min

from casework.actions import keeping_quiet
from casework.models import Case, Event
from journal import keys, statements
from journal.models import JournalDay, JournalKey, JournalLeaf
from journal.rules.disclosure import digests_of, key_of_leaf, leaf_of
from journal.rules.merkle import Tree
from kit.clock import day_of

log = logging.getLogger(__name__)
SHANGHAI = ZoneInfo("Asia/Shanghai")
GRACE = timedelta(minutes=5)  # so that what was written before midnight is mostly in its own day
SECRET_BYTES = 32
BATCH = 2000
LOCK = 0x5EA1  # any number that nothing else in this database locks by


def seal_what_is_due(*, now: datetime) -> int:
    """Seal every day that has ended and is not sealed; return how many were sealed here.

    While the portal keeps quiet none is: a restored copy would seal its days anew, and what was
    kept elsewhere of them would fit no more.
    """
    keeping_quiet.notice(now)
    if keeping_quiet.is_quiet():
        return 0
    sealed = 0
    while (day := next_due(now)) and _seal_next_alone(day, now):
        sealed += 1
    return sealed


def next_due(now: datetime) -> date | None:
    """Return the day that has to be sealed next, if it has ended."""
    last = JournalDay.objects.values_list("day", flat=True).first()
    day = last + timedelta(days=1) if last else _first_day(now)
    return day if end_of(day) + GRACE <= now else None


def _first_day(now: datetime) -> date:
    """Return the day of the first event; where there is none, the journal begins yesterday."""
    earliest = Event.objects.aggregate(at=Min("at"))["at"]
    return day_of(earliest) if earliest else day_of(now) - timedelta(days=1)


def end_of(day: date) -> datetime:
    """Return the midnight that ends a day in Asia/Shanghai."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI).astimezone(UTC)


def _seal_next_alone(seen: date, now: datetime) -> bool:
    """Seal the next day unless another driver is in; a stopped one leaves nothing.

    Whoever gets in asks anew which day is next, for another may have sealed the one it had seen.
    If it went away instead, the driver it kept out would be gone too, and a due day left over.
    """
    try:
        with transaction.atomic():
            key = keys.current(now=now)
            if not _hold_journal() or not (day := next_due(now)):
                return False
            sealed = _seal(day, key, now)
    except (IntegrityError, OperationalError) as error:
        log.warning(
            "the journal of %s is sealed elsewhere, or later: %s", seen, type(error).__name__
        )
        return False
    except keys.KeyRefused as refused:
        log.error("the journal stands still: key %s was replaced or never introduced", refused)
        return False
    # Logs are kept elsewhere: each of these lines is a copy that no change of the database reaches.
    log.info("journal %s: %s events, hash %s, key %s", day, sealed.size, sealed.hash, key.name)
    return True


def _hold_journal() -> bool:
    """Keep other drivers out until this transaction ends; say whether nobody else is in."""
    if not JournalKey.objects.exists():
        return False
    if connection.vendor != "postgresql":  # SQLite has one writer at a time anyway
        return True
    with connection.cursor() as cursor:  # no row: a key is written once, and none may be locked
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _seal(day: date, key: JournalKey, now: datetime) -> JournalDay:
    last = JournalDay.objects.first()
    secret, tree = secrets.token_bytes(SECRET_BYTES), Tree()
    for events in unsealed(day):
        leaves = [leaf_for(event, number, secret) for event, number in events]
        for leaf in leaves:
            leaf.day, leaf.index = day, tree.size
            tree.add(bytes(leaf.hash))
        JournalLeaf.objects.bulk_create(leaves, batch_size=BATCH)
    sealed = JournalDay(
        day=day,
        size=tree.size,
        root=tree.root.hex(),
        previous_hash=last.hash if last else "",
        sealed_at=now,
        key=key,
        secret=secret,
        blocks=b"".join(tree.blocks),
    )
    statement = statements.of_day(sealed)
    sealed.hash, sealed.signature = statements.hash_of(statement), keys.mounted().sign(statement)
    sealed.save()
    return sealed


def unsealed(day: date) -> Iterator[list[tuple[Event, str]]]:
    """Yield, batch by batch, what happened until the end of the day and is in no day yet."""
    waiting = Event.objects.filter(at__lt=end_of(day), leaf=None).order_by("pk")
    last = 0
    while batch := list(waiting.filter(pk__gt=last)[:BATCH]):
        cases = Case.objects.filter(pk__in={event.case_id for event in batch})
        numbers = dict(cases.values_list("pk", "number"))
        yield [(event, numbers[event.case_id]) for event in batch]
        last = batch[-1].pk


def leaf_for(event: Event, case_number: str, secret: bytes) -> JournalLeaf:
    """Return the leaf of an event."""
    return JournalLeaf(
        event_id=event.pk,
        case_id=event.case_id,
        sequence=event.sequence,
        at=event.at,
        event_hash=bytes.fromhex(event.hash),
        hash=hash_for(event, case_number, secret),
    )


def hash_for(event: Event, case_number: str, secret: bytes) -> bytes:
    """Return what stands in the leaf: only the secret of the day leads there from the event."""
    key = key_of_leaf(secret, bytes.fromhex(event.hash))
    return leaf_of(digests_of(statements.parts_of(event, case_number), key))
