"""How services and their applications look to a program: rows, no decision of their own."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from agencies import rule_book
from agencies.actors import Actor
from agencies.models import Agency, in_language
from applications import known
from applications.acts import Act, possible
from applications.api.described import body_schema, facts_asked, schema_of_all
from applications.declaring import Answers, Known, Question, Service
from applications.known import PreCheck
from applications.models import Application, Decision, Offer
from applications.registry import services
from casework.actions import preparing
from casework.api import showing as shared
from casework.models import Case
from casework.rules.procedures import Procedure, Turn
from casework.rules.reasons import Reason
from casework.rules.statuses import Status
from kit.spelling import wording
from law.identity_number import mask
from law.values import RuleBook, ValueNotInForce

Row = dict[str, Any]


# --- Services -----------------------------------------------------------------------------------
def declaration_of(procedure: Procedure) -> Service | None:
    """Return what a service declares about itself, if it does."""
    return next((each for each in services() if each.name == procedure.name), None)


def service_row(procedure: Procedure, book: RuleBook, today: date) -> Row:
    """Return a service in one line."""
    service = declaration_of(procedure)
    return {
        "name": procedure.name,
        "title": wording(procedure.title),
        "insurance": procedure.insurance,
        "errand": wording(service.errand) if service else "",
        "event": service.event.value if service else None,
        "deciding": service.deciding.value if service else None,
        "terms": [_term(k, turn, book, today) for k, turn in procedure.turns.items() if turn.term],
    }


def _term(kind: str, turn: Turn, book: RuleBook, today: date) -> Row:
    """Return a term as it is today; where no value is in force it says so and guesses nothing."""
    said: Row = {"kind": kind, "title": wording(turn.title), "working_days": None, "basis": None}
    try:
        value = turn.term.on(today, book) if turn.term else None
    except ValueNotInForce:
        value = None
    return said if value is None else {**said, "working_days": value.number, "basis": value.basis}


def guide_row(procedure: Procedure, region: str, today: date) -> Row:
    """Return all about a service; where nothing is declared, what its procedure says."""
    service = declaration_of(procedure)
    said = service_row(procedure, rule_book.current(), today)
    bases = (term["basis"] for term in said["terms"] if term["basis"] is not None)
    return {
        **said,
        "law": service.law if service else list(dict.fromkeys(bases)),
        "procedure": _moves(procedure),
        **(_declared(service) if service else UNDECLARED),
        "offers": offers(procedure.name, region) if region else [],
    }


UNDECLARED: Row = {
    "assurance": None,
    "result": "",
    "fee": "",
    "visits": None,
    "fields": None,
    "asked_first": [],
    "facts": None,
    "papers": [],
    "questions": [],
}


def _declared(service: Service) -> Row:
    return {
        "assurance": service.assurance.value,
        "result": wording(service.result),
        "fee": wording(service.fee),
        "visits": service.visits,
        "fields": schema_of_all(service.fields),
        "asked_first": [each.name for each in service.fields_for({}) if each.required({})],
        "facts": schema_of_all(facts_asked(service)),
        "papers": [
            {
                "slot": paper.slot,
                "title": wording(paper.title),
                "why": wording(paper.why),
                "where_from": wording(paper.where_from),
                "basis": paper.basis,
            }
            for paper in service.papers
        ],
        "questions": [_question(each) for each in service.questions],
    }


def _question(each: Question) -> Row:
    said = {"question": wording(each.question), "answer": wording(each.answer)}
    return {**said, "basis": each.basis}


def _moves(procedure: Procedure) -> list[Row]:
    return [
        {
            "begins": begins.value,
            "ends": ends.value,
            "who": shared.TURNS[party],
            "sentence": wording(procedure.sentences[(begins, ends)]),
        }
        for (begins, ends), party in procedure.moves.items()
        if (begins, ends) in procedure.sentences
    ]


def offers(service: str, region: str) -> list[Row]:
    """Return what the agencies of a place offer for a service."""
    found = Offer.objects.filter(service=service, agency__region_id=region)
    return [_offer(offer) for offer in found.order_by("agency__code")]


def _offer(offer: Offer) -> Row:
    same = ("agency", "is_online", "online_from", "promised_days", "phone", "complaint_phone")
    return {
        **{name: getattr(offer, name) for name in same},
        "counters": in_language(offer.counters, offer.counters_en),
        "hours": in_language(offer.hours, offer.hours_en),
    }


# --- What the rules say -------------------------------------------------------------------------
def pre_check_row(found: PreCheck, missing: Row) -> Row:
    """Return what the rules say, and what is still unanswered."""
    return {
        "answer": found.answer,
        "outcome": found.verdict.outcome.value,
        "may_file": found.answer != "no" and not missing,
        "reasons": grounds(found.verdict.reasons),
        "checks": [shared.check_row(each) for each in found.checks],
        "figures": [
            {
                **{n: wording(getattr(each, n)) for n in ("label", "value", "formula")},
                "basis": wording(each.basis.label),
                "is_sure": each.is_sure,
            }
            for each in found.figures
        ],
        "follows": [wording(each) for each in found.follows],
        "unknown": wording(found.unknown) if found.unknown else None,
        "missing": missing,
    }


def grounds(reasons: Iterable[Reason]) -> list[Row]:
    """Return reasons in the reader's language."""
    return [
        {
            "code": reason.code,
            "kind": reason.kind.value,
            "sentence": wording(reason.sentence),
            "way_forward": wording(reason.way_forward),
            "basis": wording(reason.basis.label),
        }
        for reason in reasons
    ]


def missing(service: Service, answers: Answers, today: date) -> dict[str, str]:
    """Return what is still unanswered, or does not hold, in the reader's language."""
    return {n: wording(t) for n, t in known.gaps(service, answers, today=today).items()}


# --- Applications -------------------------------------------------------------------------------
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
        "answers": answers_row(application, sees_all=is_own or who.client is not None),
        "is_human_review_asked": application.is_human_review_asked,
        "agencies": _to_choose(application, today) if is_own else [],
        "correction": shared.correction_row(case),
        "steps": [shared.step_row(step) for step in case.steps.all()],
        "prepared": _prepared(application, who),
        "decision": _decided(application),
        "acts": [_possible_act(act, service) for act in possible(application, who)],
    }


def _possible_act(act: Act, service: Service) -> Row:
    body = body_schema(act.fields(service))
    return {"name": act.name, "title": wording(act.title), "body": body}


def answers_row(application: Application, *, sees_all: bool) -> Row:
    """Return the answers as programs send them; what pages mask, staff see masked here too."""
    fields = {each.name: each for each in application.service.fields}
    kept = {n: value for n, value in application.raw_answers.items() if n in fields}
    if sees_all:
        return kept
    return {
        name: mask(str(value)) if fields[name].is_masked and value else value
        for name, value in kept.items()
    }


def choices_of(application: Application, answers: Answers, today: date) -> tuple[Agency, ...]:
    """Return the agencies that may handle an application with these answers."""
    held: Known = known.known_of(application.case.person, today=today)
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
    found = Decision.objects.filter(case=application.case).select_related("letter").first()
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
