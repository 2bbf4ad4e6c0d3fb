"""What was put aside of a day's arrivals: one person says whose it is, another one agrees."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.errors import MoveNotPossible
from casework.policies import may_generally
from casework.rules.authorisation import Action
from intake.actions import booking
from intake.actions.arriving import WHOLE
from intake.actions.beside import Books
from intake.models import Arrival
from intake.rules.arrival_file import Line
from intake.rules.arriving import REASONS, Rates, against, rates_of, with_account
from kit import wall
from kit.errors import NotPermitted, NotValid
from kit.spelling import wording
from records.models import Relationship

LONGEST = 500
# What the second person answers for by looking: an amount that no rule explains, another name.
FOR_TWO = frozenset({"name", "terms"})


def check_may_place(who: Actor) -> None:
    """Raise unless this actor releases an agency's records."""
    if who.agency is None or who.user is None or not may_generally(who, Action.RELEASE_RECORDS):
        raise NotPermitted


def put_aside(who: Actor) -> QuerySet[Arrival]:
    """Return what waits at the actor's agency, the oldest money first."""
    found = Arrival.objects.visible_to(who).filter(state=Arrival.State.PARKED)
    return found.select_related("file", "proposed_by").order_by("arrived_on", "pk")


@transaction.atomic
def propose(
    arrival: Arrival, number: str, note: str, *, account_fen: int | None, by: Actor, now: datetime
) -> None:
    """Say to which personal number it belongs, or with no number that it is not for this record.

    `account_fen`: what of it the personal account gets, where no rule says so. Raises `NotValid`.
    """
    held = _held(arrival, by)
    if not note.strip():
        raise NotValid({"note": _("Write how you found out.")})
    if number:
        _check(held.as_line(), number, account_fen, by)
    held.proposed_number, held.proposed_account_fen = number, account_fen
    held.proposed_note, held.proposed_by, held.proposed_at = note.strip()[:LONGEST], by.user, now
    held.save()


@transaction.atomic
@wall.as_house(WHOLE)
def agree(arrival: Arrival, *, by: Actor, now: datetime) -> None:
    """Let the proposal count, as the second person: it is booked, or turned down.

    Raises `NotPermitted` for whoever proposed it, `NotValid` where the record has changed since.
    """
    held = _held(arrival, by)
    if held.proposed_by_id is None:
        raise MoveNotPossible(_("Somebody has to say first where it belongs."))
    if by.user is None or held.proposed_by_id == by.user.pk:
        raise NotPermitted(_("Another person than the one who proposed it has to agree."))
    held.decided_by, held.decided_at = by.user, now
    if not held.proposed_number:
        held.state = Arrival.State.TURNED_DOWN
        held.save()
        return
    number, account = str(held.proposed_number), held.proposed_account_fen
    relationship, rates = _check(held.as_line(), number, account, by)
    booking.book(held, relationship, rates, now=now)


@transaction.atomic
def withdraw(arrival: Arrival, *, by: Actor) -> None:
    """Take a proposal back, or refuse it as the second person: it waits as before."""
    held = _held(arrival, by)
    held.proposed_number, held.proposed_note, held.proposed_account_fen = "", "", None
    held.proposed_by, held.proposed_at = None, None
    held.save()


def _held(arrival: Arrival, by: Actor) -> Arrival:
    check_may_place(by)
    held: Arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if held.state != Arrival.State.PARKED:
        raise MoveNotPossible(_("This has been decided already."))
    return held


@wall.as_house(WHOLE)
def _check(line: Line, number: str, account: int | None, by: Actor) -> tuple[Relationship, Rates]:
    """Return to whom it would be booked, and how; raises `NotValid` where it cannot be."""
    named = replace(line, personal_number=number)
    held = _relationship(named, by)
    if held is None:
        raise NotValid({"number": wording(REASONS["no-relationship"])})
    beside = Books([held], [named]).beside(held, named)
    reason = against(named, beside)
    if reason and reason not in FOR_TWO:
        raise NotValid({"number": wording(REASONS[reason])})
    rates = rates_of(named, beside.rates) if account is None else with_account(named, account)
    if rates is None:
        raise NotValid({"account": wording(REASONS["terms"])})
    return held, rates


def _relationship(line: Line, by: Actor) -> Relationship | None:
    if not line.insurance or by.agency is None:
        return None
    own = Relationship.objects.filter(
        agency=by.agency,
        insurance=line.insurance,
        scheme=line.scheme,
        personal_number=line.personal_number,
    )
    return own.select_for_update(of=("self",)).select_related("person").first()
