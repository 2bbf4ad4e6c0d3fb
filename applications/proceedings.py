"""Reconsideration and lawsuits about a case, as both sides read them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from agencies.actors import Actor
from casework.models import Case, Event, Proceeding
from casework.models.case import is_of_applicant
from kit.questions import question

Row = dict[str, Any]


def rows_of(case: Case, who: Actor) -> list[Row]:
    """Return what was recorded about a case; an outcome nobody confirmed is for the staff alone.

    A case that was fetched with `has_proceedings` answers by itself where there are none.
    """
    if not getattr(case, "has_proceedings", True):
        return []
    is_staff = not is_of_applicant(who, case)
    found = _of_case(by=who, case=case.pk)
    return [_row(each, who, is_staff=is_staff) for each in found]


def _row(found: Proceeding, who: Actor, *, is_staff: bool) -> Row:
    shows_outcome = bool(found.outcome) and (is_staff or found.outcome_confirmed_at is not None)
    is_own = who.user is not None and found.last_recorded_by_id == who.user.pk
    return {
        "pk": found.pk,
        "kind": found.get_kind_display(),
        "body": found.body,
        "number": found.number,
        "filed_on": found.filed_on,
        "stops": found.stops,
        "outcome": found.get_outcome_display() if shows_outcome else "",
        "ended_on": found.ended_on if shows_outcome else None,
        "note": found.outcome_note if shows_outcome else "",
        "waits": found.waits_for_second,
        "is_unconfirmed": found.confirmed_at is None,
        "is_own": is_own,
        "may_end": found.confirmed_at is not None and not found.outcome,
    }


def what_stands_still(case: Case, who: Actor, events: Iterable[Event]) -> list[Row]:
    """Return the proceedings under way that stop something, with what they stop; confirmed ones."""
    if all(each.kind != Event.Kind.PROCEEDING for each in events):
        return []
    rows = rows_of(case, who)
    return [each for each in rows if each["stops"] and not each["is_unconfirmed"] and _runs(each)]


def _runs(row: Row) -> bool:
    return not row["outcome"] or row["waits"]


@question
def _of_case(*, by: Actor, case: int) -> QuerySet[Proceeding]:
    return recorded(by=by, case=case).order_by("pk")


def recorded(*, by: Actor, case: Any) -> QuerySet[Proceeding]:
    """Return what was recorded about a case, for one who asks."""
    return Proceeding.objects.visible_to(by).filter(case=case)
