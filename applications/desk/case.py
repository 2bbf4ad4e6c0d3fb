"""A case at the desk, and what can be done with every one whatever its service."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Looked
from accounts.words import marked, offered, taken
from agencies.actors import Actor
from applications.desk import application, services
from applications.desk.finding import Shown, case_at_desk, turn_for
from applications.desk.forms import RevealForm
from casework.actions import holding, looking, steps
from casework.desk.door import at_desk
from casework.models import Case, HeldAct
from casework.policies import check_may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import Refusal


def case_page(request: HttpRequest, who: Actor, case: Case, **how: Any) -> HttpResponse:
    """Render a case for this actor, on the page of its service or on the one that all share."""
    page = services.page_of(case.service) or application.page
    return page(request, who, case, **how)


def refused_page(request: HttpRequest, who: Actor, number: str, refusal: Refusal) -> HttpResponse:
    """Show the case as it stands now, with the reason why something could not be done."""
    case = case_at_desk(who, number)
    return case_page(request, who, case, refusal=refusal, status=refusal.status)


@at_desk
def desk_case(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show a case; the person can see that it was opened."""
    return case_page(request, who, case_at_desk(who, number))


@require_http_methods(["GET", "POST"])
@at_desk
def reveal(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show the identity number or the record once, for a reason that the person can read.

    Opened after a new sign-in it shows the case, with the reason as it was typed.
    """
    case = case_at_desk(who, number)
    if request.method == "GET":
        return case_page(request, who, case, reveal_form=offered(request, RevealForm()))
    form = RevealForm(request.POST)
    if not form.is_valid():
        return case_page(request, who, case, reveal_form=marked(request, form), status=422)
    taken(request)
    reason, noted = form.cleaned_data["reason"], {"by": who, "now": clock.now()}
    if form.cleaned_data["what"] == "number":
        shown = Shown(number=looking.unmask(case, reason=reason, **noted))
    else:
        check_may(who, Action.READ_HISTORY, case)
        looking.looked(case, Looked.HISTORY, reason=reason, **noted)
        shown = Shown(record=True)
    return case_page(request, who, case, shown=shown)


@require_POST
@at_desk
def claim(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Take the turn on; of two clerks one wins, the other sees who."""
    return _with_turn(request, who, number, steps.claim, _("The case is yours now."))


@require_POST
@at_desk
def release(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Give the turn back to the agency's queue."""
    return _with_turn(request, who, number, steps.release, _("The case is back in the queue."))


def _with_turn(request: HttpRequest, who: Actor, number: str, act: Any, said: str) -> HttpResponse:
    step = turn_for(case_at_desk(who, number), who)
    if step is None:
        return redirect("desk_case", number)
    try:
        act(step, by=who, now=clock.now())
    except Refusal as refusal:
        return refused_page(request, who, number, refusal)
    messages.success(request, said)
    return redirect("desk_case", number)


@require_POST
@at_desk
def take_back(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Let a decision that waits fall, so that another can be made."""
    case = case_at_desk(who, number, Action.CLAIM)
    held = HeldAct.objects.waiting().filter(case=case, agency=who.agency).first()
    if held is None:
        return redirect("desk_case", number)
    try:
        holding.take_back(held, by=who, now=clock.now())
    except Refusal as refusal:
        return refused_page(request, who, number, refusal)
    messages.success(request, _("The decision is taken back."))
    return redirect("desk_case", number)
