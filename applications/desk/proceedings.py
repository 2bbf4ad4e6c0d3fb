"""Reconsideration and lawsuits about a case, recorded and confirmed at its desk."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

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
    """Show what was recorded, and record that somebody went to another body."""
    case = case_at_desk(who, number, Action.PROCEEDINGS)
    form = ProceedingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        edge = {"by": who, "now": clock.now()}
        try:
            proceedings.record(case, **form.cleaned_data, **edge)
        except NotValid as refusal:
            _mark(form, refusal)
        except Refusal as refusal:
            return refused_page(request, who, number, refusal)
        else:
            messages.success(request, _("Kept. A second person has to confirm it."))
            return redirect("desk_proceedings", number)
    return _page(request, who, case, form=offered(request, form))


@require_http_methods(["GET", "POST"])
@at_desk
def outcome(request: HttpRequest, who: Actor, number: str, pk: int) -> HttpResponse:
    """Record how one of them ended."""
    case = case_at_desk(who, number, Action.PROCEEDINGS)
    found = get_object_or_404(Proceeding.objects.visible_to(who), case=case, pk=pk)
    form = OutcomeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        edge = {"by": who, "now": clock.now()}
        try:
            proceedings.record_outcome(found, **form.cleaned_data, **edge)
        except NotValid as refusal:
            _mark(form, refusal)
        except Refusal as refusal:
            return refused_page(request, who, number, refusal)
        else:
            messages.success(request, _("Kept. A second person has to confirm it."))
            return redirect("desk_proceedings", number)
    return _page(request, who, case, form=offered(request, form), outcome_of=found)


@require_POST
@at_desk
def confirm(request: HttpRequest, who: Actor, number: str, pk: int) -> HttpResponse:
    """Confirm, or turn down, what a colleague has recorded."""
    case = case_at_desk(who, number, Action.PROCEEDINGS)
    found = get_object_or_404(Proceeding.objects.visible_to(who), case=case, pk=pk)
    act = proceedings.turn_down if "no" in request.POST else proceedings.confirm
    try:
        act(found, by=who, now=clock.now())
    except Refusal as refusal:
        return refused_page(request, who, number, refusal)
    messages.success(request, _("Kept."))
    return redirect("desk_proceedings", number)


def _mark(form: forms.Form, refusal: NotValid) -> None:
    for name, text in refusal.errors.items():
        form.add_error(name, str(text))


def _page(
    request: HttpRequest,
    who: Actor,
    case: Case,
    *,
    form: Any,
    outcome_of: Proceeding | None = None,
) -> HttpResponse:
    context = {
        "case": case,
        "proceedings": rows_of(case, who),
        "outcome_of": outcome_of,
        "form": form,
    }
    return render(request, "desk/proceedings.html", context, status=status_for(request, form))
