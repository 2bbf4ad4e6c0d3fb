"""Who stands at the counter: a clerk has opened their visit, and files for them until it ends.

The session of the clerk holds a key and a moment, and nothing of the person.
"""

import time

from django.http import HttpRequest

from accounts.models import Person
from agencies import actors
from kit import wall

VISIT = "counter_visit"
MINUTES = 60  # then the document is asked for again


def begin(request: HttpRequest, person: Person) -> None:
    """Open the visit of somebody whose document was seen; whoever stood there before has gone."""
    request.session[VISIT] = [person.pk, time.time()]
    request.__dict__.pop("_present", None)


def end(request: HttpRequest) -> None:
    """End the visit; from now on the clerk sees no more than their own desk."""
    request.session.pop(VISIT, None)
    request.__dict__.pop("_present", None)


def present(request: HttpRequest) -> Person | None:
    """Return who stands at the counter of whoever is signed in, if anybody does."""
    if "_present" not in request.__dict__:
        request.__dict__["_present"] = _present(request)
    return request.__dict__["_present"]


def _present(request: HttpRequest) -> Person | None:
    key, since = request.session.get(VISIT, (None, 0))
    if key is None or time.time() - since > MINUTES * 60:
        return None
    who = actors.actor(request)
    if not (who.is_staff and who.acts_for_agency) or key in who.kept_from:
        return None
    with wall.as_house("know who stands at the counter"):
        return Person.objects.filter(pk=key, deceased_on=None).first()


def stand_beside(request: HttpRequest) -> None:
    """Let the rest of this request be asked for the person who stands at the counter, if any."""
    person = present(request)
    if person is not None:
        actors.stand_beside(request, person)
