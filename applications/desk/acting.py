"""Doing an act at the desk: its questions, what will be printed, and the one path that does it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts.words import offered
from agencies.actors import Actor
from applications import papers
from applications.act import Act
from applications.actions import deciding
from applications.acts import doing, naming, table
from applications.acts.table import ACTS
from applications.declaring import Outcome
from applications.desk import parts, preview, services
from applications.desk.act_form import ActForm
from applications.desk.application import application_of, header
from applications.desk.case import refused_page
from applications.desk.doing import do, version_seen
from applications.desk.finding import case_at_desk
from applications.desk.papers import pictures_of
from applications.desk.services import Room
from applications.models import Application
from applications.presenting import shown_rows
from casework.actions import preparing
from casework.desk.door import at_desk
from casework.errors import MoveNotPossible
from casework.models import PreparedAct
from casework.policies import check_may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid
from kit.spelling import wording
from letters.actions import templates

ADDRESS = "desk_act"
READS_OTHERWISE = gettext_lazy("The letter would read otherwise now. Please read it again.")


@require_http_methods(["GET", "POST"])
@at_desk
def desk_act(request: HttpRequest, who: Actor, number: str, act: str) -> HttpResponse:
    """Ask for what the act needs, show what will be written, or do it."""
    case = case_at_desk(who, number)
    room = services.room_of(case.service) or APPLICATIONS
    known = doing.acts_of(case.service)
    chosen = known.by_name.get(act)
    if chosen is None or chosen.run is None or chosen.page:
        raise Http404
    if request.method == "POST":
        check_may(who, chosen.row, case)
        return _do(request, who, room, chosen, known.subject(case))
    if chosen.beside:
        return redirect(ADDRESS, number, chosen.beside)
    subject = known.subject(case)
    if chosen.prepared:
        return _second(request, who, subject)
    if not room.is_possible(chosen, subject, who):
        return redirect("desk_case", number)
    return _page(request, who, room, chosen, subject, room.form(chosen, subject, None))


def _do(request: HttpRequest, who: Actor, room: Room, act: Act, subject: Any) -> HttpResponse:
    form = room.form(act, subject, request.POST)
    try:
        if not form.is_valid():
            return _again(request, who, room, act, subject, form)
        shown = _still_to_read(request, who, room, act, subject, form)
        if shown is not None:
            return _page(request, who, room, act, subject, form, shown=shown)
        if act.prepared and not act.beside and not _reads_as_before(request, subject, who):
            refusal = MoveNotPossible(READS_OTHERWISE)
            return refused_page(request, who, subject.case.number, refusal)
        return do(request, who, act.name, subject, form.said)
    except NotValid as refusal:
        if act.prepared and not act.beside:  # nothing was typed: the page of the case says why
            return refused_page(request, who, subject.case.number, refusal)
        form.add_refusal(refusal.errors)
        return _again(request, who, room, act, subject, form)


def _still_to_read(
    request: HttpRequest, who: Actor, room: Room, act: Act, subject: Any, form: Any
) -> Mapping[str, Any] | None:
    """Return what will be written, unless it was read and still reads so.

    What one person issues alone is made anew: records and rules may have changed meanwhile. What
    is prepared is read again by the second person.
    """
    is_confirmed = "confirmed" in request.POST
    if not act.is_previewed or (is_confirmed and act.issuer is None):
        return None
    shown = room.preview(act, subject, form, who)
    return None if is_confirmed and request.POST.get("seen") == preview.mark(shown) else shown


def _again(
    request: HttpRequest, who: Actor, room: Room, act: Act, subject: Any, form: Any
) -> HttpResponse:
    """Show the form with what is wrong in it, on the page on which it stands."""
    if act.beside:
        return _second(request, who, subject, back_form=form, status=422)
    return _page(request, who, room, act, subject, form, status=422)


def _page(
    request: HttpRequest,
    who: Actor,
    room: Room,
    act: Act,
    subject: Any,
    form: Any,
    *,
    shown: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "header": room.header(subject),
        "case": subject.case,
        "act": act,
        "title": wording(act.title),
        "lead": " ".join(filter(None, [wording(act.lead), _papers_too(act, subject)])),
        "form": offered(request, form),
        "preview": shown,
        "seen": preview.mark(shown) if shown and act.issuer else "",
        "said": parts.said_last(parts.history(subject.case)) if subject.case.is_open else None,
        "version": version_seen(request) or subject.case.version,
        "beside": _beside(act, subject, who),
    }
    return render(request, "desk/act.html", context, status=status)


def _beside(act: Act, subject: Any, who: Actor) -> Mapping[str, Any] | None:
    """Return the pages of the papers and what was found so far, where they are judged by it."""
    if not act.is_beside_papers or not isinstance(subject, Application):
        return None
    found = subject.service.found(subject)
    return {"pages": pictures_of(subject, who), "found": shown_rows(found)}


def _papers_too(act: Act, subject: Any) -> str:
    """Say that pages found wanting are asked for with it."""
    if act.name != naming.CORRECT or not isinstance(subject, Application):
        return ""
    points = papers.points(papers.of(subject))
    if not points:
        return ""
    number = len(points)
    return ngettext(
        "One page or paper that cannot be used is asked for with it.",
        "%(n)s pages or papers that cannot be used are asked for with it.",
        number,
    ) % {"n": number}


# --- Applications --------------------------------------------------------------------------------
def _form(act: Act, application: Application, posted: Any = None) -> ActForm:
    prefixed = {"auto_id": "back_%s"} if act.beside else {}
    return ActForm(posted, act=act, application=application, today=clock.today(), **prefixed)


def _preview(act: Act, application: Application, form: ActForm, who: Actor) -> dict[str, Any]:
    return _letter(application, _said(act, form), who)


def _said(act: Act, form: ActForm) -> Mapping[str, Any]:
    """Return what is decided: as it was typed, or what the act itself decides."""
    return {"outcome": act.outcome, **form.said} if act.outcome else form.said


APPLICATIONS = Room(
    header=header,
    is_possible=table.is_possible,
    form=_form,
    preview=_preview,
)


# --- As the second person ------------------------------------------------------------------------
def _letter(application: Application, said: Mapping[str, Any], who: Actor) -> dict[str, Any]:
    facts = deciding.draft(application, said, by=who, now=clock.now())
    way = application.service.ways[Outcome(said["outcome"])]
    return preview.letter(facts, wording(way.done))


def _reads_as_before(request: HttpRequest, application: Application, who: Actor) -> bool:
    """Whether records and rules still make the letter that the second person has read."""
    prepared, seen = _waiting(application, who), request.POST.get("seen")
    if prepared is None or not seen:
        return True
    return seen == preview.mark(_letter(application, preparing.said_with(prepared), who))


def _waiting(application: Application, who: Actor) -> PreparedAct | None:
    send_back = ACTS[naming.SEND_BACK]
    if not table.is_possible(send_back, application, who):
        return None
    return preparing.waiting_in(application.case, application.agency)


def _second(
    request: HttpRequest,
    who: Actor,
    application: Application,
    *,
    back_form: ActForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show what was prepared exactly as its reader will get it, to approve or to send back."""
    prepared, number = _waiting(application, who), application.case.number
    if prepared is None:
        return redirect("desk_case", number)
    approve, back = ACTS[naming.APPROVE], ACTS[naming.SEND_BACK]
    form = back_form or _form(back, application)
    letter = _letter(application, preparing.said_with(prepared), who)
    context = {
        "header": header(application),
        "case": application.case,
        "act": approve,
        "title": wording(approve.title),
        "prepared": prepared,
        "is_mine": preparing.is_preparer(prepared, who),
        "letter": letter,
        "seen": preview.mark(letter),
        "back": back.name,
        "back_form": offered(request, form, at=reverse(ADDRESS, args=[number, back.name])),
        "version": version_seen(request) or application.case.version,
    }
    return render(request, "desk/approve.html", context, status=status)


@require_GET
@at_desk
def draft(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Serve what waits for a second person as it will be printed, marked as a draft."""
    application = application_of(case_at_desk(who, number, Action.PREPARE_DECISION))
    prepared = _waiting(application, who)
    if prepared is None:
        return redirect("desk_case", number)
    said, now = preparing.said_with(prepared), clock.now()
    facts = deciding.draft(application, said, by=who, now=now)
    kind = application.service.ways[Outcome(said["outcome"])].letter
    language = "bilingual" if request.GET.get("language") == "bilingual" else "zh"
    pdf = templates.draft(kind, facts, language, now=now)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{number}-draft.pdf"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
