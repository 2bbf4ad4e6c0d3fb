"""Writing history: each event carries the hash of the one before it in its case."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import OuterRef, Subquery

from agencies.actors import Actor
from casework.actions import mandated
from casework.models import Case, Event
from law.canonical import canonical

NONCE_BYTES = 16
# What else is written down with events; rooms above add theirs.
NOTED: list[Callable[[Sequence[Event]], None]] = []


class Before(NamedTuple):
    """The line of a history to which the next one is sealed."""

    sequence: int
    hash: str


NOTHING_BEFORE = Before(0, "")


@transaction.atomic
def record(case: Case, kind: str, *, by: Actor, now: datetime, **facts: Any) -> Event:
    """Add a line to the history of a case; whoever writes at the same time waits."""
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    return record_locked(case, kind, by=by, now=now, **facts)


def record_locked(case: Case, kind: str, *, by: Actor, now: datetime, **facts: Any) -> Event:
    """Add a line while this transaction already holds the row of the case."""
    mandate = mandated.still_counts(case, by=by, now=now)
    last = Event.objects.filter(case=case).order_by("-sequence").first()
    before = Before(last.sequence, last.hash) if last else NOTHING_BEFORE
    event = _line(case, before, kind, by=by, now=now, mandate=mandate, **facts)
    event.save()
    for note in NOTED:
        note([event])
    if mandate is not None or kind != Event.Kind.STARTED:  # a draft at the counter is not sent yet
        told = f"event:{event.sequence}"
        mandated.tell_whose_it_is(case, by=by, mandate=mandate, occasion=told, now=now)
    return event


def record_each(
    happened: Sequence[tuple[Case, dict[str, Any]]], kind: str, *, by: Actor, now: datetime
) -> list[Event]:
    """Add a line to the histories of many cases, which this transaction holds, by few statements.

    For what the portal does by itself: `by` acts for nobody, so nobody is told whose it was.
    """
    before, events = _before(case.pk for case, _data in happened), []
    for case, data in happened:
        event = _line(case, before[case.pk], kind, by=by, now=now, data=data)
        before[case.pk] = Before(event.sequence, event.hash)
        events.append(event)
    Event.objects.bulk_create(events)
    for note in NOTED:
        note(events)
    return events


def _before(cases: Iterable[int]) -> dict[int, Before]:
    """Return the last line of each of these cases."""
    last = Event.objects.filter(case=OuterRef("pk")).order_by("-sequence")
    found = Case.objects.filter(pk__in=set(cases)).annotate(
        last_sequence=Subquery(last.values("sequence")[:1]),
        last_hash=Subquery(last.values("hash")[:1]),
    )
    rows = found.order_by().values_list("pk", "last_sequence", "last_hash")
    return {
        pk: Before(sequence, sealed) if sequence else NOTHING_BEFORE
        for pk, sequence, sealed in rows
    }


def _line(
    case: Case, before: Before, kind: str, *, by: Actor, now: datetime, **facts: Any
) -> Event:
    """Return the line that follows, sealed to the one before it."""
    event = Event(
        case=case,
        sequence=before.sequence + 1,
        kind=kind,
        at=now,
        actor_user=by.user,
        actor_position=by.position.value,
        actor_agency=by.agency,
        **_names(by),
        previous_hash=before.hash,
        nonce=secrets.token_hex(NONCE_BYTES),
        **facts,
    )
    event.hash = seal(event, case.number)
    return event


def _names(by: Actor) -> dict[str, str]:
    """Return what agency and clerk are called today; a person who acts is not named."""
    if by.agency is None:
        return {}
    return {
        "actor_agency_name": by.agency.name,
        "actor_agency_name_en": by.agency.name_en,
        "actor_name": by.user.display_name if by.user else "",
    }


def seal(event: Event, case_number: str) -> str:
    """Return the SHA-256 over all that an event says and the hash of the one before it."""
    return sha256(canonical(said_by(event, case_number))).hexdigest()


def said_by(event: Event, case_number: str) -> dict[str, Any]:
    """Return all that an event says, in values that JSON knows."""
    said = {
        "case": case_number,
        "sequence": event.sequence,
        "kind": event.kind,
        "at": moment(event.at),
        "user": event.actor_user_id,
        "position": event.actor_position,
        "agency": event.actor_agency_id,
        "from": event.moved_from,
        "to": event.moved_to,
        "note": event.note,
        "data": event.data,
        "previous": event.previous_hash,
    }
    if event.mandate_id:
        said["mandate"] = event.mandate_id
    if event.nonce:
        said["nonce"] = event.nonce
    if event.actor_agency_name:
        said["agency_name"] = [event.actor_agency_name, event.actor_agency_name_en]
        said["clerk_name"] = event.actor_name
    return said


def moment(at: datetime) -> str:
    """Return a moment as it is hashed and signed: in UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def is_whole(events: Iterable[Event], case_number: str) -> bool:
    """Whether the events of a case are as they were written, in order, and none is missing."""
    before, expected = "", 1
    for event in events:
        is_next = event.sequence == expected and event.previous_hash == before
        if not is_next or event.hash != seal(event, case_number):
            return False
        before, expected = event.hash, expected + 1
    return True
