"""Noting that somebody has read what they were told."""

from datetime import datetime

from django.db.models import QuerySet

from casework.models import Notice

ALL = "all"
LONGEST_KEY = 18  # digits that every database takes for a key


def mark_read(told: QuerySet[Notice], which: str, *, now: datetime) -> int:
    """Note one notice as read by its key, or with `all` every one of these; twice changes nothing.

    `told` is what the reader may see of what was told to them.
    """
    if which != ALL:
        is_key = which.isascii() and which.isdecimal() and len(which) <= LONGEST_KEY
        told = told.filter(pk=int(which)) if is_key else told.none()
    return told.filter(read_at=None).update(read_at=now)
