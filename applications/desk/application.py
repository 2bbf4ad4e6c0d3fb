"""The page of an application at the desk: what was answered, what is known, what the rules say."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actors import Actor, Position
from applications import acts, kinds, known, papers, presenting
from applications.acts import Act
from applications.declaring import CONTACTS, Field, Figure, Kind, Known
from applications.desk import parts, showing
from applications.desk.finding import NOTHING_SHOWN, Shown, sees_record
from applications.desk.forms import RevealForm
from applications.known import PreCheck
from applications.models import Application
from casework.actions import preparing
from casework.actions.history import is_whole
from casework.actions.living import is_stopped_by_death
from casework.desk.showing import status_label, tone
from casework.models import Case, Event
from casework.policies import may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import Refusal
from kit.spelling import wording
from letters.showing import letters_of

Row = dict[str, Any]
# Offered where the notice of what waits for a second person leads to.
SECOND = (acts.APPROVE, acts.SEND_BACK)


def application_of(case: Case) -> Application:
    """Return the application of a case that was found before."""
    application = Application.objects.filter(pk=case.pk).first()
    if application is None:
        raise Http404
    application.case = case
    return application


def page(
    request: HttpRequest,
    who: Actor,
    case: Case,
    *,
    shown: Shown = NOTHING_SHOWN,
    refusal: Refusal | None = None,
    reveal_form: RevealForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render an application for this actor."""
    application, now = application_of(case), clock.now()
    today = timezone.localdate(now)
    held = known.known_of(case.person, today=today) if sees_record(case, who, shown) else None
    events = parts.history(case)
    is_stopped = case.is_open and is_stopped_by_death(case)
    death = parts.death(case, who, is_stopped=is_stopped)
    context = {
        "case": case,
        "header": header(application),
        "turn": parts.turn(
            case,
            who,
            events,
            now=now,
            sentence=_("This case stands still.") if is_stopped else parts.whose_turn(case, who),
            why_not=parts.waits_for_applicant(case),
            stands=is_stopped,
            is_stopped=is_stopped,
        ),
        "death": death,
        "person_rows": showing.person_rows(case, number=shown.number),
        "answers": answer_rows(application, held, may_call=who.position != Position.AUDITOR),
        "rules": rules(application, held, today=today) if held else None,
        "work": _work(application, who, is_stopped=is_stopped)
        | {"may_record_death": may(who, Action.RECORD_DEATH, case) and not death},
        "letters": showing.letter_rows(letters_of(case)),
        "past": _past(application, events),
        "hidden": _hidden(request, case, who, shown, reveal_form),
        "refusal": refusal.reason if refusal else "",
    }
    return render(request, "desk/application.html", context, status=status)


def header(application: Application) -> Row:
    """Return what the head of a case shows."""
    case = application.case
    return {
        "title": wording(application.service.title),
        "number": case.number,
        "status": status_label(case),
        "tone": tone(case.status),
    }


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
    return {
        "name": field.name,
        "label": wording(field.label),
        "value": wording(kinds.say(field, value)),
        "on_record": "" if on_record is None else wording(kinds.say(field, on_record)),
        "differs": on_record is not None and on_record != value,
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
        **reckoned(found),
    }


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


# --- What can be done ----------------------------------------------------------------------------
def _work(application: Application, who: Actor, *, is_stopped: bool) -> Row:
    case = application.case
    held = parts.held(case, who)
    can = [] if is_stopped else acts.possible(application, who)
    possible = [act for act in can if not (held and act.decides)]
    return {
        **parts.clerk(case, who),
        "held": held,
        "papers": paper_lines(application),
        "may_see_papers": may(who, Action.DOWNLOAD, case),
        "prepared": None if held or is_stopped else _prepared(application, who),
        "actions": [action_row(act, case) for act in possible if act.name not in SECOND],
    }


def paper_lines(application: Application) -> list[Row]:
    """Return each paper in a line: how it stands."""
    return [
        {"title": wording(each.paper.title), "said": papers.standing(each)}
        for each in papers.of(application)
    ]


def _prepared(application: Application, who: Actor) -> Row | None:
    case = application.case
    prepared = preparing.waiting_in(case, who.agency) if who.acts_for_agency else None
    if prepared is None:
        return None
    href = reverse("desk_act", args=[case.number, acts.APPROVE])
    return parts.prepared_row(prepared, who, href)


def address_of(act: Act, number: str) -> str:
    """Return the address of the page of an act: its own, or the one that all are drawn on."""
    return reverse(act.page or "desk_act", args=[number] if act.page else [number, act.name])


def action_row(act: Act, case: Case) -> Row:
    """Return an act as the action bar draws it."""
    return {
        "text": wording(act.title),
        "key": act.key,
        "kind": act.kind,
        "hint": wording(act.hint),
        "href": address_of(act, case.number),
    }


# --- Below ---------------------------------------------------------------------------------------
def _past(application: Application, events: list[Event]) -> Row:
    case = application.case
    return {
        "events": showing.event_items(events, case, body=lambda event: _body(application, event)),
        "is_whole": is_whole(events, case.number),
        "corrections": [_correction(application, each) for each in case.corrections.all()],
        "asked_for_human": application.is_human_review_asked,
    }


def _body(application: Application, event: Event) -> str:
    reasons = application.service.reasons
    found = [reasons[code] for code in event.data.get("reasons", []) if code in reasons]
    number = event.data.get("printed") or event.data.get("letter")
    lines = [f"{each.code} {wording(each.sentence)}" for each in found]
    lines += [_("Letter number %(number)s.") % {"number": number}] if number else []
    judged = presenting.paper_judged(application, event)
    if judged:
        return judged
    return "\n".join([*lines, *([event.note] if event.note else [])])


def _correction(application: Application, correction: Any) -> Row:
    points = [
        {"label": wording(papers.title_of(application, each)), "message": each["message"]}
        for each in correction.fields
    ]
    return {
        "note": correction.note,
        "fields": points,
        "asked_at": correction.asked_at,
        "answered_at": correction.answered_at,
    }


def _hidden(
    request: HttpRequest, case: Case, who: Actor, shown: Shown, form: RevealForm | None
) -> Row:
    """Return what stays hidden until a reason is given, and the form that asks for one."""
    return {
        "number": may(who, Action.UNMASK, case) and not shown.number,
        "record": not sees_record(case, who, shown),
        "error": form.errors.get("reason", [""])[0] if form else "",
        "form": form or parts.reveal_form(request, case),
    }
