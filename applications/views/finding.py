"""Whose case a page is about: the person's own; every other one is as if it did not exist."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest

from agencies import actors
from agencies.actors import Actor
from applications import objections, proceedings
from applications.models import Application
from casework.acting import opened
from casework.actions.living import with_reports
from casework.case_pages import all_pages
from casework.models import Case
from casework.models.case import cases_of_applicant
from kit.questions import question


def own_case(request: HttpRequest, number: str) -> Case:
    """Return a person's own case, of whichever service, or one in which they act by mandate.

    At the counter it is that of whoever stands there.
    """
    who = actors.actor(request)
    own = _own_cases(by=who, number=number)
    if not own:
        raise Http404
    [found] = own
    if found.person_id == who.applies_for_id:
        found.person = who.applies_for
    return opened(request, found)


@question
def _own_cases(*, by: Actor, number: str) -> QuerySet[Case]:
    along = {name for pages in all_pages() for name in pages.along}
    own = Case.objects.of_applicant(by).filter(number=number)
    found = with_reports(own.select_related("thread", *sorted(along)))
    return found.annotate(
        has_objections=Exists(objections.filed(by=by, about=OuterRef("pk"))),
        has_proceedings=Exists(proceedings.recorded(by=by, case=OuterRef("pk"))),
    )


def own_application(request: HttpRequest, number: str) -> Application:
    """Return a person's own application on a declared service, or one they act in by mandate."""
    found = as_kept(actors.actor(request), number)
    opened(request, found.case)
    return found


def as_kept(who: Actor, number: str) -> Application:
    """Return such an application as it stands in the database."""
    found = _own_applications(by=who, number=number)
    if not found:
        raise Http404
    return found[0]


@question
def _own_applications(*, by: Actor, number: str) -> QuerySet[Application]:
    own = Application.objects.whole().filter(cases_of_applicant(by, "case__"))
    return own.filter(case__number=number)
