"""The papers of one's own application: from a telephone or a disk, put in order, sent again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Looked
from agencies import actors, visits
from agencies.actors import Actor
from agencies.entering import View, applicant_only
from applications import paper_files, papers
from applications.actions import collecting
from applications.drafts import PAPERS, Draft
from applications.models import Application
from applications.models.paper_pages import PaperPage
from applications.papers import PREFIX, Collected
from applications.rules.papers import SAYS, Fault
from applications.uploads import FILES, PHOTO, WHOLE, ArrivedFile, streamed_in, unread
from applications.views.finding import own_application
from casework.actions import looking
from casework.policies import asks_reason, check_may, may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit import clock
from kit.errors import NotPermitted, NotValid, Refusal
from kit.spelling import wording

Errors = dict[str, list[str]]


# --- The page -------------------------------------------------------------------------------------
@require_safe
@applicant_only
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Show each paper with its pages, and what is asked for."""
    return draw(request, own_application(request, number), {})


def draw(request: HttpRequest, application: Application, errors: Errors) -> HttpResponse:
    """Draw the page; `errors` stand at the papers they are about."""
    who, case = actors.actor(request), application.case
    if case.state not in (Status.DRAFT, Status.CORRECTION_ASKED):
        return redirect(case)
    draft = Draft(application, who, clock.now())
    is_draft = case.state == Status.DRAFT
    asked = None if is_draft else case.corrections.filter(answered_at=None).first()
    rows = [_row(application, each, errors, asked) for each in draft.papers]
    if not rows:
        return redirect(draft.goes_on_at() if is_draft else case)
    context = {
        "service": application.service,
        "number": case.number,
        "steps": draft.steps(PAPERS) if is_draft else [],
        "back": draft.before(PAPERS) if is_draft else case.get_absolute_url(),
        "papers": rows,
        "errors": [text for row in rows for text in row["errors"]],
        "is_waiting": any(row["is_waiting"] for row in rows),
        "is_whole": not papers.faults(application),
        "go_on": draft.after(PAPERS) if is_draft else reverse("case_correct", args=[case.number]),
        "is_draft": is_draft,
    }
    return render(request, "apply/papers.html", context, status=422 if errors else 200)


def _row(
    application: Application, collected: Collected, errors: Errors, asked: Any
) -> dict[str, Any]:
    """Return a paper as the page draws it."""
    paper, is_draft = collected.paper, application.case.state == Status.DRAFT
    may_add = (is_draft and not collected.spared) or collected.fault() is not None
    offered = collecting.held(application, paper.slot) if not collected.pages and may_add else []
    edge = {"asked_at": asked.asked_at if asked else None}
    for each in collected.pages:
        each.case = application.case
    return {
        "slot": paper.slot,
        "name": collected.name,
        "paper": paper,
        "spared": wording(collected.spared) if collected.spared else "",
        "pages": [
            page_row(each, may_change=papers.may_change(each, **edge)) for each in collected.pages
        ],
        "awaited": wording(collected.awaited) if collected.awaited else "",
        "is_waiting": collected.is_waiting or collected.awaited is not None,
        "is_missing": collected.is_missing,
        "may_add": may_add and not collected.awaited and not (asked and collected.asked_again),
        "may_order": is_draft,
        "held": offered[0] if offered else None,
        "errors": errors.get(collected.name, []),
    }


def page_row(page: PaperPage, *, may_change: bool) -> dict[str, Any]:
    """Return a page as its person sees it: its picture, how it stands, what to do."""
    asked = page.is_asked_again
    return {
        "key": page.key,
        "place": page.place,
        "name": page.name,
        "kind": page.ending.upper(),
        "size": page.size,
        "sheets": page.sheets,
        "state": page.state,
        "is_clean": page.is_clean,
        "has_thumbnail": bool(page.thumbnail),
        "why": wording(papers.why(page)) if asked else "",
        "is_good": page.mark == "good",
        "taken_from": page.taken_from_id,
        "may_change": may_change,
    }


# --- Sending --------------------------------------------------------------------------------------
def streamed(view: View) -> View:
    """Find the application, then take the files in by streaming, then ask whether it is forgery.

    In this order, or the check against forgery would read the form into memory.
    """

    @unread
    @require_POST
    @applicant_only
    @wraps(view)
    def found(request: HttpRequest, number: str, **rest: str) -> HttpResponse:
        who = actors.actor(request)
        application = own_application(request, number)
        collecting.check_often(who, now=clock.now())
        with streamed_in(request):
            return csrf_protect(view)(request, application=application, **rest)

    return found


@streamed
def add(request: HttpRequest, *, application: Application, slot: str) -> HttpResponse:
    """Add pages to a paper, each by itself: what is wrong with one does not stop the others."""
    if slot not in {each.slot for each in application.service.papers}:
        raise Http404
    came = [*request.FILES.getlist(PHOTO), *request.FILES.getlist(FILES)]
    return _took(request, application, slot, came)


@streamed
def change(request: HttpRequest, *, application: Application, key: str) -> HttpResponse:
    """Replace a page, remove it, or move it within its paper."""
    pages = PaperPage.objects.filter(case=application.case_id).counting()
    found = pages.filter(key=key).first()
    if found is None:
        messages.info(request, _("This page is no longer there."))
        return back_to(application)
    what, who, now = request.POST.get("do", ""), actors.actor(request), clock.now()
    if what == "remove":
        collecting.remove(application, key, by=who, now=now)
    elif what in ("up", "down"):
        collecting.move(application, key, up=what == "up", by=who)
    else:
        came = [*request.FILES.getlist(PHOTO), *request.FILES.getlist(FILES)][:1]
        return _took(request, application, found.slot, came, instead_of=key)
    return back_to(application)


def _took(
    request: HttpRequest,
    application: Application,
    slot: str,
    came: list[Any],
    *,
    instead_of: str = "",
) -> HttpResponse:
    wrong: list[str] = []
    if not came:
        wrong.append(_("Choose a file or take a photograph first."))
    elif WHOLE not in request.POST:  # the last field of the form: the line broke before it
        wrong.append(wording(SAYS[Fault.BROKEN_OFF]))
        came = []
    for file in came:
        text = _add(application, slot, file, instead_of, actors.actor(request))
        if text:
            wrong.append(f"{file.arrived.name[:60]}: {text}" if len(came) > 1 else text)
    if wrong:
        fresh = own_application(request, application.case.number)
        return draw(request, fresh, {f"{PREFIX}{slot}": wrong})
    return back_to(application)


def _add(
    application: Application, slot: str, file: ArrivedFile, instead_of: str, who: Actor
) -> str:
    """Keep one file; return what is wrong with it."""
    edge = {"by": who, "now": clock.now(), "instead_of": instead_of}
    try:
        collecting.add(application, slot, file.take_up(), **edge)
    except NotValid as refusal:
        return " ".join(str(text) for text in refusal.errors.values())
    except Refusal as refusal:
        return str(refusal.reason)
    return ""


@require_POST
@applicant_only
def take_over(request: HttpRequest, number: str, slot: str) -> HttpResponse:
    """Use what an earlier case holds."""
    application = own_application(request, number)
    collecting.take_over(application, slot, by=actors.actor(request), now=clock.now())
    return back_to(application)


def back_to(application: Application) -> HttpResponse:
    """Show the papers again."""
    return redirect("apply_papers", application.case.number)


# --- Looking at a page ----------------------------------------------------------------------------
def _shown(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand a view the page, for whoever may see its case; every look of an agency is noted."""

    @login_required
    @require_safe
    @never_cache
    @wraps(view)
    def found(request: HttpRequest, key: str) -> HttpResponse:
        visits.stand_beside(request)
        who = actors.actor(request)
        visible = PaperPage.objects.visible_to(who).select_related("case__person")
        page = get_object_or_404(visible, key=key)
        if not may(who, Action.FILE_AT_COUNTER, page.case):
            check_may(who, Action.DOWNLOAD, page.case)
        if asks_reason(who, Action.DOWNLOAD, page.case):
            raise NotPermitted(_("Papers are for the clerks who decide about them."))
        looking.looked(page.case, Looked.DOCUMENT, by=who, now=clock.now())
        return view(request, page)

    return found


@_shown
def file(_request: HttpRequest, page: PaperPage) -> HttpResponse:
    """Serve a clean page, to be kept and not to be run."""
    if not page.is_clean:
        raise Http404
    name = f"{page.case.number}-{page.slot}-{page.place}.{page.ending}"
    return served(page.file, page.kind, f'attachment; filename="{name}"')


@_shown
def thumbnail(_request: HttpRequest, page: PaperPage) -> HttpResponse:
    """Serve the small picture of a page."""
    if not page.thumbnail:
        raise Http404
    return served(page.thumbnail, "image/jpeg", "inline")


@_shown
def picture(_request: HttpRequest, page: PaperPage) -> HttpResponse:
    """Serve a clean picture to be drawn on a page of ours; a PDF is only ever handed out."""
    if not page.is_clean or page.ending == "pdf":
        raise Http404
    return served(page.file, page.kind, "inline")


@csp_replace({"default-src": ["'none'"], "sandbox": True})
def served(file: str, kind: str, disposition: str) -> Any:
    """Stream a file that may do nothing but be looked at."""
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return StreamingHttpResponse(paper_files.read(file), content_type=kind, headers=headers)
