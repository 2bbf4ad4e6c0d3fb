"""Mandates: given, accepted, ended; and the page of whoever one acts for."""

from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts import telling
from accounts.freshness import signed_in_lately
from accounts.models import AccessEntry, Looked, Mandate
from accounts.rules.levels import Level
from agencies import actors, rule_book
from agencies.entering import View, get_or_post, insured_person_only, posted, status_for
from agencies.levels import check_level
from agencies.rules import mandates as rules
from applications import catalogue, mandates_shown
from applications.mandate_forms import AcceptForm, ConsentForm, WishForm
from applications.my_cases import lines_of
from casework import notices
from casework.acting import NAME, mandate_of
from casework.actions import looking, mandating
from casework.actions.living import with_reports
from casework.history_shown import by_mandate
from casework.models import Case, Event
from casework.models.case import covered_by
from casework.rules.procedures import is_delegable
from kit import clock
from kit.errors import NotValid, TooOften
from kit.spelling import wording
from payouts import showing

A_PAGE = 20
ACTS_SHOWN = 20
CODE = "mandate_code"  # shown once, on the page after the offer


def surely_me(view: View) -> View:
    """Let in whoever is proven in person, and ask for the password if the sign-in is not fresh."""
    asked = reauthentication_required(view, app="allauth.account")

    @wraps(view)
    def opened(request: HttpRequest, *given: Any, **rest: Any) -> HttpResponse:
        check_level(actors.actor(request), Level.PERSON)
        return (view if signed_in_lately(request) else asked)(request, *given, **rest)

    return opened


@require_safe
@insured_person_only
def mandates(request: HttpRequest) -> HttpResponse:
    """Show who may act for me, and for whom I act."""
    who, now = actors.actor(request), clock.now()
    page = Paginator(mandating.of(who), A_PAGE).get_page(request.GET.get("page"))
    rows = [mandates_shown.row(each, now=now) for each in page]
    context = {
        "page_obj": page,
        "given": [each for each in rows if each["mandate"].giver_id == who.person_id],
        "held": [each for each in rows if each["mandate"].giver_id != who.person_id],
        "code": request.session.pop(CODE, None),
    }
    return render(request, "mandates/list.html", context)


@sensitive_post_parameters("name", "contact", "number")
@get_or_post
@insured_person_only
@surely_me
def give(request: HttpRequest) -> HttpResponse:
    """Offer a mandate; the answer is the same whether the other one has an account or not."""
    form = WishForm(posted(request), today=clock.today())
    if request.method == "POST" and form.is_valid() and _offered(request, form):
        return redirect("mandates")
    return render(request, "mandates/give.html", {"form": form}, status=status_for(request, form))


def _offered(request: HttpRequest, form: WishForm) -> bool:
    try:
        made, code = mandating.offer(form.wish, by=actors.actor(request), now=clock.now())
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return False
    except TooOften as refusal:
        form.add_error(None, str(refusal.reason))
        return False
    request.session[CODE] = {"code": code, "number": made.number, "name": made.holder_name}
    contact = form.cleaned_data.get("contact")
    if contact:
        _send(request, contact, code)
    return True


def _send(request: HttpRequest, contact: str, code: str) -> None:
    """Send the code where the giver said; a message that cannot go out leaves it on the page."""
    text = _(
        "[Social Insurance Online] Somebody wants you to act for them in social insurance "
        "matters. Sign in, open “Acting for others” and enter the code %(code)s. It is valid for "
        "14 days. If you know nobody who would ask you this, ignore it."
    ) % {"code": code}
    try:
        with translation.override(translation.get_language()):
            telling.tell(request, contact, text)
    except TooOften as refusal:
        messages.warning(request, str(refusal.reason))


# --- Accepting ------------------------------------------------------------------------------------
@sensitive_post_parameters("code")
@get_or_post
@insured_person_only
def accept(request: HttpRequest) -> HttpResponse:
    """Ask for the code, show what it is about, and take a yes."""
    form = AcceptForm(posted(request))
    if request.method != "POST" or not form.is_valid():
        status = status_for(request, form)
        return render(request, "mandates/accept.html", {"form": form}, status=status)
    code, who, now = form.cleaned_data["code"], actors.actor(request), clock.now()
    consent = ConsentForm(request.POST if "sure" in request.POST else {"code": code})
    try:
        offer = mandating.look_at(code, by=who, now=now)
        if "sure" in request.POST and consent.is_valid():
            made = mandating.accept(code, by=who, now=now)
            messages.success(request, _("You may act now. Everything you do here is told to them."))
            return redirect("acting_page", made.number)
    except (NotValid, TooOften) as refusal:
        text = getattr(refusal, "errors", {}).get("code", refusal.reason)
        form.add_error("code", str(text))
        return render(request, "mandates/accept.html", {"form": form}, status=refusal.status)
    return _look_once_more(request, offer, consent)


def _look_once_more(request: HttpRequest, offer: Mandate, form: ConsentForm) -> HttpResponse:
    is_refused = "sure" in request.POST
    if not is_refused:
        form = ConsentForm(initial={"code": form.data["code"]})
    today, book = clock.today(), rule_book.current()
    context = {
        "form": form,
        "rows": mandates_shown.details(offer),
        "mandate": offer,
        "is_child": rules.is_sensitive_child(offer.giver.born_on, today, book),
    }
    status = status_for(request, form) if is_refused else 200
    return render(request, "mandates/consent.html", context, status=status)


# --- Ending ---------------------------------------------------------------------------------------
@get_or_post
@insured_person_only
def end(request: HttpRequest, mandate: str) -> HttpResponse:
    """End a mandate after one question."""
    who, now = actors.actor(request), clock.now()
    found = mandating.of(who).filter(number=mandate).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        mandating.end(mandate, by=who, now=now)
        messages.success(request, _("It has ended, from this moment on."))
        return redirect("mandates")
    row = mandates_shown.row(found, now=now)
    context = {**row, "rows": mandates_shown.details(found), "is_giver": _is_giver(found, who)}
    return render(request, "mandates/end.html", context)


def _is_giver(mandate: Mandate, who: actors.Actor) -> bool:
    return mandate.giver_id == who.person_id


# --- Whoever one acts for, and what was done ------------------------------------------------------
@require_safe
@insured_person_only
def acting_page(request: HttpRequest, mandate: str) -> HttpResponse:
    """Show the cases of whoever one acts for, and what can be begun for them; nothing of mine."""
    held, who = mandate_of(request, mandate), actors.actor(request)
    own = with_reports(Case.objects.filter(covered_by(held)))
    in_order = own.select_related("thread", "person").order_by("closed_at", "-created_at", "-pk")
    page = Paginator(in_order, A_PAGE).get_page(request.GET.get("page"))
    looking.listed(page.object_list, by=who, now=clock.now())
    entries = {each.name: each for each in catalogue.entries()}
    services = [name for name in held.services if is_delegable(name)]
    context = {
        "mandate": held,
        "page_obj": page,
        "lines": lines_of(page.object_list, who, today=clock.today()),
        "begin": [
            {"title": wording(entries[name].title), "href": begin_of(name, held)}
            for name in services
            if name in entries
        ],
        "drawn": _drawn(held, who),
        "rows": mandates_shown.details(held),
        "notices": notices.latest_by_mandate(held),
    }
    return render(request, "mandates/acting.html", context)


def _drawn(held: Mandate, who: actors.Actor) -> list[showing.DrawnNow]:
    """Return what they draw; that it was looked at stands where they see who looked."""
    found = showing.drawn_by_mandate(who, held, clock.today())
    for each in found:
        looking.looked(each.entitlement.case, Looked.HISTORY, by=who, now=clock.now())
    return found


def begin_of(service: str, mandate: Mandate) -> str:
    """Return the address at which something is begun for whoever gave a mandate."""
    address = catalogue.begins_at(service)
    return f"{address}{'&' if '?' in address else '?'}{NAME}={mandate.number}"


@require_safe
@insured_person_only
def done(request: HttpRequest, mandate: str) -> HttpResponse:
    """Show the giver what was done and looked at by a mandate."""
    who = actors.actor(request)
    found = mandating.of(who).filter(number=mandate, giver=who.person_id).first()
    if found is None:
        raise Http404
    events = Event.objects.filter(mandate=found).select_related("case").order_by("-at", "-pk")
    looks = AccessEntry.objects.filter(person=who.person_id, mandate=found)
    context = {
        **mandates_shown.row(found, now=clock.now()),
        "rows": mandates_shown.details(found),
        "acts": [_act(each) for each in events[:ACTS_SHOWN]],
        "looks": [_look(each) for each in looks[:ACTS_SHOWN]],
    }
    return render(request, "mandates/done.html", context)


def _act(event: Event) -> dict[str, Any]:
    return {
        "title": by_mandate(event),
        "at": event.at,
        "state": "done",
        "body": event.case.service_title,
        "href": event.case.get_absolute_url(),
        "link_text": _("Case %(number)s") % {"number": event.case.number},
    }


def _look(entry: AccessEntry) -> dict[str, Any]:
    return {
        "title": entry.get_what_display(),
        "at": entry.at,
        "state": "done",
        "body": _("Case %(number)s") % {"number": entry.case_number},
    }
