"""The person answers what the agency points at, or takes the application back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.words import offered
from agencies import actors
from agencies.actors import Actor
from agencies.entering import applicant_only, get_or_post, posted, status_for
from applications.page_forms import WithdrawalForm
from casework.acting import own_page
from casework.errors import MoveNotPossible
from casework.rules.statuses import Status
from casework.second_window import lead_on
from kit import clock
from kit.errors import NotValid
from transfers.actions import applying
from transfers.forms.answers import CorrectionForm
from transfers.models import Transfer
from transfers.rules.flow import MOVES
from transfers.views.entering import own_transfer
from transfers.views.following.whole import open_correction


@get_or_post
@applicant_only
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Ask exactly for what the agency points at."""
    who, now = actors.actor(request), clock.now()
    transfer = own_transfer(request, number)
    asked = open_correction(transfer.case)
    if asked is None:
        return lead_on(request, transfer.case, why=_("Nothing has to be corrected at the moment."))
    form = CorrectionForm(
        posted(request), transfer=transfer, wrong=asked.fields, today=clock.today()
    )
    if request.method == "POST" and form.is_valid() and _answer(transfer, form, who, now):
        messages.success(request, _("Thank you. Your answer is with the agency."))
        return redirect(transfer.case)
    offered(request, form)
    context = {"transfer": transfer, "form": form, "correction": asked}
    return render(request, "transfers/correct.html", context, status=status_for(request, form))


def _answer(transfer: Transfer, form: CorrectionForm, who: Actor, now: Any) -> bool:
    version = form.cleaned_data["version"]
    try:
        applying.answer_correction(transfer, form.answers, by=who, now=now, version=version)
    except NotValid as refusal:
        for name, text in refusal.errors.items():
            form.add_error(name if name in form.fields else None, str(text))
    return not form.errors


@get_or_post
@applicant_only
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the application back, after one question."""
    who, now = actors.actor(request), clock.now()
    transfer = own_transfer(request, number)
    if (Status(transfer.case.status), Status.WITHDRAWN) not in MOVES:
        why = _("This application can no longer be withdrawn: it has been decided.")
        return lead_on(request, transfer.case, why=why)
    form = WithdrawalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _take_back(request, transfer, form, who, now)
    context = {
        "transfer": transfer,
        "form": offered(request, form),
        "is_draft": transfer.case.submitted_at is None,
    }
    return render(request, "transfers/withdraw.html", context, status=status_for(request, form))


def _take_back(
    request: HttpRequest, transfer: Transfer, form: WithdrawalForm, who: Actor, now: Any
) -> HttpResponse:
    was_draft = transfer.case.submitted_at is None
    try:
        applying.withdraw(transfer, by=who, now=now, note=form.cleaned_data["note"])
    except MoveNotPossible as refusal:
        return lead_on(request, transfer.case, why=str(refusal.reason))
    if was_draft:
        messages.success(request, _("The draft is discarded."))
        return redirect(own_page(request))
    messages.success(request, _("Your application is withdrawn."))
    return redirect(transfer.case)
