"""What hospitals ask and send: whether somebody is registered, a referral, an emergency.

A hospital speaks through the system of the agency of its place. Whoever is asked about sees which
hospital has asked.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AccessEntry, Looked, Person, document_index, reason_index
from agencies.actors import Actor
from casework.actions.looking import count_search
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotPermitted, NotValid
from kit.inserting import insert_missing
from law.identity_number import IdentityDocument
from services.care import hospitals
from services.care.models import EmergencyMark, Hospital, Referral, Registration, Visit
from services.care.rules.registering import stem


@dataclass(frozen=True)
class Status:
    """What a hospital is told: whether somebody is registered there, as what, for which days."""

    is_registered: bool
    kind: str = ""
    from_day: date | None = None
    until: date | None = None


NOT_REGISTERED = Status(False)


def speaking_for(code: str, *, by: Actor, today: date) -> Hospital:
    """Return a hospital for which a system may speak: one that is linked, in the agency's place.

    Raises `NotPermitted`, whether it is elsewhere or does not exist.
    """
    if not may_generally(by, Action.HOSPITALS) or by.agency is None:
        raise NotPermitted
    found = hospitals.named(code)
    place = stem(by.agency.region_id)
    if found is None or not found.code_of_region.startswith(place):
        raise NotPermitted(_("Your agency does not speak for this hospital."))
    if not hospitals.is_linked(found, today):
        raise NotPermitted(_("This hospital is not linked any more."))
    return found


def status(
    document: IdentityDocument, day: date, hospital: Hospital, *, by: Actor, now: datetime
) -> Status:
    """Return whether somebody is registered at a hospital's place on a day; the look is noted."""
    index = document_index(document)
    with wall.as_house("answer a hospital whether somebody is registered"):
        person = Person.objects.filter(document_index=index).only("pk", "deceased_on").first()
        if person is None:
            return NOT_REGISTERED
        _note(person, hospital, now)
        if person.deceased_on is not None and person.deceased_on < day:
            return NOT_REGISTERED
        return _status_of(person, hospital, day)


def _status_of(person: Person, hospital: Hospital, day: date) -> Status:
    place = hospital.code_of_region
    marked = {"person": person, "hospital": hospital, "admitted_on": day}
    for each in Registration.objects.filter(person=person).counting_on(day):
        if each.leads_to(place):
            return Status(True, each.kind, each.span.from_, each.span.until)
    if EmergencyMark.objects.filter(**marked).exists():
        return Status(True, "emergency", day, None)
    return NOT_REGISTERED


def _note(person: Person, hospital: Hospital, now: datetime) -> None:
    """Note once an hour that a hospital asked, by its own name."""
    within = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    entry = AccessEntry(
        person=person,
        user=None,
        agency_name=hospital.name,
        agency_name_en=hospital.name_en,
        what=Looked.REGISTRATION,
        case_number="",
        reason_index=reason_index(""),
        at=now,
        within=within,
    )
    insert_missing([entry])


def _person_with(document: IdentityDocument, *, by: Actor, now: datetime) -> Person:
    """Return somebody by their document; raises `NotValid` where there is none. It is counted."""
    index = document_index(document)
    with wall.as_house("find of whom a hospital writes"):
        found = Person.objects.filter(document_index=index).first()
    count_search(index, int(found is not None), by=by, now=now)
    if found is None:
        raise NotValid({"number": _("Nobody with this document has a record here.")})
    return found


def file_referral(
    document: IdentityDocument,
    said: dict[str, Any],
    hospital: Hospital,
    *,
    by: Actor,
    now: datetime,
) -> Referral:
    """Keep a referral that a hospital files; filing it again returns what is there.

    Raises `NotPermitted` for a hospital that may not refer, `NotValid` where nobody is found or the
    number stands for something else.
    """
    if not hospital.may_refer:
        raise NotPermitted(_("This hospital may not refer."))
    person = _person_with(document, by=by, now=now)
    with wall.as_house("keep what a hospital files"), transaction.atomic():
        kept, _is_new = Referral.objects.get_or_create(
            number=said["referral"],
            defaults={
                "person": person,
                "hospital": hospital,
                "to_place_id": said["to_place"],
                "department": said["department"],
                "diagnosis": said["diagnosis"],
                "is_again": said["is_again"],
                "referred_on": said["referred_on"],
                "filed_at": now,
            },
        )
    if (kept.person_id, kept.hospital_id) != (person.pk, hospital.pk):
        raise NotValid({"referral": _("This number stands for another referral.")})
    return kept


def mark_emergency(
    document: IdentityDocument,
    said: dict[str, Any],
    hospital: Hospital,
    *,
    by: Actor,
    now: datetime,
) -> EmergencyMark:
    """Keep that a stay is an emergency: it counts as registered. Again, it is the same mark."""
    person = _person_with(document, by=by, now=now)
    with wall.as_house("keep what a hospital files"), transaction.atomic():
        kept, _is_new = EmergencyMark.objects.get_or_create(
            person=person,
            hospital=hospital,
            admitted_on=said["admitted_on"],
            defaults={
                "is_injury": said["is_injury"],
                "is_third_party": said["is_third_party"],
                "at": now,
            },
        )
    return kept


def file_visit(
    document: IdentityDocument,
    said: dict[str, Any],
    hospital: Hospital,
    *,
    by: Actor,
    now: datetime,
) -> Visit:
    """Keep what a hospital has settled directly; again, it is the same visit.

    Raises `NotValid` where nobody is found, or the number stands for another visit.
    """
    person = _person_with(document, by=by, now=now)
    with wall.as_house("keep what a hospital files"), transaction.atomic():
        found = _status_of(person, hospital, said["admitted_on"])
        names = ("kind", "admitted_on", "discharged_on", "settled_on")
        amounts = ("total", "covered", "deductible", "fund")
        row = {
            **{name: said[name] for name in names},
            **{f"{name}_fen": said[name] for name in amounts},
        }
        kept, is_new = Visit.objects.get_or_create(
            hospital=hospital,
            number=said["visit"],
            defaults={"person": person, "registered_as": found.kind, "at": now, **row},
        )
    same = kept.person_id == person.pk and all(getattr(kept, n) == v for n, v in row.items())
    if not is_new and not same:
        raise NotValid({"visit": _("This number stands for another visit.")})
    return kept
