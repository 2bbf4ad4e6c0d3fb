"""“This is wrong”: from the page of any case to an objection against what was done in it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agencies import actors, rule_book
from agencies.entering import applicant_only, get_or_post
from applications import catalogue, objections
from applications.actions import drafting, objecting
from applications.drafts import Draft
from applications.objection import OBJECTION
from applications.views.applying import sure
from applications.views.finding import own_case
from casework.models import Case
from kit import clock


@get_or_post
@applicant_only
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """Say who looks at it again and within which term; then open the draft."""
    about = own_case(request, number)
    return sure(_begin, OBJECTION)(request, about)


def _begin(request: HttpRequest, about: Case) -> HttpResponse:
    who, now, today = actors.actor(request), clock.now(), clock.today()
    if not objecting.may_object(about, who):
        messages.info(request, _("Nothing was decided here that one could object to."))
        return redirect(about)
    filed = objections.of_case(about, who)
    under_way = next((each for each in filed if each["is_open"] and each["is_objection"]), None)
    if request.method == "POST" and under_way is None:
        application = drafting.start(OBJECTION, by=who, now=now, about=about)
        return redirect(Draft(application, who, now).goes_on_at())
    context = {
        "case": about,
        "service": OBJECTION,
        "takes": catalogue.entry_of(OBJECTION).takes(book=rule_book.current(), today=today),
        "agencies": [each.local_name for each in objecting.agencies_in(about)],
        "filed": filed,
        "under_way": under_way,
    }
    return render(request, "applications/object.html", context)
