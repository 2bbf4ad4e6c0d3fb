"""Taking in at the counter what somebody hands over: a page, streamed as any other."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from agencies.actors import Actor
from agencies.entering import View
from applications.actions import collecting
from applications.desk import papers
from applications.desk.application import application_of
from applications.desk.finding import case_at_desk
from applications.models import Application
from applications.rules.papers import SAYS, Fault
from applications.uploads import FILES, WHOLE, streamed_in, unread
from casework.desk.door import at_desk
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid, Refusal
from kit.spelling import wording


def _streamed(view: View) -> View:
    """Find the case, then take the file in by streaming, then ask whether it is forgery."""

    @unread
    @require_POST
    @at_desk
    @wraps(view)
    def found(request: HttpRequest, who: Actor, number: str, **rest: Any) -> HttpResponse:
        application = application_of(case_at_desk(who, number, Action.UPLOAD))
        collecting.check_often(who, now=clock.now())
        with streamed_in(request):
            return csrf_protect(view)(request, who=who, application=application, **rest)

    return found


@_streamed
def desk_paper_add(
    request: HttpRequest, *, who: Actor, application: Application, slot: str
) -> HttpResponse:
    """Add a page to a paper; the history says that the agency took it in."""
    if slot not in {each.slot for each in application.service.papers}:
        raise Http404
    came = request.FILES.getlist(FILES)[:1]
    if not came or WHOLE not in request.POST:
        fault = Fault.BROKEN_OFF if came else Fault.EMPTY
        return papers.page(request, who, application, errors={"": wording(SAYS[fault])})
    try:
        collecting.add(application, slot, came[0].take_up(), by=who, now=clock.now())
    except NotValid as refusal:
        text = " ".join(str(each) for each in refusal.errors.values())
        return papers.page(request, who, application, errors={"": text})
    except Refusal as refusal:
        return papers.page(request, who, application, errors={"": str(refusal.reason)})
    messages.success(request, _("Taken in. It is being checked."))
    return redirect("desk_papers", application.case.number)
