"""Judging the history of one case: each event against its own hash, its neighbours and its leaf."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from casework.actions.history import seal
from casework.models import Event
from journal.findings import Finding, Kind
from journal.models import JournalLeaf
from journal.sealing import hash_for
from kit.clock import day_of

# Processes have clocks of their own, and an event may wait for the row of its case.
SKEW = timedelta(minutes=5)
# What was written before midnight may be seen after its day was sealed; but not an hour later.
LATEST_ARRIVAL = timedelta(hours=1)
MOVES = (Event.Kind.STARTED, Event.Kind.MOVED)


@dataclass(frozen=True)
class Sealed:
    """What is known of the days: the secret of each, and until when everything is sealed."""

    secrets: Mapping[date, bytes]
    first: date | None = None
    until: datetime | None = None


@dataclass
class History:
    """All there is of one case, and what a reader finds in it."""

    number: str
    status: str
    events: list[Event]
    leaves: list[JournalLeaf]
    sealed: Sealed
    now: datetime
    explained: set[int] = field(default_factory=set)  # events that moved because others did

    @cached_property
    def leaf_of(self) -> dict[int, JournalLeaf]:
        """The leaf of each event that has one."""
        return {leaf.event_id: leaf for leaf in self.leaves}

    @cached_property
    def orphans(self) -> list[JournalLeaf]:
        """Leaves whose event is gone."""
        present = {event.pk for event in self.events}
        return [leaf for leaf in self.leaves if leaf.event_id not in present]

    @cached_property
    def highest_sealed(self) -> int:
        """The place of the last sealed event that is still here."""
        return max((e.sequence for e in self.events if e.pk in self.leaf_of), default=0)

    def is_intact(self, event: Event) -> bool:
        """Whether an event says what its hash stands for."""
        return event.hash == seal(event, self.number)

    def original(self, event: Event) -> int:
        """Return the place an event was written at, by its leaf or by its own hash."""
        leaf = self.leaf_of.get(event.pk)
        if leaf is not None:
            return leaf.sequence
        return event.sequence if self.is_intact(event) else self._place_by_hash(event)

    def _place_by_hash(self, event: Event) -> int:
        """Return the place under which the hash would be right, or the one it claims."""
        claimed, found = event.sequence, event.sequence
        for place in range(1, len(self.events) + len(self.orphans) + 2):
            event.sequence = place
            if self.is_intact(event):
                found = place
        event.sequence = claimed
        return found


def judge(history: History) -> list[Finding]:
    """Return what is wrong with a case; each event is named once, by the plainest sign."""
    found = [*_gone(history), *_written(history)]
    if not found and history.explained:
        found = [_at(history, Kind.REORDERED, place) for place in sorted(history.explained)]
    if not found and not _ends_where_the_case_is(history):
        found = [_at(history, Kind.CUT_TAIL, len(history.events) + 1)]
    return found


def _at(history: History, kind: Kind, sequence: int) -> Finding:
    return Finding(kind, history.number, sequence)


def _gone(history: History) -> Iterator[Finding]:
    """Name the events that have left nothing but their leaf."""
    kept = [history.leaf_of[e.pk].sequence for e in history.events if e.pk in history.leaf_of]
    for leaf in history.orphans:
        is_tail = bool(kept) and leaf.sequence > max(kept)
        yield _at(history, Kind.CUT_TAIL if is_tail else Kind.DELETED, leaf.sequence)


def _written(history: History) -> Iterator[Finding]:
    """Name the events that are here and should not be as they are."""
    before: Event | None = None
    was_well, highest = True, 0
    for event in history.events:
        place = history.original(event)
        kind = _kind(history, event, before, highest, was_well)
        if kind is not None:
            yield _at(history, kind, event.sequence)
        elif place != event.sequence:
            history.explained.add(event.sequence)
        was_well = kind is None and place == event.sequence
        highest, before = max(highest, place), event


def _kind(
    history: History, event: Event, before: Event | None, highest: int, was_well: bool
) -> Kind | None:
    """Return what happened to an event; the order goes from the plainest sign to the faintest."""
    place = history.original(event)
    if _is_shifted(history, event, before):
        return Kind.SHIFTED_TIME
    if _is_inserted(history, event):
        return Kind.INSERTED
    if place < highest or _stands_for_another(history, event):
        return Kind.REORDERED
    if place != event.sequence:
        return None
    if not history.is_intact(event):
        return Kind.EDITED
    if _is_rewritten(history, event):
        return Kind.REWRITTEN
    return _broken_link(history, event, before) if was_well else None


def _is_shifted(history: History, event: Event, before: Event | None) -> bool:
    leaf = history.leaf_of.get(event.pk)
    if leaf is not None:
        return leaf.at != event.at
    too_early = before is not None and event.at < before.at - SKEW
    return event.at > history.now + SKEW or (too_early and not _is_inserted(history, event))


def _is_inserted(history: History, event: Event) -> bool:
    """Whether an event is younger than it says: among sealed ones, or sealed long after its day."""
    leaf, sealed = history.leaf_of.get(event.pk), history.sealed
    if leaf is not None:
        is_late = day_of(event.at) + timedelta(days=1) < leaf.day
        return is_late and leaf.day != sealed.first and leaf.at == event.at
    if event.sequence < history.highest_sealed:
        return True
    return sealed.until is not None and event.at < sealed.until - LATEST_ARRIVAL


def _stands_for_another(history: History, event: Event) -> bool:
    """Whether the row holds what was written as another event of the case."""
    leaf = history.leaf_of.get(event.pk)
    if leaf is None or bytes(leaf.event_hash).hex() == event.hash:
        return False
    return any(bytes(each.event_hash).hex() == event.hash for each in history.leaves)


def _is_rewritten(history: History, event: Event) -> bool:
    """Whether an event was hashed anew after it was sealed, or its leaf stands for something else.

    A day that was sealed after the check began is left to the next one.
    """
    leaf = history.leaf_of.get(event.pk)
    if leaf is None:
        return False
    if bytes(leaf.event_hash).hex() != event.hash:
        return True
    secret = history.sealed.secrets.get(leaf.day)
    if secret is None:
        return False
    return hash_for(event, history.number, secret) != bytes(leaf.hash)


def _broken_link(history: History, event: Event, before: Event | None) -> Kind | None:
    """Name what lies between an event and the one before it, where both are well in themselves."""
    expected = before.sequence + 1 if before else 1
    if event.previous_hash == (before.hash if before else ""):
        has_gap = event.sequence != expected
        return Kind.DELETED if has_gap and not _is_told(history, expected) else None
    earlier = {each.hash for each in history.events if each.sequence < event.sequence} | {""}
    if event.previous_hash in earlier:
        return Kind.FORKED
    return None if _is_told(history, expected) else Kind.DELETED


def _is_told(history: History, sequence: int) -> bool:
    """Whether a leaf already tells what is missing before an event."""
    return any(leaf.sequence >= sequence for leaf in history.orphans)


def _ends_where_the_case_is(history: History) -> bool:
    moves = [event.moved_to for event in history.events if event.kind in MOVES]
    return bool(moves) and moves[-1] == history.status
