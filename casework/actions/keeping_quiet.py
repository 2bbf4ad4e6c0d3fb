"""Keeping quiet: after a restore nothing leaves by itself until a person has looked.

PostgreSQL begins a new timeline whenever a copy or a replica becomes the one that is written to,
and a new cluster has a new number. Whoever looks for what is due compares both with what the
database remembers of itself, and how much was written with a line beside the number book, for an
image of a disk that is put back has no timeline of its own. Where they differ, the portal takes in
what people send and does nothing by itself (docs/decisions/0123).
"""

import logging
import os
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from accounts.models import User
from agencies.actors import Position, actor_of
from casework.models import Dispatch, Home, Quiet, Tick
from kit import wall
from kit.errors import NotPermitted

log = logging.getLogger(__name__)
_SERVER = """SELECT (SELECT system_identifier::text FROM pg_control_system()),
    ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::bigint,
    pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"""
EVERY = 60.0  # seconds between two looks over one session
MEMORY = "database.position"  # beside the number book, which is never restored
# When each session was asked last: a server that was restored has ended all of its own.
_asked: WeakKeyDictionary = WeakKeyDictionary()


@dataclass(frozen=True)
class Server:
    """The cluster, its timeline, and how much has been written to it: that never becomes less."""

    system: str
    timeline: int
    written: int


def notice(now: datetime) -> None:
    """Begin to keep quiet if the database has come to another server, or has gone back in time.

    Behind a pooler, whose sessions outlive the server's, it is asked each time.
    """
    if connection.vendor != "postgresql":
        return
    connection.ensure_connection()
    session, moment = connection.connection, time.monotonic()
    if moment - _asked.get(session, -EVERY) < EVERY and not settings.DATABASE_POOLED:
        return
    here = server()
    home = Home.objects.values_list("system", "timeline").first()
    if home != (here.system, here.timeline):
        _come_to(here, now)
    elif _has_gone_back(here):
        begin(Quiet.Why.MOVED, now=now)
    _remember(here)
    _asked[session] = moment


def server() -> Server:
    """Return which server it is; of PostgreSQL that is written to."""
    with connection.cursor() as cursor:
        cursor.execute(_SERVER)
        return Server(*cursor.fetchone())


# --- What is remembered outside the database ------------------------------------------------------
def _memory() -> Path | None:
    folder = settings.LETTER_NUMBER_BOOK
    return Path(folder) / MEMORY if folder else None


def _has_gone_back(here: Server) -> bool:
    """Whether more had been written than there is now: somebody put back an image of its disk."""
    memory = _memory()
    if memory is None or not memory.exists():
        return False
    system, _, written = memory.read_text(encoding="ascii").strip().partition(" ")
    return system == here.system and written.isdigit() and int(written) > here.written


def _remember(here: Server) -> None:
    """Write down how far it is; a full disk stops nothing."""
    memory = _memory()
    if memory is None:
        return
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        draft = memory.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        draft.write_text(f"{here.system} {here.written}\n", encoding="ascii")
        draft.replace(memory)
    except OSError as error:
        log.warning("how far the database is cannot be written down: %s", type(error).__name__)


@transaction.atomic
def _come_to(here: Server, now: datetime) -> None:
    """Remember the server; be quiet unless it is the first one that this database knows.

    Of several that look at once the first does; the others find it remembered, and nothing moved.
    """
    home = Home.objects.select_for_update().first()
    if home is not None and (home.system, home.timeline) == (here.system, here.timeline):
        return
    known = {"system": here.system, "timeline": here.timeline, "known_at": now}
    Home.objects.update_or_create(pk=1, defaults=known)
    if home is not None:
        begin(Quiet.Why.MOVED, now=now)


def begin(why: Quiet.Why, *, now: datetime, reason: str = "") -> None:
    """Keep quiet from now on; twice is once."""
    remembered = Tick.objects.filter(at__lt=now).aggregate(at=Max("at"))["at"]
    forgets = why is Quiet.Why.MOVED
    _quiet, is_new = Quiet.objects.get_or_create(
        why=why,
        ended_at=None,
        defaults={
            "reason": reason,
            "began_at": now,
            "remembered_until": remembered if forgets else None,
        },
    )
    if is_new:
        log.error("the portal keeps quiet (%s): see manage.py quiet show", why.value)


def is_quiet() -> bool:
    """Whether nothing is sent, done or sealed at the moment."""
    return Quiet.objects.in_force().exists()


@wall.as_house("ask about messages that may have left")
@transaction.atomic
def end(*, by: User, now: datetime, nothing_was_lost: bool = False) -> int:
    """Let the portal speak again; return how many messages are asked about first.

    Those that waited while it went quiet after a restore may have left before: they are asked about
    by their ids. `nothing_was_lost`: the server was changed for a replica that had everything.
    Raises `NotPermitted` unless `by` is an administrator.
    """
    if actor_of(by).position is not Position.ADMINISTRATOR:
        raise NotPermitted
    asked = 0
    for quiet in Quiet.objects.in_force():
        if quiet.remembered_until is not None and not nothing_was_lost:
            doubtful = Dispatch.objects.filter(
                state=Dispatch.State.WAITING, due_at__lte=quiet.began_at
            )
            asked += doubtful.update(state=Dispatch.State.SENDING, claimed_until=quiet.began_at)
    Quiet.objects.in_force().update(ended_at=now, ended_by=by, nothing_was_lost=nothing_was_lost)
    log.warning("the portal is quiet no more: %s messages are asked about", asked)
    return asked
