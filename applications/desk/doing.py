"""One way for every act at the desk: do it, say so, or show the case as it stands now."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from agencies.actors import Actor
from applications.acts import doing
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
    name: str,
    subject: Any,
    said: Mapping[str, Any] | None = None,
    *,
    back: str = "desk_case",
) -> HttpResponse:
    """Do an act and go on; raises `NotValid` for the form's page to show at its fields."""
    case: Case = subject.case
    edge = {"by": who, "now": clock.now(), "version": version_seen(request)}
    try:
        done = doing.do(name, subject, said or {}, **edge)
    except NotValid:
        raise
    except Refusal as refusal:
        return refused_page(request, who, case.number, refusal)
    if isinstance(done, HeldAct):
        messages.warning(
            request,
            _("Letters and money are stopped. Your decision is kept and carried out in its turn."),
        )
    else:
        messages.success(request, doing.acts_of(case.service).by_name[name].done_said(done))
    return redirect(back, case.number)
