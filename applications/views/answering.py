"""Answering the agency in an application, and taking the application back."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.words import offered
from agencies import actors
from agencies.actors import Actor
from agencies.entering import posted, status_for
from applications.actions import applying
from applications.drafts import Draft
from applications.models import Application
from applications.page_forms import WithdrawalForm
from applications.views.asking import ask, correction_of
from applications.views.finding import own_application
from casework.acting import own_page
from casework.errors import MoveNotPossible
from casework.rules.statuses import Status
from casework.second_window import lead_on
from kit import clock


def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Ask exactly for what the agency points at."""
    who = actors.actor(request)
    draft = Draft(own_application(request, number), who, clock.now())
    case = draft.application.case
    if case.state != Status.CORRECTION_ASKED:
        return lead_on(request, case, why=_("Nothing has to be corrected at the moment."))
    return ask(correction_of(request, draft))


def may_withdraw(application: Application) -> bool:
    """Whether the procedure still lets the person take it back."""
    moves = application.service.procedure.moves
    return (application.case.state, Status.WITHDRAWN) in moves


def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the application back, after one question."""
    who = actors.actor(request)
    application = own_application(request, number)
    if not may_withdraw(application):
        why = _("This application can no longer be withdrawn: it has been decided.")
        return lead_on(request, application.case, why=why)
    form = WithdrawalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _taken_back(request, application, who, form.cleaned_data["note"], clock.now())
    context = {
        "case": application.case,
        "service": application.service,
        "form": offered(request, form),
        "is_draft": application.case.submitted_at is None,
    }
    status = status_for(request, form)
    return render(request, "applications/withdraw.html", context, status=status)


def _taken_back(
    request: HttpRequest, application: Application, who: Actor, note: str, now: datetime
) -> HttpResponse:
    was_draft = application.case.submitted_at is None
    try:
        applying.withdraw(application, by=who, now=now, note=note)
    except MoveNotPossible as refusal:
        return lead_on(request, application.case, why=str(refusal.reason))
    if was_draft:
        messages.success(request, _("The draft is discarded."))
        return redirect(own_page(request))
    messages.success(request, _("Your application is withdrawn."))
    return redirect(application.case)
