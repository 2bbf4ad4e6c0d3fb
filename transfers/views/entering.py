"""Whose transfer a page is about."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from agencies import actors
from agencies.actors import Actor
from casework.acting import opened
from casework.models.case import cases_of_applicant
from kit.questions import question
from transfers.models import Transfer


def own_transfer(request: HttpRequest, number: str) -> Transfer:
    """Return the person's own transfer or one they act in; others are as if they did not exist."""
    found = _own(by=actors.actor(request), number=number)
    if not found:
        raise Http404
    opened(request, found[0].case)
    return found[0]


@question
def _own(*, by: Actor, number: str) -> QuerySet[Transfer]:
    own = Transfer.objects.whole().filter(cases_of_applicant(by, "case__"))
    return own.filter(case__number=number)
