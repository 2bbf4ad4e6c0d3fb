"""The wizard of any declared service: begin, one page after another, codes, the agency."""

from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.freshness import freshly
from accounts.models import Mandate, Person
from accounts.words import offered
from agencies import actors
from agencies.actors import Actor
from agencies.entering import View, applicant_only, get_or_post, posted, status_for
from agencies.levels import check_level
from applications import offers
from applications.actions import drafting
from applications.declaring import Assurance, Service
from applications.drafts import AGENCY, CHECK, Draft
from applications.fields import Answers, FormPage, Kind
from applications.known import answers_of
from applications.models import Application
from applications.page_forms import AgencyForm
from applications.registry import service_of
from applications.views.asking import ask, correction_of
from applications.views.finding import own_application
from applications.views.on_page import OnPage
from applications.views.sending_codes import send_and_return
from casework.acting import named_mandate
from casework.models import Case
from casework.policies import whose
from casework.rules.procedures import UnknownService
from casework.rules.statuses import Status
from casework.second_window import lead_on
from kit import clock
from kit.errors import NotValid


def declared(name: str) -> Service:
    """Return a declared service; every other name is an address that does not exist."""
    try:
        return service_of(name)
    except UnknownService as error:
        raise Http404 from error


def surely_me(view: View) -> View:
    """Ask for the password again where the service wants it and the sign-in is some time ago."""

    @applicant_only
    @wraps(view)
    def guarded(request: HttpRequest, number: str, **rest: str) -> HttpResponse:
        application = own_application(request, number)
        opened = sure(view, application.service, answers_of(application))
        return opened(request, application=application, **rest)

    return guarded


def sure(view: View, service: Service, answers: Answers | None = None) -> View:
    """Return a view that opens to whom the service asks for: proven so far, signed in so lately."""
    if service.assurance_for(answers or {}) is not Assurance.SIGNED_IN_ANEW:
        return _proven(view, service)
    fresh = freshly(view)

    @wraps(view)
    def opened(request: HttpRequest, *given: Any, **rest: Any) -> HttpResponse:
        # Whoever stands at a counter has just shown their document.
        is_shown = actors.actor(request).present is not None
        return (view if is_shown else fresh)(request, *given, **rest)

    return _proven(opened, service)


def _proven(view: View, service: Service) -> View:
    @wraps(view)
    def passed(request: HttpRequest, *given: Any, **rest: Any) -> HttpResponse:
        check_level(actors.actor(request), service.level)
        return view(request, *given, **rest)

    return passed


# --- Begin ----------------------------------------------------------------------------------------
@get_or_post
@applicant_only
def start(request: HttpRequest, service: str) -> HttpResponse:
    """Say who handles it and whether online, before anything is typed; then open the draft."""
    found = declared(service)
    if found.begins_at:
        return redirect(found.begins_at)
    return sure(begin, found)(request, found)


def begin(request: HttpRequest, service: Service) -> HttpResponse:
    """Open the draft, or go on with the one that is there."""
    if service.is_about_case:
        messages.info(request, _("Open the case that it is about, and object there."))
        return redirect("case_list")
    who, now, mandate = actors.actor(request), clock.now(), named_mandate(request)
    person = whose(who, service.name, mandate)
    looked = _before_a_draft(service, who, person, mandate)
    if request.method == "POST" and looked["may_begin"]:
        application = drafting.start(service, by=who, now=now, mandate=mandate)
        _point_at(request.POST.get("line", ""), application, by=who, now=now)
        return redirect(Draft(application, who, now).goes_on_at())
    return render(request, "apply/start.html", {**looked, "line": request.GET.get("line", "")})


def _point_at(line: str, application: Application, *, by: Actor, now: datetime) -> None:
    """Answer with the line of the record from which one came, where nothing was answered yet.

    A line that is not on their own record is left out: they choose among their own.
    """
    asks = [each for each in application.service.fields if each.kind is Kind.LINES]
    if not (line and asks) or application.raw_answers.get(asks[0].name):
        return
    with suppress(NotValid):
        drafting.save(application, {asks[0].name: [line]}, by=by, now=now)


def _before_a_draft(
    service: Service, who: Actor, person: Person, mandate: Mandate | None
) -> dict[str, Any]:
    """Return who would handle it and what stands in the way, with the records alone."""
    unsaved = Application(case=Case(person=person, service=service.name))
    draft = Draft(unsaved, who, clock.now())
    choice, agency = draft.choice, draft.agency
    own = Case.objects.visible_to(who).filter(person=person, service=service.name, matter="")
    under_way = own.open().first()
    nobody = not choice.agencies and choice.reason is not None
    closed = draft.closed()
    return {
        "service": service,
        "agency": agency,
        "reasons": [choice.reason] if nobody else [],
        "closed": closed,
        "under_way": under_way,
        "is_begun": drafting.draft_of(who, service.name, mandate=mandate) is not None,
        "may_begin": not (nobody or closed or under_way),
    }


# --- One page -------------------------------------------------------------------------------------
@get_or_post
@surely_me
def page(request: HttpRequest, *, application: Application, page: str) -> HttpResponse:
    """Show and keep one page of the form; what has been sent is shown as a case."""
    draft = Draft(application, actors.actor(request), clock.now())
    if application.case.state is not Status.DRAFT:
        return lead_on(request, application.case)
    if page == AGENCY:
        return agency(request, draft)
    found = next((each for each in draft.pages if each.slug == page), None)
    if found is None:
        return redirect(draft.goes_on_at()) if _is_declared(draft, page) else _no_such_page()
    return ask(OnPage(request, draft, found))


def _is_declared(draft: Draft, slug: str) -> bool:
    """Whether a page exists and is only not asked, given what was answered."""
    return slug in {each.slug for each in draft.service.pages}


def _no_such_page() -> HttpResponse:
    raise Http404


# --- A code ---------------------------------------------------------------------------------------
@require_POST
@surely_me
def code(request: HttpRequest, *, application: Application, field: str) -> HttpResponse:
    """Send a code to the contact that was just typed, and nowhere else."""
    draft = Draft(application, actors.actor(request), clock.now())
    if application.case.state is Status.CORRECTION_ASKED:
        on: OnPage = correction_of(request, draft)
    else:
        on = OnPage(request, draft, _page_of_code(draft, field))
    if application.case.state not in drafting.EDITABLE:
        return lead_on(request, application.case)
    if field not in {each.name for each in draft.codes(on.page.fields)}:
        raise Http404
    return send_and_return(on, field)


def _page_of_code(draft: Draft, name: str) -> FormPage:
    """Return the page on which a code is asked; every other name does not exist."""
    for page in draft.pages:
        if name in {each.name for each in draft.codes(page.fields)}:
            return page
    raise Http404


# --- The agency -----------------------------------------------------------------------------------
def agency(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Let the person choose among the agencies that may handle it."""
    if len(draft.choice.agencies) < 2:
        return redirect(draft.goes_on_at())
    today = clock.today()
    notes = {
        each: "" if offers.is_open(draft.service, each, today=today) else _("Not online yet")
        for each in draft.choice.agencies
    }
    first = {"agency": draft.agency.code} if draft.agency else {}
    form = AgencyForm(posted(request), agencies=notes, initial=first)
    if request.method == "POST" and form.is_valid():
        chosen = form.agencies[form.cleaned_data["agency"]]
        drafting.choose_agency(draft.application, chosen, by=draft.who, now=draft.now)
        return redirect(draft.at(CHECK))
    context = {
        "service": draft.service,
        "number": draft.number,
        "form": offered(request, form),
        "steps": draft.steps(AGENCY),
        "back": draft.before(AGENCY),
    }
    return render(request, "apply/agency.html", context, status=status_for(request, form))
