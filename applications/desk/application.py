"""The page of an application at the desk: what was answered, what is known, what the rules say."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actors import Actor, Position
from applications import corrections, known, papers
from applications.act import Act
from applications.actions.correcting import CORRECTION
from applications.acts import naming, table
from applications.desk import parts, showing
from applications.desk.answers_shown import Row, answer_rows, rules
from applications.desk.finding import NOTHING_SHOWN, Shown, sees_record
from applications.desk.forms import RevealForm
from applications.desk.past_shown import past
from applications.models import Application
from applications.presenting import found_rows
from casework.actions.living import stopped_among
from casework.desk.showing import status_label, tone
from casework.models import Case
from casework.policies import may, took_part
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit import clock
from kit.errors import Refusal
from kit.spelling import wording
from letters.showing import letters_of

# Offered where the notice of what waits for a second person leads to.
SECOND = (naming.APPROVE, naming.SEND_BACK)


def application_of(case: Case) -> Application:
    """Return the application of a case that was found before, and came along with it."""
    application: Application | None = getattr(case, "application", None)
    if application is None:
        raise Http404
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
    held = known.known_for(case, today=today) if sees_record(case, who, shown) else None
    events = parts.history(case)
    is_stopped = case.is_open and bool(stopped_among([case]))
    death = parts.death(case, who, is_stopped=is_stopped)
    context = {
        "case": case,
        "header": header(application, who),
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
        # What was worked out for a decision stands in its letter, as it was on that day.
        "rules": rules(application, held, today=today) if held and not is_decided(case) else None,
        "work": _work(application, who, is_stopped=is_stopped)
        | {"may_record_death": may(who, Action.RECORD_DEATH, case) and not death},
        "letters": showing.letter_rows(letters_of(case)),
        "past": past(application, events),
        "hidden": parts.hidden(request, case, who, shown, reveal_form),
        "refusal": refusal.reason if refusal else "",
    }
    return render(request, "desk/application.html", context, status=status)


def is_decided(case: Case) -> bool:
    """Whether nothing is left to decide: what the rules say since is no longer about this case."""
    return not case.is_open or case.state == Status.APPROVED


def header(application: Application, who: Actor | None = None) -> Row:
    """Return what the head of a case shows."""
    case = application.case
    return {
        "title": wording(application.service.title),
        "number": case.number,
        "status": status_label(case),
        "tone": tone(case.status),
        "about": case.about,
        "is_objection": case.procedure.decided_by_others,
        "took_part": took_part(who, case) if who else False,
    }


def _work(application: Application, who: Actor, *, is_stopped: bool) -> Row:
    case = application.case
    held = parts.held(case, who)
    can = [] if is_stopped else table.possible(application, who)
    possible = [act for act in can if not (held and act.decides)]
    return {
        **parts.clerk(case, who),
        "held": held,
        "papers": paper_lines(application),
        "found": found_rows(application),
        "lines": corrections.rows(application) if case.service == CORRECTION else [],
        "effects": corrections.effects(application) if case.service == CORRECTION else [],
        "may_see_papers": may(who, Action.DOWNLOAD, case),
        "prepared": None if held or is_stopped else _prepared(application, who),
        "actions": [action_row(act, case) for act in possible if act.name not in SECOND],
    }


def paper_lines(application: Application) -> list[Row]:
    """Return each paper in a line: how it stands."""
    return [
        {"title": wording(each.paper.title), "said": papers.standing(each)}
        for each in papers.of(application, at_desk=True)
    ]


def _prepared(application: Application, who: Actor) -> Row | None:
    case = application.case
    prepared = parts.prepared(case, who)
    if prepared is None:
        return None
    href = reverse("desk_act", args=[case.number, naming.APPROVE])
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
