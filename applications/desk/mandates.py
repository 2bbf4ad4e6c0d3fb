"""Mandates at the counter: whose document is shown, what they want, the paper to sign, the code."""

import time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Mandate, Person
from agencies.actors import Actor
from agencies.entering import posted, status_for
from applications import mandates_shown
from applications.mandate_forms import CounterWishForm, DocumentShownForm
from casework.actions import mandating_at_counter as at_counter
from casework.desk.door import at_desk
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import clock, wall
from kit.errors import NotPermitted, NotValid, Refusal

GIVER, PAPER = "mandate_giver", "mandate_paper"  # keys, a moment and a code; nothing of the person
MINUTES = 15
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _let_in(who: Actor) -> None:
    """Refuse before anything else: whoever may not give out mandates is led nowhere either."""
    if who.agency is None or not may_generally(who, Action.MANDATE_AT_COUNTER):
        raise NotPermitted


@never_cache
@sensitive_post_parameters("number")
@get_or_post
@at_desk
def desk_mandates(request: HttpRequest, who: Actor) -> HttpResponse:
    """Ask for the document that is shown; list what waits for a second person."""
    _let_in(who)
    waits = [mandates_shown.details(each) for each in at_counter.waiting(who)]
    form = DocumentShownForm(posted(request))
    if request.method == "POST" and form.is_valid() and _found(request, who, form):
        return redirect("desk_mandate_giver")
    context = {"form": form, "waits": waits}
    return render(request, "desk/mandates.html", context, status=status_for(request, form))


def _found(request: HttpRequest, who: Actor, form: DocumentShownForm) -> bool:
    try:
        person = at_counter.find_giver(form.document, by=who, now=clock.now())
    except NotValid as refusal:
        for field, text in refusal.errors.items():
            form.add_error(field or None, str(text))
        return False
    except Refusal as refusal:
        form.add_error(None, str(refusal.reason))
        return False
    request.session[GIVER] = [person.pk, time.time()]
    return True


@wall.as_house("go on with whoever stands at the counter")
def _giver(request: HttpRequest) -> Person | None:
    key, at = request.session.get(GIVER, (None, 0))
    if key is None or time.time() - at > MINUTES * 60:
        return None
    return get_object_or_404(Person, pk=key)


@never_cache
@sensitive_post_parameters("name", "contact", "number")
@get_or_post
@at_desk
def giver(request: HttpRequest, who: Actor) -> HttpResponse:
    """Write down what the person at the counter wants, and show what they have given already."""
    _let_in(who)
    person, now = _giver(request), clock.now()
    if person is None:
        return redirect("desk_mandates")
    form = CounterWishForm(posted(request), today=clock.today())
    if request.method == "POST" and form.is_valid() and _written(request, who, person, form):
        return redirect("desk_mandate_paper")
    given = at_counter.of_giver(person, by=who, now=now)
    context: dict[str, Any] = {
        "form": form,
        "person": person,
        "given": [mandates_shown.row(each, now=now) for each in given],
    }
    return render(request, "desk/mandate_giver.html", context, status=status_for(request, form))


def _written(request: HttpRequest, who: Actor, person: Person, form: CounterWishForm) -> bool:
    kind = form.cleaned_data["kind"]
    try:
        made, code = at_counter.offer(person, form.wish, kind=kind, by=who, now=clock.now())
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return False
    request.session[PAPER] = [made.number, code]
    return True


@never_cache
@require_http_methods(["GET", "HEAD"])
@at_desk
def paper(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show the paper to print and to sign, with the code for whoever shall act."""
    _let_in(who)
    person = _giver(request)
    number, code = request.session.get(PAPER, ("", ""))
    if person is None or not number:
        return redirect("desk_mandates")
    given = at_counter.of_giver(person, by=who, now=clock.now())
    found = next((each for each in given if each.number == number), None)
    if found is None:
        return redirect("desk_mandate_giver")
    context = {"mandate": found, "code": code, "rows": mandates_shown.details(found)}
    return render(request, "desk/mandate_paper.html", context)


@require_POST
@at_desk
def end(request: HttpRequest, who: Actor) -> HttpResponse:
    """End what the person at the counter has given."""
    _let_in(who)
    person = _giver(request)
    if person is None:
        return redirect("desk_mandates")
    at_counter.end(person, request.POST.get("mandate", ""), by=who, now=clock.now())
    messages.success(request, _("It has ended, from this moment on."))
    return redirect("desk_mandate_giver")


@require_POST
@at_desk
def approve(request: HttpRequest, who: Actor) -> HttpResponse:
    """Approve a guardianship that a colleague has prepared."""
    _let_in(who)
    made: Mandate = at_counter.approve(request.POST.get("mandate", ""), by=who, now=clock.now())
    messages.success(request, _("Approved: %(number)s") % {"number": made.number})
    return redirect("desk_mandates")
