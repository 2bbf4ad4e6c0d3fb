"""Employers that may hand in lists, at the desk: proposed by one, let in by another."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from agencies.actors import Actor
from agencies.entering import posted, status_for
from applications.actions import employing
from applications.models import Employer
from casework.desk.door import at_desk
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotPermitted, NotValid, Refusal

MOST = 200


class EmployerForm(forms.Form):
    """What is known of an employer, and who hands in its lists."""

    name = forms.CharField(
        label=gettext_lazy("Name of the employer"),
        max_length=100,
        error_messages={"required": gettext_lazy("Enter the name of the employer.")},
    )
    credit_code = forms.CharField(
        label=gettext_lazy("Unified social credit code"),
        help_text=gettext_lazy("18 characters, as on the business licence."),
        max_length=24,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": gettext_lazy("Enter the code.")},
    )
    contact_name = forms.CharField(
        label=gettext_lazy("Who hands in the lists"),
        help_text=gettext_lazy("The person to whom you hand the code, with a letter of theirs."),
        max_length=100,
        error_messages={"required": gettext_lazy("Enter who hands in the lists.")},
    )


def _let_in(who: Actor) -> None:
    if who.agency is None or not may_generally(who, Action.EMPLOYERS):
        raise NotPermitted


@never_cache
@require_http_methods(["GET", "POST"])
@at_desk
def employers(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show the employers of the agency, and propose another."""
    _let_in(who)
    form = EmployerForm(posted(request))
    if request.method == "POST" and form.is_valid() and _proposed(form, who):
        messages.success(request, _("Proposed. Somebody else of your agency has to approve it."))
        return redirect("desk_employers")
    return _draw(request, who, form)


def _proposed(form: EmployerForm, who: Actor) -> bool:
    try:
        employing.propose(**form.cleaned_data, by=who, now=clock.now())
    except NotValid as refusal:
        for field, text in refusal.errors.items():
            form.add_error(field, str(text))
    return not form.errors


def _draw(
    request: HttpRequest, who: Actor, form: EmployerForm, *, code: str = "", whose: Any = None
) -> HttpResponse:
    known = Employer.objects.filter(agency__in=who.agency.offices if who.agency else [])
    context = {
        "form": form,
        "employers": known.filter(ended_at=None).select_related("proposed_by")[:MOST],
        "me": who.user,
        "code": code,
        "whose": whose,
    }
    return render(request, "desk/employers.html", context, status=status_for(request, form))


@never_cache
@require_POST
@at_desk
def decide(request: HttpRequest, who: Actor, pk: int) -> HttpResponse:
    """Approve an employer, give another code, or end it; a code is on this answer alone."""
    _let_in(who)
    known = Employer.objects.filter(agency__in=who.agency.offices if who.agency else [])
    employer = get_object_or_404(known, pk=pk)
    what, edge = request.POST.get("do", ""), {"by": who, "now": clock.now()}
    try:
        if what in CODES:
            code = CODES[what](employer, **edge)
            return _draw(request, who, EmployerForm(), code=code, whose=employer)
        if what == "end":
            employing.end(employer, **edge)
            messages.success(request, _("No more lists are taken from this employer."))
    except Refusal as refusal:
        messages.warning(request, str(refusal.reason))
    return redirect("desk_employers")


CODES = {"approve": employing.approve, "anew": employing.code_anew}
