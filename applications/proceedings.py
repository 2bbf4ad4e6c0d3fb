"""Reconsideration and lawsuits about a case, as both sides read them."""

from typing import Any

from django.db.models import QuerySet

from agencies.actors import Actor
from casework.models import Case, Proceeding
from kit.questions import question

Row = dict[str, Any]


def rows_of(case: Case, who: Actor) -> list[Row]:
    """Return what was recorded about a case; an outcome nobody confirmed is for the staff alone.

    A case that was fetched with `has_proceedings` answers by itself where there are none.
    """
    if not getattr(case, "has_proceedings", True):
        return []
    is_staff = case.person_id != who.person_id
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
        "is_own": is_own,
        "may_end": found.confirmed_at is not None and not found.outcome,
    }


@question
def _of_case(*, by: Actor, case: int) -> QuerySet[Proceeding]:
    return recorded(by=by, case=case).order_by("pk")


def recorded(*, by: Actor, case: Any) -> QuerySet[Proceeding]:
    """Return what was recorded about a case, for one who asks."""
    return Proceeding.objects.visible_to(by).filter(case=case)
