"""Reporting a card lost without a sign-in: who, a code to the phone on record, stopped."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from agencies import actors
from agencies.entering import get_or_post, posted, status_for
from kit import clock
from kit.callers import neighbour_of
from kit.errors import NotValid, TooOften
from services.cards.actions import emergency
from services.cards.forms import StopForm, WhoseForm
from services.cards.shown import stopped_cards
from services.cards.telling import send_code


@never_cache
@get_or_post
@sensitive_post_parameters("number", "named", "code", "handle")
def lost(request: HttpRequest) -> HttpResponse:
    """Ask who it is, or lead whoever is signed in to their cards."""
    if actors.actor(request).person is not None:
        return redirect("cards")
    if request.method == "POST" and "handle" in request.POST:
        return _stop(request)
    form = WhoseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        begun = _begin(request, form)
        if begun is not None:
            return _ask_code(request, StopForm(initial={"handle": begun.handle}))
    return render(request, "cards/lost.html", {"form": form}, status=status_for(request, form))


def _begin(request: HttpRequest, form: WhoseForm) -> emergency.Begun | None:
    """Send a code where there is somebody to send it to; the page says the same for everybody."""
    said, now = form.cleaned_data, clock.now()
    try:
        begun = emergency.begin(
            said["number"], said["named"], address=neighbour_of(request), now=now
        )
    except TooOften as refusal:
        form.add_error(None, str(refusal.reason))
        return None
    send_code(request, begun)
    return begun


def _ask_code(request: HttpRequest, form: StopForm) -> HttpResponse:
    return render(request, "cards/lost_code.html", {"form": form}, status=status_for(request, form))


def _stop(request: HttpRequest) -> HttpResponse:
    form = StopForm(request.POST)
    if not form.is_valid():
        return _ask_code(request, form)
    said, now = form.cleaned_data, clock.now()
    try:
        cards = emergency.finish(
            said["handle"], said["code"], address=neighbour_of(request), now=now
        )
    except (NotValid, TooOften) as refusal:
        wrong = getattr(refusal, "errors", {"": refusal.reason})
        for name, text in wrong.items():
            form.add_error(name if name in form.fields else None, str(text))
        return _ask_code(request, form)
    return render(request, "cards/lost_done.html", {"cards": stopped_cards(cards)})
