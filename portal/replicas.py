"""Reading from a replica: whole pages, never older than a bound, never behind one's own change.

A page that only reads is answered from one database as a whole: for its length the connection
`default` is that of a replica, so everything on it (the ORM, statements of our own, who asks of the
wall) is of one moment and needs no hint. Whether a page only reads nobody has to declare: a replica
refuses to be written, and then the page is answered once more from the writer, and those of its
address from then on.

How old a replica is, is told by how much it has replayed of what was written: its clock
stands still in peace as it does when the connection is lost.
"""

import itertools
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, local
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)
READ_ONLY = "25006"  # SQLSTATE of a statement that would write
ASKED_EVERY = 1.0  # seconds between two looks at how far a replica is
RESTS = 10.0  # seconds for which one that fails is left alone
WROTE = "wrote"  # the cookie: how far the writer was after one's last change
REMEMBERED = 60  # seconds for which it is; a replica further behind is not read anyway
WRITTEN = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint"
REPLAYED = "SELECT pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint"


@dataclass
class Replica:
    """One replica, as this process last saw it."""

    name: str
    configured: dict[str, Any]
    replayed: int = 0
    lag: float = float("inf")  # seconds, by what the writer had written when
    asked_at: float = 0.0
    rests_until: float = 0.0
    lock: Lock = field(default_factory=Lock)
    _of_thread: local = field(default_factory=local)

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """This thread's connection to it."""
        found = getattr(self._of_thread, "connection", None)
        if found is None:
            module = import_string(f"{self.configured['ENGINE']}.base.DatabaseWrapper")
            found = self._of_thread.connection = module(self.configured, alias="default")
        return found

    def holds(self, position: int, now: float) -> bool:
        """Whether it may be read: young enough, and behind no change of whoever asks."""
        fresh = self.lag <= settings.REPLICA_STALENESS and self.replayed >= position
        return fresh and now >= self.rests_until

    def rest(self, now: float) -> None:
        """Leave it alone for a while."""
        self.rests_until = now + RESTS


class Replicas:
    """All replicas, and what the writer had written at which moment."""

    def __init__(self, configured: dict[str, dict[str, Any]]) -> None:
        self.all = [Replica(name, each) for name, each in configured.items()]
        self._turn = itertools.count()
        self._written: deque[tuple[float, int]] = deque(maxlen=300)

    def one_for(self, position: int) -> Replica | None:
        """Return a replica that may be read by whoever changed something at this position."""
        first = next(self._turn)
        for n in range(len(self.all)):
            replica = self.all[(first + n) % len(self.all)]
            self._look(replica)
            if replica.holds(position, time.monotonic()):
                return replica
        return None

    def _look(self, replica: Replica) -> None:
        """Ask how far it is, once in a while and by one thread."""
        now = time.monotonic()
        if now < max(replica.asked_at + ASKED_EVERY, replica.rests_until):
            return
        if not replica.lock.acquire(blocking=False):
            return
        try:
            replica.asked_at = now
            self._written.append((now, written()))
            replica.replayed = _number(replica.connection, REPLAYED)
            replica.lag = self._lag_of(replica.replayed, now)
        except DatabaseError as error:
            replica.lag = float("inf")
            replica.rest(now)
            log.warning("replica %s does not answer: %s", replica.name, type(error).__name__)
        finally:
            replica.lock.release()

    def _lag_of(self, replayed: int, now: float) -> float:
        """Return for how long it has not had what was written: since the youngest that it has."""
        has = [moment for moment, position in self._written if position <= replayed]
        return now - max(has) if has else float("inf")

    def lags(self) -> dict[str, float]:
        """Return how many seconds each is behind, for whoever watches."""
        for each in self.all:
            self._look(each)
        return {each.name: each.lag for each in self.all}


def written() -> int:
    """Return how much the writer has written so far."""
    return _number(connections["default"], WRITTEN)


def _number(connection: BaseDatabaseWrapper, statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0] or 0)


@dataclass
class Reading:
    """What came up while a page was answered from a replica."""

    failed: bool = False  # it would have written, or the replica broke off


@contextmanager
def reading_from(replica: Replica) -> Iterator[Reading]:
    """Let everything meanwhile ask the replica; note where it cannot."""
    writer, connection, reading = connections["default"], replica.connection, Reading()
    connection.close_if_unusable_or_obsolete()

    def watch(execute: Callable, sql: Any, params: Any, many: bool, context: Any) -> Any:
        try:
            return execute(sql, params, many, context)
        except DatabaseError as error:
            state = getattr(error.__cause__, "pgcode", None)
            reading.failed = reading.failed or state == READ_ONLY or connection.connection is None
            reading.failed = reading.failed or not connection.is_usable()
            raise

    connections["default"] = connection
    try:
        with connection.execute_wrapper(watch):
            yield reading
    finally:
        connections["default"] = writer
        if connection.in_atomic_block or reading.failed:
            connection.close()


class ReplicaMiddleware:
    """Answers pages that only read from a replica, where one is configured."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.REPLICAS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.replicas = known()
        self.write: set[str] = set()  # addresses whose pages have wanted to write

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Ask the writer wherever something is changed, or was a moment ago by the same browser."""
        if request.method not in ("GET", "HEAD"):
            response = self.get_response(request)
            return _remember(response)
        replica = self._replica_for(request)
        if replica is None:
            return self.get_response(request)
        with reading_from(replica) as reading:
            response = self.get_response(request)
        if not reading.failed:
            return response
        self.write.add(_route(request))
        return self.get_response(request)

    def _replica_for(self, request: HttpRequest) -> Replica | None:
        """Return one for this page; programs with a token change things without a cookie."""
        if "Authorization" in request.headers or _route(request) in self.write:
            return None
        position = request.COOKIES.get(WROTE, "0")
        if not position.isdigit() or len(position) > 20:
            return None
        return self.replicas.one_for(int(position))


def _route(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _remember(response: HttpResponse) -> HttpResponse:
    """Let the browser say with its next pages how far the writer has come by now."""
    try:
        position = written()
    except DatabaseError:
        return response
    response.set_cookie(
        WROTE,
        str(position),
        max_age=REMEMBERED,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


_known: list[Replicas] = []


def known() -> Replicas:
    """Return the replicas of this process; none where none is configured."""
    if not _known:
        _known.append(Replicas(settings.REPLICAS))
    return _known[0]
