"""How applications look to a program: rows, no decision of their own."""

from collections.abc import Sequence
from datetime import date

from agencies.actors import Actor
from agencies.models import Agency
from applications import kinds, known, record_lines
from applications.act import Act
from applications.acts.table import possible
from applications.api.described import body_schema
from applications.api.verdict_rows import Row, grounds
from applications.declaring import Service
from applications.fields import Answers, Kind, Known
from applications.models import Application, Decision
from casework.actions import preparing
from casework.api import showing as shared
from casework.models import Case
from casework.models.case import is_of_applicant
from casework.rules.statuses import Status
from kit.spelling import wording


def application_lines(cases: Sequence[Case], today: date) -> dict[int, Row]:
    """Return the lines of many cases; who handles them is fetched for all at once."""
    found = Application.objects.filter(case__in=[case.pk for case in cases])
    handled = dict.fromkeys([case.pk for case in cases])
    for each in found.only("case_id", "agency"):
        handled[each.case_id] = each.agency
    return {case.pk: {**shared.case_row(case, today), "agency": handled[case.pk]} for case in cases}


def application_row(application: Application, who: Actor, today: date) -> Row:
    """Return an application with all that belongs to it and that the caller may see."""
    case, service = application.case, application.service
    is_own = case.person_id == who.person_id
    return {
        **shared.case_row(case, today),
        "agency": application.agency,
        "person": shared.person_row(case, who),
        "about": case.about.number if case.about else None,
        "answers": answers_row(application, sees_all=is_own or who.client is not None),
        "is_human_review_asked": application.is_human_review_asked,
        "agencies": _to_choose(application, today) if is_of_applicant(who, case) else [],
        "lines": _lines(application) if is_of_applicant(who, case) else [],
        "correction": shared.correction_row(case),
        "steps": [shared.step_row(step) for step in case.steps.all()],
        "prepared": _prepared(application, who),
        "decision": _decided(application),
        "acts": [_possible_act(act, service) for act in possible(application, who)],
    }


def _lines(application: Application) -> list[Row]:
    """Return the lines of the person's record, where an answer points at some of them."""
    if all(each.kind is not Kind.LINES for each in application.service.fields):
        return []
    offered = record_lines.offered(application.case.person)
    return [{"key": key, "title": wording(said)} for key, said in offered]


def _possible_act(act: Act, service: Service) -> Row:
    body = body_schema(act.fields(service))
    return {"name": act.name, "title": wording(act.title), "body": body}


def answers_row(application: Application, *, sees_all: bool) -> Row:
    """Return the answers as programs send them; what pages mask, staff see masked here too."""
    fields = {each.name: each for each in application.service.fields}
    kept = {n: value for n, value in application.raw_answers.items() if n in fields}
    if sees_all:
        return kept
    return {name: kinds.shown_masked(fields[name], value) for name, value in kept.items()}


def choices_of(application: Application, answers: Answers, today: date) -> tuple[Agency, ...]:
    """Return the agencies that may handle an application with these answers."""
    held: Known = known.known_for(application.case, today=today)
    return tuple(application.service.agency(held, answers).agencies)


def _to_choose(application: Application, today: date) -> tuple[Agency, ...]:
    if application.case.state != Status.DRAFT:
        return ()
    return choices_of(application, known.answers_of(application), today)


def _prepared(application: Application, who: Actor) -> Row | None:
    """Return what the caller's own agency has prepared for a second person."""
    prepared = preparing.waiting_in(application.case, who.agency) if who.acts_for_agency else None
    if prepared is None or application.case.person_id == who.person_id:
        return None
    row = {"act": prepared.act, "prepared_at": prepared.prepared_at}
    is_yours = preparing.is_preparer(prepared, who)
    return {**preparing.said_with(prepared), **row, "is_yours": is_yours}


def _decided(application: Application) -> Row | None:
    found = Decision.objects.filter(counts_for=application).select_related("letter").first()
    if found is None:
        return None
    reasons = application.service.reasons
    return {
        "outcome": found.outcome,
        "reasons": grounds(reasons[code] for code in found.reasons if code in reasons),
        "note": found.note,
        "letter": found.letter.number,
        "decided_at": found.decided_at,
    }
