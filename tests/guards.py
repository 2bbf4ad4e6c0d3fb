"""Makes quiet mistakes loud: unknown variables, calls to the network, tasks far in the future,
notices to persons whose topic nobody has named, rows locked outside a transaction of our own.

How a page of ours fails on an unknown variable stands in tests/drawing.py.

Unordered pages and naive datetimes are warnings, and any warning is an error (pyproject.toml).
"""

import inspect
import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.db.models.sql.compiler import SQLCompiler
from django.template.base import FilterExpression, Node

from casework import notices
from casework.rules.wishes import Topic

LONGEST_WAIT_SECONDS = 60
_execute = SQLCompiler.execute_sql
FILTERS_FOR_ABSENCE = {"default", "default_if_none"}


class UnknownInLibrary(str):
    """Stands in `string_if_invalid`: Django asks it when a library's template knows no name."""

    __slots__ = ()

    def __new__(cls) -> "UnknownInLibrary":
        """Be true, or Django would not ask."""
        return super().__new__(cls, "unknown variable: %s")

    def __mod__(self, variable: object) -> str:
        """Fail in a template of ours; in others answer as Django does without a guard."""
        asking = inspect.currentframe().f_back.f_locals
        expression: FilterExpression = asking["self"]
        template = template_of(asking_frame=inspect.currentframe().f_back)
        if is_ours(template) and not expects_absence(expression):
            raise AssertionError(f"{template} uses an unknown variable: {variable}")
        value = expression.resolve(asking["context"], ignore_failures=True)
        return "" if value is None else value


def locked_within(compiler: SQLCompiler, *args, **kwargs):
    """Run a statement; a lock needs a transaction of ours, and the one around a test hides that.

    SQLite takes no such locks, and PostgreSQL refuses them outside a transaction: in production.
    """
    if compiler.query.select_for_update:
        ours = [
            each
            for each in compiler.connection.atomic_blocks
            if not getattr(each, "_from_testcase", False)
        ]
        assert ours, f"{compiler.query.model.__name__} is locked outside a transaction"
    return _execute(compiler, *args, **kwargs)


def expects_absence(expression: FilterExpression) -> bool:
    """Whether the template says what to show when the variable is missing."""
    return any(filter_.__name__ in FILTERS_FOR_ABSENCE for filter_, _ in expression.filters)


def template_of(asking_frame) -> str:
    """Return the file of the innermost template node being rendered."""
    frame = asking_frame
    while frame := frame.f_back:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return node.origin.name
    return ""


def is_ours(template: str) -> bool:
    """Whether the template is written in this project and not installed with a library."""
    path = Path(template)
    return path.is_relative_to(settings.BASE_DIR) and not path.is_relative_to(sys.prefix)


def only_this_machine(monkeypatch) -> None:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family != socket.AF_UNIX and not is_loopback(address[0]):
            raise AssertionError(f"a test tried to reach the network: {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def is_loopback(host: str) -> bool:
    """Whether this address never leaves the machine."""
    return host.startswith("127.") or host in {"::1", "localhost"}


def every_topic_is_named(monkeypatch) -> None:
    """Fail where a person is told something that its room has not named, or named for agencies."""
    topic_of = notices.topic_of

    @wraps(topic_of)
    def guarded(notice):
        topic = notices.TOPICS.get(notice.kind, Topic.OFFICE)
        if notice.to_person_id is not None and topic is Topic.OFFICE:
            raise AssertionError(f"no room says what “{notice.kind}” is to a person: its TOPICS")
        return topic_of(notice)

    monkeypatch.setattr(notices, "topic_of", guarded)


def far_tasks(headers: list[dict]) -> Iterator[str]:
    """Name the tasks sent to run later than the broker may hold a message."""
    for header in headers:
        eta = header.get("eta")
        if eta and wait(eta) > LONGEST_WAIT_SECONDS:
            yield f"{header['task']} was sent for {eta}: deadlines are rows, not messages"


def wait(eta: str) -> float:
    """Return how many seconds from now that moment is."""
    return (datetime.fromisoformat(eta) - datetime.now(UTC)).total_seconds()
