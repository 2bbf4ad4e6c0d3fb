"""At the counter: a clerk has seen somebody with their document, and confirms their account."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import at_counter, raising
from accounts.actions.raising import Before
from accounts.models import AccessEntry, Looked, Person, ProvenBy, User, document_index
from agencies.actors import Actor
from agencies.models import Agency
from casework.actions.looking import count_search
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotPermitted, NotValid
from kit.spelling import wording
from law.identity_number import IdentityDocument, fault_of_country


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
    _note(person, by, now)
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
    _note(person, by, now)
    return is_new


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
def _note(person: Person, by: Actor, now: datetime) -> None:
    within = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    entry = AccessEntry(
        person=person,
        user=by.user,
        agency_name=_agency(by).name,
        agency_name_en=_agency(by).name_en,
        what=Looked.COUNTER,
        at=now,
        within=within,
    )
    AccessEntry.objects.bulk_create([entry], ignore_conflicts=True)
