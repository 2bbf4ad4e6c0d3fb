"""The agency's systems: what they are let in for, and the secret that its supervisor fetches."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import security_log
from agencies import scopes, second_factor
from agencies.actors import Actor
from agencies.models import ApiClient, approve_on_pages_only
from casework.actions import systems
from casework.desk.door import at_desk, show_once_more
from casework.errors import somebody_was_faster
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotPermitted, Refusal


@require_GET
@at_desk
def desk_systems(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show the systems of the agency, and whether a secret waits for its supervisor."""
    if not may_generally(who, Action.OWN_SYSTEMS):
        raise NotPermitted
    known = ApiClient.objects.filter(agency=who.agency).select_related("client").order_by("pk")
    shown = [
        {"system": each, "may": scopes.in_words(each.client.get_scopes())} for each in known[:100]
    ]
    is_off = who.agency is not None and who.agency.pk in approve_on_pages_only()
    return render(request, "desk/systems.html", {"systems": shown, "pages_only": is_off})


@require_POST
@at_desk
def token_rule(request: HttpRequest, who: Actor) -> HttpResponse:
    """Let second persons approve by token, or on the pages only."""
    if not may_generally(who, Action.OWN_SYSTEMS):
        raise NotPermitted
    if not second_factor.is_proven_lately(request):
        why = _("Show once more that it is you, then go on.")
        return show_once_more(request, "desk_systems", why)
    may = request.POST.get("approve") == "token"
    systems.rule_tokens(may_approve=may, by=who, now=clock.now())
    security_log.note("approving by token ruled", request, account=request.user.pk)
    messages.success(request, _("Kept. It counts from now on."))
    return redirect("desk_systems")


@require_POST
@at_desk
def secret(request: HttpRequest, who: Actor) -> HttpResponse:
    """Give a supervisor the secret, on this answer alone: in no cookie, no message, no address."""
    if not may_generally(who, Action.OWN_SYSTEMS):
        raise NotPermitted
    asked = request.POST.get("system", "")
    known = ApiClient.objects.filter(agency=who.agency).select_related("client")
    system = known.filter(client_id=asked).first()
    if not second_factor.is_proven_lately(request):
        why = _("Show once more that it is you, then fetch the secret.")
        return show_once_more(request, "desk_systems", why)
    try:
        if system is None:
            raise somebody_was_faster()
        given = systems.fetch_secret(system, by=who, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
        return redirect("desk_systems")
    security_log.note("secret of a system fetched", request, account=request.user.pk)
    return render(request, "desk/secret.html", {"system": system, "secret": given})
