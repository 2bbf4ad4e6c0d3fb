"""Writing history: each event carries the hash of the one before it in its case."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from agencies.actors import Actor
from casework.models import Case, Event


@transaction.atomic
def record(case: Case, kind: str, *, by: Actor, now: datetime, **facts: Any) -> Event:
    """Add a line to the history of a case; whoever writes at the same time waits."""
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    return record_locked(case, kind, by=by, now=now, **facts)


def record_locked(case: Case, kind: str, *, by: Actor, now: datetime, **facts: Any) -> Event:
    """Add a line while this transaction already holds the row of the case."""
    last = Event.objects.filter(case=case).order_by("-sequence").first()
    event = Event(
        case=case,
        sequence=last.sequence + 1 if last else 1,
        kind=kind,
        at=now,
        actor_user=by.user,
        actor_position=by.position.value,
        actor_agency=by.agency,
        previous_hash=last.hash if last else "",
        **facts,
    )
    event.hash = seal(event, case.number)
    event.save()
    return event


def seal(event: Event, case_number: str) -> str:
    """Return the SHA-256 over all that an event says and the hash of the one before it."""
    said = {
        "case": case_number,
        "sequence": event.sequence,
        "kind": event.kind,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "user": event.actor_user_id,
        "position": event.actor_position,
        "agency": event.actor_agency_id,
        "from": event.moved_from,
        "to": event.moved_to,
        "note": event.note,
        "data": event.data,
        "previous": event.previous_hash,
    }
    canonical = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def is_whole(events: Iterable[Event], case_number: str) -> bool:
    """Whether the events of a case are as they were written, in order, and none is missing."""
    before, expected = "", 1
    for event in events:
        is_next = event.sequence == expected and event.previous_hash == before
        if not is_next or event.hash != seal(event, case_number):
            return False
        before, expected = event.hash, expected + 1
    return True
