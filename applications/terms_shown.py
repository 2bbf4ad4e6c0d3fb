"""What happens to a term besides the calendar, as both sides read it: reminders, days taken out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.actions import urging
from casework.models import Case, Event, TermExtension, Urging
from kit.questions import question

Row = dict[str, Any]


def for_person(
    case: Case, who: Actor, events: Iterable[Event], *, today: date, is_late: bool
) -> Row:
    """Return what a person reads of their term; what the history does not know is not asked for."""
    kinds = {each.kind for each in events}
    row: Row = {"urgings": [], "extensions": [], "waiting": None, "may_remind": False}
    if is_late or Event.Kind.URGED in kinds:
        row |= of_case(case, who, today=today)
    elif Event.Kind.EXTENDED in kinds:
        approved = _extensions(by=who, case=case.pk)
        row["extensions"] = [_extension_row(each) for each in approved if not each.is_waiting]
    return row


def of_case(case: Case, who: Actor, *, today: date) -> Row:
    """Return who was reminded and what they answered, what was taken out, and what one may do."""
    extensions = list(_extensions(by=who, case=case.pk))
    return {
        "urgings": [_urging_row(each, who) for each in _urgings(by=who, case=case.pk)],
        "extensions": [_extension_row(each) for each in extensions if not each.is_waiting],
        "waiting": next((each for each in extensions if each.is_waiting), None),
        "may_remind": case.is_open and urging.may_remind(case, who, today=today) is not None,
    }


def _urging_row(found: Urging, who: Actor) -> Row:
    is_own = found.agency_id is None if not who.agency else found.agency == who.agency
    return {
        "by": _("you") if is_own else found.agency.local_name if found.agency else "",
        "is_person": found.agency_id is None,
        "is_own": is_own,
        "at": found.asked_at,
        "is_answered": found.answered_at is not None,
        "done_by": found.done_by,
        "note": found.note,
    }


def _extension_row(found: TermExtension) -> Row:
    return {
        "ground": found.get_ground_display(),
        "document": found.document,
        "first_day": found.first_day,
        "last_day": found.last_day,
        "days": found.working_days,
    }


@question
def _urgings(*, by: Actor, case: int) -> QuerySet[Urging]:
    return Urging.objects.visible_to(by).filter(case=case).order_by("pk")


@question
def _extensions(*, by: Actor, case: int) -> QuerySet[TermExtension]:
    seen = TermExtension.objects.visible_to(by).filter(case=case, turned_down_at=None)
    return seen.select_related("proposed_by").order_by("pk")
