"""At the counter: a clerk has seen somebody with their document, confirms their account, or files.

Whoever files for them begins with `receive`, which finds them or makes them known (row 5).
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import at_counter, identity, raising
from accounts.actions.raising import Before
from accounts.models import (
    AccessEntry,
    Looked,
    Person,
    ProvenBy,
    User,
    document_index,
    number_index,
    reason_index,
)
from agencies.actors import Actor
from agencies.models import Agency
from casework.actions import alarming
from casework.actions.looking import count_search, needed_reason
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotPermitted, NotValid
from kit.spelling import wording
from law.identity_number import IdentityDocument, check_identity_number, fault_of_country
from law.names import is_same_name
from law.phone import check_phone


def find(
    document: IdentityDocument, code: str, *, by: Actor, address: str, now: datetime
) -> tuple[User, Person]:
    """Return the account that a number names and the person whose document was shown.

    The clerk sees a name from then on, so the look is noted (docs/decisions/0053).
    """
    clerk = _clerk(by)
    if missing := fault_of_country(document.kind, document.issued_in):
        raise NotValid({"issued_in": wording(missing)})
    with wall.as_house("find whose document is shown at the counter"):
        person = Person.objects.with_document(document).first()
    count_search(document_index(document), int(person is not None), by=by, now=now)
    if person is None:
        text = _("The agencies' records know nobody with this document.")
        raise NotValid({"number": text})
    _refuse_own(person, by)
    user = at_counter.account_of(code, clerk=clerk, address=address, now=now)
    note_seen(person, by, now)
    return user, person


@transaction.atomic
def confirm(user: User, person: Person, *, by: Actor, now: datetime) -> bool:
    """Raise the account to the level of a real person; say whether it was lower before.

    Written down for good with the clerk and the agency; the person reads who has looked.
    """
    clerk = _clerk(by)
    _refuse_own(person, by)
    if user.pk == clerk.pk:
        raise NotPermitted(_("Nobody confirms who they are themselves."))
    before = Before(_agency(by).name, _agency(by).name_en, clerk)
    is_new = raising.prove_person(user, person, way=ProvenBy.COUNTER, now=now, before=before)
    note_seen(person, by, now)
    return is_new


SEXES = ("male", "female")


# --- To file for them -----------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Shown:
    """What stands on the document that somebody shows, and how they can be reached.

    Birth and sex are asked where the number does not tell them; the phone is kept of somebody new.
    """

    name: str
    document: IdentityDocument
    born_on: date | None = None
    sex: str = ""
    phone: str = ""


def receive(shown: Shown, reason: str, *, by: Actor, now: datetime) -> Person:
    """Return whoever shows this document, known already or not; the look is noted with its reason.

    Somebody new becomes a person without an account, who finds the case once they have one. Raises
    `NotValid` where name and number do not belong together, `NotPermitted` for a clerk's own.
    """
    if by.user is None or not may_generally(by, Action.FILE_AT_COUNTER):
        raise NotPermitted
    reason = needed_reason(reason)
    shown = _written_right(shown, now=now)
    index = document_index(shown.document)
    number = number_index(shown.document.kind, shown.document.number)
    if {index, number} & {*by.numbers}:
        raise NotPermitted(_("Somebody else of your agency has to do this."))
    with wall.as_house("find or make known whose document is shown at the counter"):
        person = Person.objects.with_document(shown.document).first()
        count_search(index, int(person is not None), by=by, now=now)
        if person is not None:
            _check_meant(person, shown)
        person = person or _make_known(shown)
    _refuse_own(person, by)
    note_seen(person, by, now, reason)
    return person


def _written_right(shown: Shown, *, now: datetime) -> Shown:
    """Return it in its one written form, or say at each field what is wrong."""
    name, document = identity.written_right(shown.name, shown.document, now=now)
    told = check_identity_number(document.kind, document.number, timezone.localdate(now))
    born_on, sex = told.born_on or shown.born_on, told.sex or shown.sex
    phone = check_phone(shown.phone) if shown.phone else None
    wrong = {}
    if born_on is None or born_on > timezone.localdate(now):
        wrong["born_on"] = _("Enter the date of birth that stands on the document.")
    if sex not in SEXES:
        wrong["sex"] = _("Choose what stands on the document.")
    if phone is not None and not phone.valid:
        wrong["phone"] = _("This is no phone number. Leave it empty if they have none.")
    if wrong:
        raise NotValid(wrong)
    return Shown(
        name=name,
        document=document,
        born_on=born_on,
        sex=sex,
        phone=phone.number if phone else "",
    )


def _check_meant(person: Person, shown: Shown) -> None:
    if not is_same_name(str(person.name), shown.name):
        text = _("The record has another name for this number. Compare with the document.")
        raise NotValid({"name": text})
    if person.deceased_on is not None:
        raise NotPermitted(raising.HAS_DIED)


def _make_known(shown: Shown) -> Person:
    """Write somebody down; of two clerks at once both get the same person."""
    made, _is_new = Person.objects.get_or_create(
        document_index=document_index(shown.document),
        defaults={
            "name": shown.name,
            "document_type": shown.document.kind,
            "number": shown.document.number,
            "issued_in": shown.document.issued_in,
            "born_on": shown.born_on or date.min,  # asked for before
            "sex": shown.sex,
            "phone": shown.phone,
        },
    )
    return made


def _clerk(by: Actor) -> User:
    if by.user is None or not may_generally(by, Action.CONFIRM_IDENTITY):
        raise NotPermitted
    return by.user


def _agency(by: Actor) -> Agency:
    if by.agency is None:
        raise NotPermitted
    return by.agency


def _refuse_own(person: Person, by: Actor) -> None:
    if person.pk in by.kept_from:
        raise NotPermitted(_("Somebody else of your agency has to do this."))


@wall.as_house("note who looked at whom")
def note_seen(person: Person, by: Actor, now: datetime, reason: str = "") -> None:
    """Note for the person that somebody of an agency has seen them with their document."""
    within = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    entry = AccessEntry(
        person=person,
        user=by.user,
        agency_name=_agency(by).name,
        agency_name_en=_agency(by).name_en,
        what=Looked.COUNTER,
        reason=reason,
        reason_index=reason_index(reason),
        at=now,
        within=within,
    )
    AccessEntry.objects.bulk_create([entry], ignore_conflicts=True)
    alarming.raise_for([person.pk], Looked.COUNTER, by=by, now=now)
