"""Turns and cases as the desk's lists draw them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.actors import Actor
from applications.desk.services import second_person_waits, sublines_of
from casework.actions.assigning import may_give
from casework.desk.showing import days_left, task, tone
from casework.models import Case, HeldAct, Step
from casework.models.steps import StepQuerySet


def with_case(found: StepQuerySet) -> StepQuerySet:
    """Fetch along what a row of the queue shows, and whether a second person is awaited."""
    rows = found.select_related("case__person", "clerk")
    rows = rows.defer("clerk__phone", "case__person__phone")
    kept = HeldAct.objects.waiting().filter(case=OuterRef("case"), agency=OuterRef("agency"))
    return rows.annotate(is_prepared=second_person_waits(), is_held=Exists(kept))


def rows_of(found: Iterable[Step], who: Actor, *, today: date) -> list[dict[str, Any]]:
    """Return turns as the queue draws them."""
    found = list(found)
    left, lines = days_left(found, today), sublines_of(step.case for step in found)
    return [_row(step, left.get(step.pk), lines.get(step.case_id, ""), who) for step in found]


def _row(step: Step, left: int | None, subline: str, who: Actor) -> dict[str, Any]:
    case = step.case
    is_free = step.is_open and step.clerk is None
    may_claim = who.acts_for_agency and step.agency_id == who.agency.pk and is_free
    return {
        "number": case.number,
        "href": reverse("desk_case", args=[case.number]),
        "person": case.person.name,
        "masked_id": case.person.masked_number,
        "service": case.service_title,
        "subline": subline,
        "status": _status(step),
        "tone": "warn" if step.is_prepared or step.is_held else tone(case.status),
        "due_on": step.due_on if step.paused_on is None and step.is_open else None,
        "days_left": left if step.is_open else None,
        "clerk": str(step.clerk) if step.clerk else "",
        "key": step.pk if step.is_open and may_give(step, who) else 0,
        "claim_href": reverse("desk_claim", args=[case.number]) if may_claim else "",
    }


def _status(step: Step) -> str:
    """Return what is to be done; what is decided and waits for letters to go out is done."""
    if step.is_held:
        return _("Decided, held back")
    return _("Second person") if step.is_prepared else task(step)


def case_rows(found: Iterable[Case], who: Actor, *, today: date) -> list[dict[str, Any]]:
    """Return cases as the queue draws them: with the turn that is open, or without."""
    numbers = [case.pk for case in found]
    turns = with_case(Step.objects.of_the_way().filter(case__in=numbers).order_by("case", "pk"))
    last = {step.case_id: step for step in turns}
    return rows_of(last.values(), who, today=today)
