"""Mandates at the counter: for whoever stands there with their document, account or none."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Mandate, Person, User, document_index
from agencies import rule_book
from agencies.actors import Actor
from agencies.models import Agency
from agencies.rules import mandates as rules
from casework.actions.counter import note_seen
from casework.actions.looking import count_search
from casework.actions.mandating import Seen, Wish, finish, write_offer
from casework.errors import MoveNotPossible
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotPermitted, NotValid
from kit.spelling import wording
from law.identity_number import IdentityDocument, fault_of_country

ROW_OF = {
    Mandate.Kind.GIVEN: Action.MANDATE_AT_COUNTER,
    Mandate.Kind.GUARDIAN: Action.GUARDIAN_AT_COUNTER,
}


def find_giver(document: IdentityDocument, *, by: Actor, now: datetime) -> Person:
    """Return whose document is shown; counted as a search, and noted for them to read."""
    _clerk(by, Action.MANDATE_AT_COUNTER)
    if missing := fault_of_country(document.kind, document.issued_in):
        raise NotValid({"issued_in": wording(missing)})
    with wall.as_house("find whose document is shown at the counter"):
        person = Person.objects.with_document(document).first()
    count_search(document_index(document), int(person is not None), by=by, now=now)
    if person is None:
        text = _("The agencies' records know nobody with this document.")
        raise NotValid({"number": text})
    _refuse_own(person, by)
    note_seen(person, by, now)
    return person


def offer(giver: Person, wish: Wish, *, kind: str, by: Actor, now: datetime) -> tuple[Mandate, str]:
    """Write down what the giver wants, as the clerk has seen them sign it.

    Of a guardian the papers are seen instead of a wish, and a second person has to approve.
    """
    clerk, agency = _clerk(by, ROW_OF[Mandate.Kind(kind)])
    _refuse_own(giver, by)
    if kind == Mandate.Kind.GUARDIAN:
        wish = _until_of_age(giver, wish, today=timezone.localdate(now))
    return write_offer(giver, wish, seen=Seen(clerk=clerk, agency=agency, kind=kind), now=now)


def _until_of_age(ward: Person, wish: Wish, *, today: date) -> Wish:
    """Let a guardian of a child act no longer than until the child is of age."""
    book = rule_book.current()
    if rules.is_adult(ward.born_on, today, book):
        return wish
    last = rules.of_age_on(ward.born_on, today, book) - timedelta(days=1)
    return replace(wish, last_day=min(wish.last_day, last))


@wall.as_house("show the mandates of an agency's counter")
def waiting(by: Actor) -> list[Mandate]:
    """Return the guardianships of the actor's agency that wait for a second person."""
    _clerk_user, agency = _clerk(by, Action.GUARDIAN_AT_COUNTER)
    open_ones = Mandate.objects.filter(
        kind=Mandate.Kind.GUARDIAN, approved_at=None, ended_at=None, where=agency.name
    )
    return [each for each in open_ones.order_by("pk") if each.giver_id not in by.kept_from]


@wall.as_house("approve a guardianship")
@transaction.atomic
def approve(number: str, *, by: Actor, now: datetime) -> Mandate:
    """Approve a guardianship that somebody else has prepared; twice changes nothing."""
    clerk, agency = _clerk(by, Action.GUARDIAN_AT_COUNTER)
    found = Mandate.objects.select_for_update(of=("self",)).filter(number=number).first()
    if found is None or found.where != agency.name or not found.is_guardian:
        raise NotPermitted
    if found.clerk_id == clerk.pk:
        raise NotPermitted(_("Somebody else of your agency has to approve it."))
    _refuse_own(found.giver, by)
    if found.ended_at is not None:
        raise MoveNotPossible(_("This has been ended meanwhile."))
    if found.approved_at is None:
        found.second, found.approved_at = clerk, now
        found.save(update_fields=["second", "approved_at"])
    return found


@wall.as_house("end a mandate at the counter")
def of_giver(giver: Person, *, by: Actor, now: datetime) -> list[Mandate]:
    """Return what somebody who stands there has given and what still counts or is offered."""
    _clerk(by, Action.MANDATE_AT_COUNTER)
    _refuse_own(giver, by)
    given = Mandate.objects.filter(giver=giver, ended_at=None, expires_at__gt=now)
    return list(given.order_by("-offered_at"))


def end(giver: Person, number: str, *, by: Actor, now: datetime) -> None:
    """End what somebody who stands there has given; a guardianship is ended by its papers too."""
    found = next((each for each in of_giver(giver, by=by, now=now) if each.number == number), None)
    if found is not None:
        finish(found, Mandate.EndedBy.AGENCY, now=now)


def _clerk(by: Actor, row: Action) -> tuple[User, Agency]:
    if by.user is None or by.agency is None or not may_generally(by, row):
        raise NotPermitted
    return by.user, by.agency


def _refuse_own(person: Person, by: Actor) -> None:
    if person.pk in by.kept_from:
        raise NotPermitted(_("Somebody else of your agency has to do this."))
