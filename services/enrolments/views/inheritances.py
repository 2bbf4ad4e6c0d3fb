"""Inheritances in which I am an heir: who else is, which part is mine, and whether I agree."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies import actors
from agencies.entering import insured_person_only
from kit import clock
from kit.spelling import wording
from law.names import mask_name
from services.enrolments import heirs
from services.enrolments.actions import inheriting
from services.enrolments.rules.inheriting import HEIRS


@require_safe
@insured_person_only
def inheritances(request: HttpRequest) -> HttpResponse:
    """Show them, the latest first."""
    rows = [_row(each) for each in heirs.asked(actors.actor(request))]
    return render(request, "enrolments/inheritances.html", {"rows": rows})


@require_POST
@insured_person_only
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """Agree, or do not."""
    agrees = request.POST.get("agrees") == "yes"
    try:
        inheriting.answer(key, agrees=agrees, by=actors.actor(request), now=clock.now())
    except inheriting.NotAsked as refusal:
        messages.error(request, str(refusal.reason))
    else:
        said = _("You have agreed to these shares.") if agrees else _("You have not agreed.")
        messages.success(request, said)
    return redirect("my_inheritances")


def _row(found: heirs.Asked) -> dict[str, Any]:
    own = found.own
    return {
        "own": own,
        "deceased": found.deceased,
        "agency": found.agency,
        "insurance": wording(found.insurance),
        "heirs": [
            {
                "name": mask_name(str(each.name)),
                "relation": wording(HEIRS[each.relation]),
                "share": f"{each.parts}/{each.of_parts}",
                "is_own": each.pk == own.pk,
            }
            for each in found.all
        ],
        "standing": _standing(found),
        "is_open": found.is_open,
    }


def _standing(found: heirs.Asked) -> str:
    if found.own.agreed_at:
        return _("You have agreed")
    if found.own.declined_at:
        return _("You do not agree")
    return _("Waits for your answer") if found.is_open else _("No answer is needed any more")
