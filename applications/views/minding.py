"""What a person may do while they wait: remind a late agency, say that they have gone to court."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.words import offered
from agencies import actors
from agencies.actors import Actor
from agencies.entering import get_or_post, insured_person_only, posted, status_for
from applications.proceeding_forms import ReportForm
from applications.proceedings import rows_of
from applications.views.finding import own_case
from casework.actions import proceedings, urging
from casework.models import Case
from kit import clock
from kit.errors import NotValid, Refusal


@require_POST
@insured_person_only
def remind(request: HttpRequest, number: str) -> HttpResponse:
    """Remind the agency whose term has passed; it is asked to say by when it will be done."""
    who = actors.actor(request)
    case = own_case(request, number)
    try:
        urging.remind(case, by=who, now=clock.now())
    except Refusal as refusal:
        messages.info(request, refusal.reason)
    else:
        messages.success(request, _("They have been reminded. You are told when they answer."))
    return redirect(case)


@get_or_post
@insured_person_only
def proceeding(request: HttpRequest, number: str) -> HttpResponse:
    """Tell the agency that one has asked for reconsideration, or gone to court."""
    who = actors.actor(request)
    case = own_case(request, number)
    if case.submitted_at is None:
        return redirect(case)
    form = ReportForm(posted(request))
    if request.method == "POST" and form.is_valid() and _report(case, form, who):
        messages.success(request, _("Thank you. The agency confirms it, and you are told then."))
        return redirect(case)
    context = {
        "case": case,
        "form": offered(request, form),
        "proceedings": rows_of(case, who),
    }
    page = "applications/proceeding.html"
    return render(request, page, context, status=status_for(request, form))


def _report(case: Case, form: forms.Form, who: Actor) -> bool:
    try:
        proceedings.record(case, **form.cleaned_data, by=who, now=clock.now())
    except NotValid as refusal:
        for name, text in refusal.errors.items():
            form.add_error(name, str(text))
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
    return not form.errors
