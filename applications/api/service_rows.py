"""Services and where they are offered, as programs read them."""

from datetime import date

from agencies import rule_book
from agencies.models import in_language
from applications.api.described import facts_asked, schema_of_all
from applications.api.verdict_rows import Row
from applications.catalogue import entry_named
from applications.declaring import Service
from applications.fields import Question
from applications.models import Offer
from applications.registry import services
from casework.api import showing as shared
from casework.rules.procedures import Procedure, Turn
from kit.spelling import wording
from law.values import RuleBook, ValueNotInForce


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
        "terms": [
            _term(kind, turn, book, today)
            for kind, turn in procedure.turns.items()
            if turn.term and not turn.is_beside
        ],
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
        **(_declared(service) if service else _undeclared(procedure)),
        "offers": offers(procedure.name, region) if region else [],
    }


UNDECLARED: Row = {
    "level": None,
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


def _undeclared(procedure: Procedure) -> Row:
    """Return what is known of a service that is no application of the engine: what it asks."""
    entry = entry_named(procedure.name)
    asked = entry.fields if entry else ()
    return {
        **UNDECLARED,
        "fields": schema_of_all(asked) if asked else None,
        "asked_first": [each.name for each in asked if each.required({})],
    }


def _declared(service: Service) -> Row:
    return {
        "level": service.level.value,
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
                "unless": wording(paper.unless) if paper.unless else None,
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
