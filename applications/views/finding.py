"""Whose case a page is about: the person's own; every other one is as if it did not exist."""

from django.shortcuts import get_object_or_404

from agencies.actors import Actor
from applications.models import Application
from casework.case_pages import all_pages
from casework.models import Case


def own_case(who: Actor, number: str) -> Case:
    """Return a person's own case, of whichever service."""
    along = {name for pages in all_pages() for name in pages.along}
    own = Case.objects.visible_to(who).filter(person=who.person).select_related(*sorted(along))
    found = get_object_or_404(own, number=number)
    found.person = who.person
    return found


def own_application(who: Actor, number: str) -> Application:
    """Return a person's own application on a declared service."""
    own = Application.objects.visible_to(who).whole().filter(case__person=who.person)
    return get_object_or_404(own, case__number=number)
