"""Judging the days of the journal: roots, signatures, the chain from day to day, and the keys."""

from collections.abc import Iterator
from datetime import timedelta

from journal import keys, statements
from journal.findings import Finding, Kind
from journal.models import JournalDay, JournalKey, JournalLeaf
from journal.rules.merkle import Tree
from journal.sealing import end_of

BATCH = 5000
ONE_DAY = timedelta(days=1)


def judge_keys() -> Iterator[Finding]:
    """Name each key that nobody introduced, and the mounted one where it is not in the history."""
    history = list(JournalKey.objects.all())
    trusted = keys.is_trusted(history)
    for key in history:
        if not trusted[key.name]:
            yield Finding(Kind.KEY_SWAPPED, name=key.name)
    mounted = keys.mounted()
    if history and mounted.public not in {key.public for key in history}:
        yield Finding(Kind.KEY_SWAPPED, name=mounted.name)


def judge_days() -> Iterator[Finding]:
    """Name each day that is not what was signed, does not follow the one before, or is missing."""
    before: JournalDay | None = None
    days = JournalDay.objects.select_related("key").order_by("day")
    for day in days.iterator(chunk_size=100):
        yield from _succession(day, before)
        yield from _statement(day)
        yield from _leaves(day)
        before = day


def _succession(day: JournalDay, before: JournalDay | None) -> Iterator[Finding]:
    expected = before.day + ONE_DAY if before else day.day
    if day.day != expected:
        yield Finding(Kind.DELETED, day=expected)
    elif day.previous_hash != (before.hash if before else ""):
        yield Finding(Kind.REWRITTEN if before else Kind.DELETED, day=day.day - ONE_DAY)
    if before and day.key_id < before.key_id:
        yield Finding(Kind.KEY_SWAPPED, day=day.day)


def _statement(day: JournalDay) -> Iterator[Finding]:
    statement = statements.of_day(day)
    if day.hash != statements.hash_of(statement):
        yield Finding(Kind.REWRITTEN, day=day.day)
    elif not keys.is_signed(statement, day.signature, day.key.public):
        yield Finding(Kind.KEY_SWAPPED, day=day.day)
    if day.sealed_at < end_of(day.day):
        yield Finding(Kind.SHIFTED_TIME, day=day.day)


def _leaves(day: JournalDay) -> Iterator[Finding]:
    """Build the tree of a day anew from its leaves, each in its place."""
    tree = Tree()
    for index, leaf in _leaves_in_order(day):
        if index != tree.size:
            yield Finding(Kind.DELETED, day=day.day, sequence=tree.size)
            return
        tree.add(leaf)
    if tree.size != day.size:
        kind = Kind.DELETED if tree.size < day.size else Kind.INSERTED
        yield Finding(kind, day=day.day, sequence=min(tree.size, day.size))
    elif tree.root.hex() != day.root or b"".join(tree.blocks) != bytes(day.blocks):
        yield Finding(Kind.REWRITTEN, day=day.day)


def _leaves_in_order(day: JournalDay) -> Iterator[tuple[int, bytes]]:
    """Yield place and hash of each leaf in small statements: memory stays flat, none runs long."""
    leaves = JournalLeaf.objects.filter(day=day.day).order_by("index")
    last = -1
    while batch := list(leaves.filter(index__gt=last).values_list("index", "hash")[:BATCH]):
        yield from ((index, bytes(leaf)) for index, leaf in batch)
        last = batch[-1][0]
