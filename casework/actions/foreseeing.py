"""What a calendar would do to the open terms, before it is loaded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from casework.models import Step
from kit import wall
from law.area_days import Calendars
from law.workdays import Deadline, count_deadline


@dataclass(frozen=True)
class Moving:
    """So many open terms of an agency that a calendar would let end on another day."""

    agency: int
    service: str
    kind: str
    old: date
    new: date
    number: int


@dataclass(frozen=True)
class Preview:
    """What a calendar would do to the open terms: those it moves, and those it makes certain."""

    moving: tuple[Moving, ...]
    made_certain: int

    @property
    def number(self) -> int:
        """How many open terms would end on another day."""
        return sum(each.number for each in self.moving)


@wall.as_house("count the terms that a notice would move, without whose they are")
def preview(calendars: Calendars) -> Preview:
    """Say which open terms the calendars would move, without moving any.

    Terms that began together end together where the same days are off, so that the cost follows the
    days and not the cases.
    """
    ending: dict[tuple[date, int, int], Deadline] = {}
    moving: list[Moving] = []
    made_certain = 0
    for row in _alike():
        since, days = row["starts_on"], row["working_days"]
        if row["resumed_on"] is not None:
            since, days = row["resumed_on"], row["days_left_at_pause"] or 0
        if since is None or days <= 0:
            continue
        calendar = calendars.at(row["agency__region_id"])
        alike = (since, days, id(calendar))
        if alike not in ending:
            ending[alike] = count_deadline(since, days, calendar)
        counted = ending[alike]
        made_certain += row["number"] * (row["is_provisional"] and not counted.may_still_move)
        if counted.due_on != row["due_on"]:
            old, new = row["due_on"], counted.due_on
            moving.append(
                Moving(row["agency"], row["case__service"], row["kind"], old, new, row["number"])
            )
    return Preview(tuple(moving), made_certain)


def _alike() -> Iterable[dict[str, Any]]:
    """Return the open terms that run, those of an agency that began and end together as one."""
    together = ("starts_on", "working_days", "resumed_on", "days_left_at_pause", "is_provisional")
    grouped = Step.objects.running().values(
        "due_on", "agency", "agency__region_id", "case__service", "kind", *together
    )
    return grouped.annotate(number=Count("pk")).order_by(
        "due_on", "agency", "case__service", "kind"
    )
