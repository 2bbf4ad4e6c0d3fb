"""Whose transfer a page is about."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from agencies import actors
from casework.acting import opened
from casework.models.case import cases_of_applicant
from transfers.models import Transfer


def own_transfer(request: HttpRequest, number: str) -> Transfer:
    """Return the person's own transfer or one they act in; others are as if they did not exist."""
    who = actors.actor(request)
    own = Transfer.objects.whole().filter(cases_of_applicant(who, "case__"))
    found = get_object_or_404(own, case__number=number)
    opened(request, found.case)
    return found
