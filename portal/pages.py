"""Pages for everybody: the way in, how it works, and what one may expect of us."""

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import words
from agencies import actors
from agencies.rules.terms import Insurance
from applications import catalogue
from demo import passing_time, sign_ins
from kit import clock
from kit.errors import NotValid
from kit.spelling import wording
from portal import condition, privacy_notice, procedure, waiting
from services.advice.forms import AskAnythingForm

AWAY = 503
FORBIDDEN = 403


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What has happened, in people's words; what waits for whoever is signed in."""
    who = actors.actor(request)
    context = {
        "form": AskAnythingForm(),
        "happenings": [
            {"happening": happening, "entries": entries}
            for happening, entries in catalogue.by_event(catalogue.entries())
        ],
        "person": None if who.is_staff else who.person,
        "waiting": waiting.for_person(who),
        "sign_ins": sign_ins.sign_ins() if settings.DEMO else [],
        "identities": sign_ins.identities_to_verify() if settings.DEMO else [],
    }
    return render(request, "pages/home.html", context)


@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    """The procedure of both insurances, with whose turn it is, by when and by which article."""
    terms = procedure.terms_in_force(clock.today())
    pictures = [
        {
            "insurance": insurance.value,
            "title": wording(insurance.label),
            "stops": procedure.stops(insurance.value, terms),
        }
        for insurance in Insurance
    ]
    return render(request, "pages/how_it_works.html", {"pictures": pictures})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What everybody can use, how it is tested, and what to do when something cannot be used."""
    return render(request, "pages/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept on people, why, how long, and what they may ask (个人信息保护法 art. 17)."""
    return render(
        request,
        "pages/privacy.html",
        {"kinds": privacy_notice.KINDS, "rights": privacy_notice.RIGHTS},
    )


@require_safe
@never_cache
def status(request: HttpRequest) -> HttpResponse:
    """Whether everything runs, without a word about any person."""
    try:
        parts = condition.parts()
    except DatabaseError:
        return render(request, "pages/status_away.html", status=AWAY)
    return render(
        request, "pages/status.html", {"parts": parts, "well": all(p.well for p in parts)}
    )


@require_POST
def demo_clock(request: HttpRequest) -> HttpResponse:
    """Let working days pass; outside the demo there is no such page."""
    if not settings.DEMO:
        raise Http404
    passing_time.pass_working_days(_days_of(request.POST.get("days", "")))
    messages.success(request, _("Time has passed. Reminders and late notices have been sent."))
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(target if is_ours else "/")


def _days_of(text: str) -> int:
    fewest, most = passing_time.FEWEST, passing_time.MOST
    is_number = text.isascii() and text.isdecimal() and len(text) <= 4
    if not is_number or not fewest <= int(text) <= most:
        limits = {"fewest": fewest, "most": most}
        raise NotValid({"days": _("Choose %(fewest)s to %(most)s working days.") % limits})
    return int(text)


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form from before the latest sign-in, and keep what was typed for its writer.

    Only what a page of this portal sent is kept, and it waits on that page: from here nothing can
    be sent once more, for another site may have tried to.
    """
    place = words.posted_place(request) if words.is_from_here(request) else None
    kept = place and words.is_for(request, place) and words.keep_posted(request, place)
    context = {"way_back": place.address if kept else ""}
    return render(request, "csrf_failure.html", context, status=FORBIDDEN)
