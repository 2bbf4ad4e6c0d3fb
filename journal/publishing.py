"""What everybody may have of the journal: its keys and its days, to keep elsewhere and compare."""

from collections.abc import Iterator
from typing import Any

from journal import statements
from journal.models import JournalDay, JournalKey


def of_day(day: JournalDay) -> dict[str, Any]:
    """Return a day as it is published: its statement, the hash of it and the signature."""
    said = statements.of_day(day)
    return {**said, "hash": day.hash, "signature": day.signature}


def of_key(key: JournalKey) -> dict[str, Any]:
    """Return a key as it is published: its introduction and the signature under it."""
    return {**statements.of_key(key), "signature": key.signature}


def everything() -> Iterator[dict[str, Any]]:
    """Yield all keys and then all days, the earliest first: a copy that can be kept anywhere."""
    yield from (of_key(key) for key in JournalKey.objects.all())
    days = JournalDay.objects.select_related("key").order_by("day")
    yield from (of_day(day) for day in days.defer("blocks", "secret").iterator(chunk_size=500))
