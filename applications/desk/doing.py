"""One way for every act at the desk: do it, say so, or show the case as it stands now."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from agencies.actors import Actor
from applications.desk.case import refused_page
from casework.models import Case, HeldAct
from kit import clock
from kit.errors import NotValid, Refusal


def version_seen(request: HttpRequest) -> int:
    """Return the version of the case the clerk looked at; 0, which no case has, without one."""
    posted = request.POST.get("version", "")
    return int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 9 else 0


def do(
    request: HttpRequest,
    who: Actor,
    case: Case,
    act: Callable[[dict[str, Any]], Any],
    *,
    said: Callable[[Any], str],
    back: str = "desk_case",
) -> HttpResponse:
    """Do it and go on; raises `NotValid` for the form's page to show at its fields."""
    try:
        result = act({"by": who, "now": clock.now(), "version": version_seen(request)})
    except NotValid:
        raise
    except Refusal as refusal:
        return refused_page(request, who, case.number, refusal)
    if isinstance(result, HeldAct):
        messages.warning(
            request,
            _("Letters and money are stopped. Your decision is kept and carried out in its turn."),
        )
    else:
        messages.success(request, said(result))
    return redirect(back, case.number)
