"""A case that somebody else's decision opens: by itself, with its own letter and its own money.

Heirs and payees of one application each have something that they show to others and that is paid
to them. Their letter names nobody else.
"""

from datetime import datetime

from django.utils import timezone

from accounts.models import Person
from agencies.actors import SYSTEM
from applications import known
from applications.actions import deciding
from applications.models import Application
from casework.actions import moving
from casework.models import Case
from casework.rules.statuses import Status
from letters.models import Letter


def open_for(person: Person, service: str, *, after: Application, now: datetime) -> Application:
    """Open a case of a person that follows from a decision; its matter is that case's number.

    Whoever calls this writes down what the letter says, and then lets `grant` issue it: both in
    the transaction of the decision.
    """
    case = moving.start(person, service, by=SYSTEM, now=now)
    Case.objects.filter(pk=case.pk).update(matter=after.case.number)
    case.matter = after.case.number
    return Application.objects.create(case=case, agency=after.agency)


def grant(application: Application, *, now: datetime) -> Letter:
    """Issue the letter and let the service take effect."""
    moving.move(application.case, Status.SUBMITTED, by=SYSTEM, now=now)
    said = known.rules_say(application, today=timezone.localdate(now))
    return deciding.grant_at_once(application, said, by=SYSTEM, now=now)
