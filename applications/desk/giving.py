"""Giving turns to colleagues: of a case on its page, of several by their ticks in the queue."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from agencies.actors import Actor
from agencies.models import Post
from applications.desk.case import refused_page
from applications.desk.finding import case_at_desk, turn_for
from casework.actions import assigning
from casework.desk.door import at_desk
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotPermitted, NotValid, Refusal

LONGEST_KEY = 18


@require_GET
@at_desk
def give(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Ask to whom a turn shall be given."""
    case = case_at_desk(who, number, Action.CLAIM)
    step = turn_for(case, who)
    if step is None or not step.is_open or not assigning.may_give(step, who):
        reason = _("You can hand on what you have taken on; a head gives out the rest.")
        return refused_page(request, who, number, Refusal(reason))
    colleagues = [each for each in receivers(who) if each.user_id != step.clerk_id]
    context = {"case": case, "step": step, "colleagues": colleagues}
    return render(request, "desk/give.html", context)


def receivers(who: Actor) -> list[Post]:
    """Return to whom this actor may give turns today; nobody where they have none to give."""
    return list(assigning.receivers(who, now=clock.now()))


@require_POST
@at_desk
def assign(request: HttpRequest, who: Actor) -> HttpResponse:
    """Give the ticked turns to a colleague, or back to the queue; each that could not says why."""
    if not who.acts_for_agency:
        raise NotPermitted
    keys = [int(each) for each in request.POST.getlist("steps") if _is_key(each)]
    typed = request.POST.get("to", "")
    if typed != "queue" and not _is_key(typed):
        messages.error(request, _("Choose a colleague who is there today."))
        return _back(request)
    to = None if typed == "queue" else int(typed)
    try:
        given, refused = assigning.assign_many(keys, to, by=who, now=clock.now())
    except NotValid as refusal:
        for text in refusal.errors.values():
            messages.error(request, str(text))
        return _back(request)
    if given:
        done = ngettext("%(n)s case given.", "%(n)s cases given.", given)
        messages.success(request, done % {"n": given})
    for number, reason in refused:
        messages.warning(request, f"{number}: {reason}")
    return _back(request)


def _is_key(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_KEY


def _back(request: HttpRequest) -> HttpResponse:
    """Lead back to the list that was ticked, with its filters, or to the case."""
    number, query = request.POST.get("case", ""), request.POST.get("query", "")
    if number:
        return redirect("desk_case", number)
    return redirect(f"{reverse('desk_queue')}?{query}" if query else "desk_queue")
