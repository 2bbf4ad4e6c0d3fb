"""Months paid twice: the person says which stay and where the money goes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.words import offered
from agencies import actors
from agencies.actors import Actor
from agencies.entering import get_or_post, insured_person_only, posted, status_for
from casework.second_window import lead_on
from kit import clock
from kit.errors import NotPermitted, NotValid, Refusal
from transfers import clearing_shown
from transfers.actions import clearing_choice
from transfers.clearing_forms import AnswerClearingForm
from transfers.models import Transfer
from transfers.views.entering import own_transfer

# Where money goes is nobody's to say by a mandate.
IN_PERSON = gettext_lazy(
    "Where the money goes only the insured person says: with their own sign-in, or at a counter."
)
ANSWERABLE = ("asked", "answered", "prepared", "account-missing", "account-given")


@get_or_post
@insured_person_only
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Show what was double and both ways to settle it, and take the answer."""
    who = actors.actor(request)
    transfer = own_transfer(request, number)
    if transfer.case.person_id != who.person_id:
        raise NotPermitted(IN_PERSON)
    seen = clearing_shown.shown(transfer)
    if seen is None or seen["state"] not in ANSWERABLE:
        return lead_on(request, transfer.case, why=_("Nothing is asked of you here at the moment."))
    given = posted(request)
    said = seen["clearing"]
    initial = {"keep": said.keep, "bank_name": said.bank_name}
    form = AnswerClearingForm(given, transfer=transfer, offered=seen["choices"], initial=initial)
    if given is not None and form.is_valid() and _answered(transfer, form, who):
        messages.success(request, _("Thank you. Your answer is with the agency."))
        return redirect(transfer.case)
    offered(request, form)
    context: dict[str, Any] = {"transfer": transfer, "case": transfer.case, "form": form, **seen}
    status = status_for(request, form)
    return render(request, "transfers/clearing.html", context, status=status)


def _answered(transfer: Transfer, form: AnswerClearingForm, who: Actor) -> bool:
    version = form.cleaned_data["version"]
    try:
        clearing_choice.answer(transfer, **form.said, by=who, now=clock.now(), version=version)
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
    except Refusal as refusal:
        form.add_error(None, str(refusal.reason))
    return not form.errors
