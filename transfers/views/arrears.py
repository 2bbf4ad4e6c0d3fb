"""Months still owed: what they are, whom to pay, and the choice that can still be changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agencies import actors
from agencies.actors import Actor
from agencies.entering import applicant_only, get_or_post, posted, status_for
from casework.second_window import lead_on
from kit import clock
from kit.errors import NotValid
from transfers.actions import arrears as choosing
from transfers.facts.arrears import arrears_of
from transfers.forms.answers import ArrearsForm
from transfers.models import Transfer
from transfers.views.entering import own_transfer


@get_or_post
@applicant_only
def choose(request: HttpRequest, number: str) -> HttpResponse:
    """Show what is owed and what each choice comes to, and take another choice."""
    who = actors.actor(request)
    transfer = own_transfer(request, number)
    if not choosing.may_choose(transfer):
        return lead_on(request, transfer.case, why=_("This can no longer be changed."))
    form = ArrearsForm(posted(request), transfer=transfer, today=clock.today())
    if request.method == "POST" and form.is_valid() and _chosen(transfer, form, who):
        messages.success(request, _("Your choice is changed, and the agency is told."))
        return redirect(transfer.case)
    context = {"transfer": transfer, "form": form, "arrears": arrears_of(transfer)}
    return render(request, "transfers/arrears.html", context, status=status_for(request, form))


def _chosen(transfer: Transfer, form: ArrearsForm, who: Actor) -> bool:
    version, choice = form.cleaned_data["version"], form.cleaned_data["arrears"]
    try:
        choosing.choose(transfer, choice, by=who, now=clock.now(), version=version)
    except NotValid as refusal:
        for name, text in refusal.errors.items():
            form.add_error(name, str(text))
    return not form.errors
