"""Noting that somebody has read what they were told."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from agencies.actors import Actor
from casework.models import Case, Notice

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


def read_with_its_case(
    case: Case, shown: Iterable[Mapping[str, Any]], *, by: Actor, now: datetime
) -> None:
    """Note what was told about a case as read, by whoever has just opened the case.

    `shown` are the newest of it, as the page has them: where none is new, nothing is asked.
    """
    if by.person_id and any(each["is_new"] for each in shown):
        told = Notice.objects.visible_to(by).filter(case=case, to_person=by.person_id)
        mark_read(told, ALL, now=now)
