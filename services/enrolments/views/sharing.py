"""Shared medical accounts, mine and those of relatives: agree, end, read what was spent."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.rules.levels import Level
from agencies import actors
from agencies.actors import Actor
from agencies.entering import insured_person_only
from agencies.levels import check_level
from kit import clock
from kit.spelling import wording
from services.enrolments.actions import sharing as acts
from services.enrolments.models import Sharing
from services.enrolments.rules.sharing import PURPOSES, RELATIONS


@require_safe
@never_cache
@insured_person_only
def sharings(request: HttpRequest) -> HttpResponse:
    """Show both lists, each with what was spent."""
    who = actors.actor(request)
    check_level(who, Level.NUMBER)
    found = Sharing.objects.filter(Q(giver=who.person) | Q(relative=who.person))
    rows = [_row(each, who) for each in found.prefetch_related("spends")]
    return render(
        request,
        "enrolments/sharings.html",
        {
            "given": [each for each in rows if each["is_giver"]],
            "held": [each for each in rows if not each["is_giver"]],
        },
    )


@require_POST
@insured_person_only
def agree(request: HttpRequest, key: int) -> HttpResponse:
    """Agree to what a relative has offered."""
    who = actors.actor(request)
    check_level(who, Level.NUMBER)
    try:
        acts.agree(key, by=who, now=clock.now())
    except acts.NotShared as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("You have agreed. You may pay from this account from now on."))
    return redirect("my_sharings")


@require_POST
@insured_person_only
def end(request: HttpRequest, key: int) -> HttpResponse:
    """End a sharing at once."""
    acts.end(key, by=actors.actor(request), now=clock.now())
    messages.success(request, _("The sharing has ended, from this moment on."))
    return redirect("my_sharings")


def _row(sharing: Sharing, who: Actor) -> dict[str, Any]:
    now, is_giver = clock.now(), sharing.giver_id == who.person_id
    lapsed = sharing.has_lapsed(now)
    return {
        "sharing": sharing,
        "is_giver": is_giver,
        "other": sharing.relative_name if is_giver else sharing.giver_name,
        "relation": wording(RELATIONS[sharing.relation]),
        "purposes": [wording(PURPOSES[each]) for each in sharing.purposes],
        "standing": _standing(sharing, clock.today(), is_lapsed=lapsed),
        "can_agree": not is_giver
        and sharing.agreed_at is None
        and sharing.ended_at is None
        and not lapsed,
        "can_end": sharing.ended_at is None and not lapsed,
        "spends": [(each, wording(PURPOSES[each.purpose])) for each in sharing.spends.all()],
    }


def _standing(sharing: Sharing, today: date, *, is_lapsed: bool) -> str:
    if sharing.ended_at is not None:
        return _("Ended by %(side)s") % {"side": sharing.get_ended_by_display()}
    if is_lapsed:
        return _("Not agreed to in time")
    if sharing.agreed_at is None:
        return _("Waits for the relative to agree")
    if sharing.until is not None and sharing.until < today:
        return _("Its last day has passed")
    return _("In force") if sharing.holds_on(today) else _("Begins on the day that was named")
