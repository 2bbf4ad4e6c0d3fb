"""Comparing with what was kept elsewhere: the only witness against whoever holds everything."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from journal.findings import Finding, Kind
from journal.models import JournalDay, JournalKey


class AnchorNotUnderstood(Exception):
    """A line is neither a published key or day nor a date with a hash; it is named by its place."""


@dataclass(frozen=True)
class Anchors:
    """What was kept: the hash of each day and the public half of each key."""

    days: dict[date, str]
    keys: dict[str, str]


def read(lines: Iterable[str]) -> Anchors:
    """Read what `journal_roots` wrote, or lines with a date and a hash as a newspaper prints them.

    Raises `AnchorNotUnderstood`.
    """
    anchors = Anchors({}, {})
    for place, line in enumerate(lines, start=1):
        try:
            _take(anchors, line.strip())
        except (ValueError, KeyError, TypeError) as error:
            raise AnchorNotUnderstood(place) from error
    return anchors


def _take(anchors: Anchors, line: str) -> None:
    if not line:
        return
    if not line.startswith("{"):
        day, said = line.split()
        anchors.days[date.fromisoformat(day)] = said.lower()
        return
    row: dict[str, Any] = json.loads(line)
    if "public" in row:
        anchors.keys[str(row["key"])] = str(row["public"])
    else:
        anchors.days[date.fromisoformat(row["day"])] = str(row["hash"])


def judge(anchors: Anchors) -> Iterator[Finding]:
    """Name the days and keys that are not what was kept, and those that have not come yet."""
    here = dict(JournalDay.objects.values_list("day", "hash"))
    last = max(here, default=date.min)
    for day, said in sorted(anchors.days.items()):
        if day > last:
            yield Finding(Kind.OLD_COPY, day=day)
        elif day not in here:
            yield Finding(Kind.DELETED, day=day)
        elif here[day] != said:
            yield Finding(Kind.REWRITTEN, day=day)
    known = dict(JournalKey.objects.values_list("name", "public"))
    for name, public in anchors.keys.items():
        if known.get(name) != public and (name in known or last >= max(anchors.days, default=last)):
            yield Finding(Kind.KEY_SWAPPED, name=name)
