"""How a case of any service looks to a program: rows for the serializers, no decisions."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from agencies.actors import Actor
from casework.models import Case, Correction, Step
from casework.rules.statuses import Party
from casework.rules.verdicts import Check
from kit.questions import question
from kit.spelling import wording

# How programs read whose turn it is where one agency handles a case.
TURNS = {
    Party.APPLICANT: "applicant",
    Party.HANDLING: "agency",
    Party.OTHER: "other-agency",
}
OWN = ("number", "service", "status", "status_label", "version", "channel")
MOMENTS = ("created_at", "submitted_at", "closed_at")


def turns_of(path: str = "") -> Prefetch:
    """Fetch the turns of many cases: one query."""
    return Prefetch(f"{path}steps", Step.objects.all())


def open_step(case: Case) -> Step | None:
    """Return the turn that is open on the way of a case, from the turns fetched along."""
    turns = (step for step in reversed(case.steps.all()) if step.is_open)
    return next((step for step in turns if not step.is_beside), None)


def case_row(case: Case, today: date) -> dict[str, Any]:
    """Return what a line of any case shows."""
    step, whose = open_step(case), case.whose_turn
    runs = step is not None and step.paused_on is None
    return {
        **{name: getattr(case, name) for name in (*OWN, *MOMENTS)},
        "title": wording(case.procedure.title),
        "insurance": case.procedure.insurance,
        "turn": TURNS[whose] if whose else None,
        "due_on": step.due_on if step is not None and runs else None,
        "is_provisional": bool(step is not None and runs and step.is_provisional),
        "is_late": bool(step and step.is_late(today)),
    }


def person_row(case: Case, who: Actor) -> dict[str, Any]:
    """Return the person; only they themselves and an agency's system see the whole number."""
    person = case.person
    sees_all = who.client is not None or who.person_id == person.pk
    names = ("name", "document_type", "issued_in", "sex", "born_on")
    return {
        **{name: getattr(person, name) for name in names},
        "number": person.number if sees_all else person.masked_number,
        "is_masked": not sees_all,
        "hukou_region": person.hukou_region_code,
    }


def correction_row(case: Case) -> dict[str, Any] | None:
    """Return the request for correction that waits for its answer."""
    asked = next(iter(_asked(case=case.pk)), None)
    if asked is None:
        return None
    return {"note": asked.note, "fields_to_correct": asked.fields, "asked_at": asked.asked_at}


@question
def _asked(*, case: int) -> QuerySet[Correction]:
    return Correction.objects.filter(case=case, answered_at=None).order_by("pk")[:1]


def check_row(check: Check) -> dict[str, Any]:
    """Return a check in the reader's language."""
    return {
        "code": check.code,
        "question": wording(check.question),
        "result": check.result.value,
        "detail": wording(check.detail),
        "told": wording(check.reason.sentence) if check.reason else None,
        "way_forward": wording(check.reason.way_forward) if check.reason else None,
        "basis": wording(check.basis.label),
    }


def step_row(step: Step) -> dict[str, Any]:
    """Return a turn; whether it is taken on is told, by whom is not."""
    names = ("kind", "agency", "opened_at", "starts_on", "working_days", "due_on")
    more = ("is_provisional", "paused_on", "closed_at")
    said = {name: getattr(step, name) for name in (*names, *more)}
    return {**said, "is_claimed": step.clerk_id is not None}
