"""Whose case a page is about: the person's own; every other one is as if it did not exist."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from agencies.actors import Actor
from applications import objections, proceedings
from applications.models import Application
from casework.actions.living import with_reports
from casework.case_pages import all_pages
from casework.models import Case
from kit.questions import question


def own_case(who: Actor, number: str) -> Case:
    """Return a person's own case, of whichever service."""
    own = _own_cases(by=who, person=who.person_id, number=number)
    if not own:
        raise Http404
    [found] = own
    found.person = who.person
    return found


@question
def _own_cases(*, by: Actor, person: int, number: str) -> QuerySet[Case]:
    along = {name for pages in all_pages() for name in pages.along}
    own = Case.objects.visible_to(by).filter(person=person, number=number)
    found = with_reports(own.select_related("thread", *sorted(along)))
    return found.annotate(
        has_objections=Exists(objections.filed(by=by, about=OuterRef("pk"))),
        has_proceedings=Exists(proceedings.recorded(by=by, case=OuterRef("pk"))),
    )


def own_application(who: Actor, number: str) -> Application:
    """Return a person's own application on a declared service."""
    own = Application.objects.visible_to(who).whole().filter(case__person=who.person)
    return get_object_or_404(own, case__number=number)
