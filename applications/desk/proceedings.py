"""Reconsideration and lawsuits about a case, recorded and confirmed at its desk."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.words import offered
from agencies.actors import Actor
from agencies.entering import posted, status_for
from applications.desk.case import refused_page
from applications.desk.finding import case_at_desk
from applications.proceeding_forms import OutcomeForm, ProceedingForm
from applications.proceedings import rows_of
from casework.actions import proceedings
from casework.desk.door import at_desk
from casework.models import Case, Proceeding
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid, Refusal


@require_http_methods(["GET", "POST"])
@at_desk
def listed(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show what was recorded; record one, how one ended, or confirm what a colleague recorded."""
    case = case_at_desk(who, number, Action.PROCEEDINGS)
    try:
        if "yes" in request.POST or "no" in request.POST:
            return _confirm(request, who, case)
        return _record(request, who, case)
    except NotValid:
        raise
    except Refusal as refusal:
        return refused_page(request, who, number, refusal)


def _record(request: HttpRequest, who: Actor, case: Case) -> HttpResponse:
    """Ask where somebody went, or with `?ended=` how it ended; and keep it."""
    ended = _named(case, who, request.GET["ended"]) if "ended" in request.GET else None
    form = OutcomeForm(posted(request)) if ended else ProceedingForm(posted(request))
    if request.method == "POST" and form.is_valid() and _keep(case, ended, form, who):
        messages.success(request, _("Kept. A second person has to confirm it."))
        return redirect("desk_proceedings", case.number)
    context = {
        "case": case,
        "proceedings": rows_of(case, who),
        "outcome_of": ended,
        "form": offered(request, form),
    }
    return render(request, "desk/proceedings.html", context, status=status_for(request, form))


def _keep(case: Case, ended: Proceeding | None, form: forms.Form, who: Actor) -> bool:
    edge = {"by": who, "now": clock.now()}
    try:
        if ended:
            proceedings.record_outcome(ended, **form.cleaned_data, **edge)
        else:
            proceedings.record(case, **form.cleaned_data, **edge)
    except NotValid as refusal:
        for name, text in refusal.errors.items():
            form.add_error(name, str(text))
    return not form.errors


def _confirm(request: HttpRequest, who: Actor, case: Case) -> HttpResponse:
    act = proceedings.turn_down if "no" in request.POST else proceedings.confirm
    named = request.POST.get("no") or request.POST.get("yes", "")
    act(_named(case, who, named), by=who, now=clock.now())
    messages.success(request, _("Kept."))
    return redirect("desk_proceedings", case.number)


def _named(case: Case, who: Actor, named: str) -> Proceeding:
    """Return one of the case; whatever else is named does not exist."""
    key = int(named) if named.isascii() and named.isdigit() and len(named) < 10 else 0
    return get_object_or_404(Proceeding.objects.visible_to(who), case=case, pk=key)
