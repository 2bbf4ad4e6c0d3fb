"""Whoever holds the database itself: triggers do not fire, hashes are computed anew."""

from contextlib import contextmanager

from django.db import connection

from casework.actions.history import seal
from casework.models import Event
from journal import verifying
from tests import owner


@contextmanager
def superuser():
    """Switch the triggers off, as a superuser of the database can, and on again afterwards."""
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql("SET session_replication_role = replica")
        yield
        sql("SET session_replication_role = origin")
        owner.be_the_application()
    else:
        owner.take_down()
        yield
        owner.put_up()


def sql(statement, *values):
    """Run a statement past the portal, as the owner of the tables, and stay the owner."""
    owner.become_owner()
    if statement.startswith("DELETE FROM casework_event"):
        owner.run("DELETE FROM feeds_unplaced")  # what would point at it
    owner.run(statement, *values)


def change(event, **columns):
    """Write into the columns of an event."""
    wanted = ", ".join(f"{name} = %s" for name in columns)
    sql(f"UPDATE casework_event SET {wanted} WHERE id = %s", *columns.values(), event.pk)


def add(before, sequence, at, **columns):
    """Add an event behind another one, hashed as the portal would; return it."""
    forged = Event(
        case=before.case,
        sequence=sequence,
        kind=Event.Kind.CLAIMED,
        at=at,
        actor_position="clerk",
        previous_hash=before.hash,
        **columns,
    )
    forged.hash = seal(forged, before.case.number)
    forged.save()
    return forged


def hash_anew(case, first=1):
    """Make the chain of a case consistent with what it says now."""
    previous = ""
    for event in Event.objects.filter(case=case).order_by("sequence"):
        if event.sequence >= first:
            event.previous_hash = previous
            event.hash = seal(event, case.number)
            change(event, previous_hash=event.previous_hash, hash=event.hash)
        previous = event.hash


def found(now, anchors=None):
    """Return what the journal finds, as `kind case/sequence` or `kind day` or `kind name`."""
    tally = verifying.Tally()
    return [named(each) for each in verifying.findings(now=now, tally=tally, anchors=anchors)]


def named(finding):
    """Return a finding in one short line."""
    if finding.case:
        return f"{finding.kind.code} {finding.case}/{finding.sequence}"
    place = finding.day or finding.name
    return f"{finding.kind.code} {place}" if place else finding.kind.code
