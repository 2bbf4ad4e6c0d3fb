"""Whose money somebody may see: their own, by mandate, or what their agency pays."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Q, prefetch_related_objects

from agencies.actors import Actor, Position
from agencies.models import of_agency
from kit import wall

Row = TypeVar("Row", bound=Model)


@wall.as_house("name whoever is paid, and in which case, to those who may see the payment")
def whose(rows: Iterable[Row], *, case: bool = False) -> list[Row]:
    """Fetch along who is paid, and the case where it is asked for: never by a join.

    Of several heirs each is paid in the case of one. The wall keeps the others' records from an
    agency that has no case of theirs, and the one's case from the others; a join would leave the
    payment out.
    """
    found = list(rows)
    prefetch_related_objects(found, "person", *(["case"] if case else []))
    return found


def seen_by(actor: Actor) -> Q:
    """Return which rows with `person`, `agency` and `case` this actor may see (row 41)."""
    own = Q(person=actor.person_id) if actor.person_id else Q(pk__in=[])
    for mandate in actor.mandates:
        own |= Q(person=mandate.giver_id, case__service__in=mandate.services)
    return own | at_desk(actor)


def at_desk(actor: Actor) -> Q:
    """Return what an agency pays, without whoever works there and their own."""
    ours = of_the_agency(actor)
    return ours & ~Q(person__in=actor.kept_from) if actor.kept_from else ours


def of_the_agency(actor: Actor) -> Q:
    """Return what is an agency's and of no person: runs and batches."""
    if actor.agency is None:
        return Q(pk__in=[])
    if actor.position == Position.AUDITOR:
        return Q(agency__region__code__startswith=actor.agency.region_id[:2])
    return of_agency(actor.agency)
