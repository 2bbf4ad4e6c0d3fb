"""My cards: how each stands, and reporting one lost or found by a tap."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from agencies import actors
from agencies.actors import Actor
from agencies.entering import get_or_post, insured_person_only
from applications.drafts import Draft
from applications.registry import service_of
from applications.views.applying import sure
from casework.errors import MoveNotPossible
from kit import clock
from kit.errors import NotValid
from kit.spelling import wording
from law.names import mask_name
from services.cards.actions import filing, showing
from services.cards.drawing import qr_code
from services.cards.models import Card
from services.cards.rules.numbers import CODE_LIVES
from services.cards.rules.states import Wish
from services.cards.shown import REPORTS, cards_of, named

RENEWED_AFTER = 50  # seconds: before the code that is shown has run out


@require_safe
@insured_person_only
def cards(request: HttpRequest) -> HttpResponse:
    """Show one's cards, each with what can be done with it now."""
    person = actors.actor(request).person
    return render(request, "cards/mine.html", {"cards": cards_of(person, clock.today())})


@get_or_post
@insured_person_only
def report(request: HttpRequest, key: str, wish: str) -> HttpResponse:
    """Say what a report does, and make it; a fresh sign-in is asked for where it lasts."""
    if wish not in REPORTS:
        raise Http404
    service = service_of(REPORTS[Wish(wish)])
    return sure(_report, service)(request, key, Wish(wish))


def _report(request: HttpRequest, key: str, wish: Wish) -> HttpResponse:
    who = actors.actor(request)
    card = get_object_or_404(Card.objects.visible_to(who), key=key)
    service = service_of(REPORTS[wish])
    if request.method == "POST":
        try:
            filing.file(service, wish, card, by=who, now=clock.now())
        except (NotValid, MoveNotPossible) as refusal:
            for text in getattr(refusal, "errors", {"": refusal.reason}).values():
                messages.warning(request, str(text))
        else:
            messages.success(request, SAID[wish])
            if wish is Wish.LOSE and "new" in request.POST:
                return _ask_for_new(card, who)
        return redirect("cards")
    context = {
        "card": named(card),
        "wish": wish.value,
        "title": wording(service.errand),
        "service": service,
    }
    return render(request, "cards/report.html", context)


def _ask_for_new(card: Card, who: Actor) -> HttpResponse:
    """Go on with the new card: the lost one is reported, whatever becomes of this."""
    now = clock.now()
    card.refresh_from_db()
    application = filing.ask_for_new(card, by=who, now=now)
    return redirect(Draft(application, who, now).goes_on_at())


SAID = {
    Wish.LOSE_FOR_NOW: gettext_lazy("Your card is stopped. Now call the bank."),
    Wish.LOSE: gettext_lazy("Your card is stopped. Now call the bank."),
    Wish.FIND: gettext_lazy("Your card can be used again."),
}


@require_safe
@insured_person_only
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Show the electronic card with a code for a minute; each look makes a new one."""
    who, now = actors.actor(request), clock.now()
    card = get_object_or_404(Card.objects.visible_to(who), key=key)
    try:
        code = showing.code_for(card, now=now)
    except MoveNotPossible as refusal:
        messages.warning(request, str(refusal.reason))
        return redirect("cards")
    context = {
        "card": named(card),
        "name": mask_name(str(who.person.name)) if who.person else "",
        "qr": qr_code(code),
        "made_at": now,
        "valid_until": now + CODE_LIVES,
        "renewed_after": RENEWED_AFTER,
    }
    return render(request, "cards/show.html", context)
