"""What was done at once can be undone for a day by whoever the replaced contact belongs to.

Nobody signs in for it: an account that somebody else has taken over is just what it is against.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts.models import Person, SignIn
from agencies.actors import SYSTEM
from applications.actions.applying import application_of
from applications.models import WayBack
from applications.rules import way_back
from casework.actions.history import record
from casework.actions.telling import Told, tell
from casework.models import Case, Event
from kit import crypto, wall
from kit.errors import NotValid
from letters.actions.issuing import end_letter
from letters.models import Letter
from letters.rules.codes import characters_of


def offer(case: Case, contacts: Iterable[str]) -> None:
    """Open a way back for each contact that was replaced; it counts from when it is told."""
    WayBack.objects.bulk_create(WayBack(case=case, contact=each) for each in contacts)


def told(case: Case, contact: str, *, now: datetime) -> str:
    """Return the code to be told to a replaced contact; the hours run from the last try to tell it.

    It is tried again only where the one before did not leave.
    """
    way = WayBack.objects.select_related("case").get(case=case, contact=contact)
    WayBack.objects.filter(pk=way.pk).update(told_at=now)
    return _code(way)


def _code(way: WayBack) -> str:
    """Return the code of a way back: it follows from the key of the portal, so none is stored."""
    said = f"{way.case.number}:{way.contact}"
    return way_back.code_of(crypto.blind_index(said, context="application.way-back"))


@wall.as_house("undo what a replaced contact was told of")
@transaction.atomic
def undo(number: str, code: str, *, now: datetime) -> Case:
    """Undo what a case did, with the code that a replaced contact was told; raises `NotValid`.

    Every sign-in of the account ends, and the agency is told, so that somebody asks the person.
    Done twice it is done once.
    """
    way = _way(number, code)
    Person.objects.select_for_update().get(pk=way.case.person_id)
    way.refresh_from_db()
    if way.undone_at is not None:
        return way.case
    if way.closed_at is not None or not way_back.is_open(way.told_at, now):
        raise NotValid({"code": _("The time for this has passed. Call 12333, or go to a counter.")})
    application = application_of(way.case)
    application.service.undo(application, now)
    _close_later_ones(way, now)
    _tell(way.case, now)
    return way.case


def _way(number: str, code: str) -> WayBack:
    typed = characters_of(code)
    ways = WayBack.objects.filter(case__number=number.strip().upper()).select_related("case")
    for way in ways:
        if constant_time_compare(characters_of(_code(way)), typed):
            return way
    text = _("Number and code do not belong together. Compare both with the message.")
    raise NotValid({"code": text})


def _close_later_ones(way: WayBack, now: datetime) -> None:
    """Close every way back that leads to what was changed since: it was not the owner's."""
    WayBack.objects.filter(pk=way.pk).update(undone_at=now)
    later = WayBack.objects.filter(case__person=way.case.person_id, undone_at=None, closed_at=None)
    later.filter(case__submitted_at__gte=way.case.submitted_at).update(closed_at=now)


def _tell(case: Case, now: datetime) -> None:
    kinds = (Letter.Kind.CONFIRMATION, Letter.Kind.DECISION)
    for letter in Letter.objects.valid().filter(case=case, kind__in=kinds):
        end_letter(letter, now=now, reason="undone")
    SignIn.objects.filter(user__person=case.person_id).delete()
    record(case, Event.Kind.PARTICULARS, by=SYSTEM, now=now, data={"undone": True})
    handling = application_of(case).agency
    told = [Told("undone")]
    if handling is not None:
        told.append(Told("undone", handling, {"to_agency": True}))
    tell(case, told, now=now, occasion="undone")
