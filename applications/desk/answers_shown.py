"""What was answered in an application, and what the rules say to it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from applications import kinds, known
from applications.actions.figures import corrected_in, with_corrections
from applications.desk import showing
from applications.fields import CONTACTS, Field, Figure, Kind, Known
from applications.known import PreCheck
from applications.models import Application
from kit.spelling import wording

Row = dict[str, Any]


# --- What was answered ---------------------------------------------------------------------------
def answer_rows(application: Application, held: Known | None, *, may_call: bool) -> list[Row]:
    """Return each answer with what the records hold of it; where they differ it is marked."""
    answers = known.answers_of(application)
    fields = application.service.fields_for(answers)
    asked = [each for each in fields if each.kind is not Kind.CODE]
    return [_answer(each, answers, held, may_call=may_call) for each in asked]


def _answer(field: Field, answers: Mapping[str, Any], held: Known | None, *, may_call: bool) -> Row:
    value = answers.get(field.name)
    on_record = field.known(held) if held else None
    if field.kind in CONTACTS and not may_call:
        return {"name": field.name, "label": wording(field.label), "value": "•••"}
    said = wording(kinds.say(field, value))
    beside = wording(kinds.say(field, on_record)) if on_record is not None else ""
    others = field.others_say(held) if held and not beside else None
    return {
        "name": field.name,
        "label": wording(field.label),
        "value": said,
        "on_record": beside or (wording(others) if others is not None else ""),
        "differs": on_record != value if beside else others is not None and wording(others) != said,
    }


# --- What the rules say --------------------------------------------------------------------------
def rules(application: Application, held: Known, *, today: date) -> Row:
    """Return the checks with their articles, the figures, and what else follows from a yes."""
    service, answers = application.service, known.answers_of(application)
    found = known.pre_check(service, known.asked(service, answers, held, today=today))
    rows = showing.check_rows(found.checks)
    fine = [row for row in rows if row["tone"] == "ok"]
    return {
        "to_look_at": [row for row in rows if row not in fine],
        "fine": fine,
        **reckoned(replace(found, figures=_as_corrected(application, found))),
    }


def _as_corrected(application: Application, found: PreCheck) -> tuple[Figure, ...]:
    """Return the figures with what a clerk has put in their place, and why."""
    if not application.service.correctable:
        return found.figures
    return with_corrections(found.figures, corrected_in(application))


def reckoned(found: PreCheck) -> Row:
    """Return what was worked out, what follows, and which value is missing."""
    return {
        "figures": [figure_row(each) for each in found.figures],
        "follows": [wording(each) for each in found.follows],
        "unknown": wording(found.unknown),
    }


def figure_row(figure: Figure) -> Row:
    """Return a number with how it was worked out, and by which article."""
    return {
        "label": wording(figure.label),
        "value": wording(figure.value),
        "formula": wording(figure.formula),
        "article": wording(figure.basis.label),
        "is_sure": figure.is_sure,
    }
