"""What is signed, word for word: the statement of a day, the introduction of a key."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from casework.actions.history import moment, said_by
from casework.models import Event
from journal.models import JournalDay, JournalKey
from law.canonical import canonical

DAY, KEY = "journal-day/1", "journal-key/1"  # no statement of one kind passes for another
FACTS = ("case", "sequence", "kind", "at", "position", "agency", "from", "to", "previous")
NAMES = ("agency_name",)  # of events since agencies are kept by the name they had


def of_day(day: JournalDay) -> dict[str, Any]:
    """Return what the signature of a day stands under."""
    return {
        "type": DAY,
        "day": day.day.isoformat(),
        "size": day.size,
        "root": day.root,
        "previous": day.previous_hash,
        "sealed_at": moment(day.sealed_at),
        "key": day.key.name,
    }


def of_key(key: JournalKey) -> dict[str, Any]:
    """Return what the introduction of a key stands under."""
    return {
        "type": KEY,
        "key": key.name,
        "public": key.public,
        "introduced_at": moment(key.introduced_at),
        "introduced_by": key.introduced_by,
    }


def hash_of(statement: Mapping[str, Any]) -> str:
    """Return the hash by which the next day names this one, and by which others keep it."""
    return sha256(canonical(statement)).hexdigest()


def parts_of(event: Event, case_number: str) -> dict[str, Any]:
    """Return an event in the parts that are shown apart; together they are all that it says."""
    said = said_by(event, case_number)
    facts = {name: said[name] for name in (*FACTS, *NAMES) if name in said}
    clerk = {"user": said["user"], "nonce": event.nonce}
    if "clerk_name" in said:
        clerk["name"] = said["clerk_name"]
    return {
        "facts": {**facts, "hash": event.hash},
        "note": said["note"],
        "data": said["data"],
        "clerk": clerk,
    }
