"""Who is asking: the database shows rows of persons and cases only to whom they concern.

`visible_to` says what somebody may see. This is the wall behind it: on PostgreSQL each walled table
has a policy (row-level security) that asks who is asking, so a query that forgot `visible_to` finds
nothing that is a stranger's. What is said of the asker goes along with the very statement, in the
same message and for this statement's transaction only: no connection carries anybody over, behind a
pooler either, and a statement about which nothing is said sees nothing.

On SQLite, which has no such policies, and for whoever has no business with any person, a statement
on a walled table is refused before it is sent.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache, partial
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper


class Kind(StrEnum):
    """What an asker is to the wall."""

    NOBODY = "nobody"  # not signed in, or not proven to be any person
    PERSON = "person"  # an insured person, for themselves
    DESK = "desk"  # staff or a system of an agency
    AUDITOR = "auditor"  # reads in the agencies of a province
    ADMINISTRATOR = "administrator"  # of the portal: duties, and no person's affairs
    HOUSE = "house"  # the portal itself, for a purpose it names


@dataclass(frozen=True)
class Asker:
    """What the policies ask: keys and nothing else."""

    kind: Kind
    person: int | None = None
    offices: tuple[int, ...] = ()  # the agencies whose cases are the asker's
    supervises: int | None = None  # the agency to which late cases are escalated
    kept_from: tuple[int, ...] = ()  # persons with whose cases the asker has nothing to do
    givers: tuple[int, ...] = ()  # persons for whom the asker acts; the database looks once more
    purpose: str = ""  # of the house: why it reads

    @cached_property
    def said(self) -> str:
        """What goes before a statement: keys are numbers, so nothing can break out of it."""
        if self.kind is Kind.HOUSE:
            return "SET LOCAL portal.kind = 'house'; "
        words = {
            "kind": self.kind.value,
            "person": _number(self.person),
            "offices": _array(self.offices),
            "supervises": _number(self.supervises),
            "kept_from": _array(self.kept_from),
            "givers": _array(self.givers),
        }
        return "".join(f"SET LOCAL portal.{name} = '{word}'; " for name, word in words.items())


def _number(key: int | None) -> str:
    return "" if key is None else str(int(key))


def _array(keys: tuple[int, ...]) -> str:
    return "{" + ",".join(str(int(key)) for key in keys) + "}"


NOBODY = Asker(Kind.NOBODY)
Source = Callable[[], Asker]
_source: ContextVar[Source | None] = ContextVar("who is asking", default=None)
# Who asks where nothing was said: nobody. Tests build their worlds as the house.
outside: Asker = NOBODY


class NobodyAsks(Exception):
    """A walled table is asked for, and whoever asks is no person and no agency."""


@contextmanager
def asked_by(source: Source) -> Iterator[None]:
    """Let a piece of work be asked for by whom `source` names once that matters."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)


def is_asked_by(source: Source) -> None:
    """Let the rest of this request be asked for by them; its end (`asked_by`) ends this too."""
    _source.set(source)


@contextmanager
def as_house(purpose: str) -> Iterator[None]:
    """Read as the portal itself, for a purpose that is named.

    For what comes before anybody is known, what is nobody's errand, and what the law has decided on
    more than the asker may see; what is shown of it is the caller's to judge.
    """
    asker = Asker(Kind.HOUSE, purpose=purpose)
    with asked_by(lambda: asker):
        yield


def source() -> Source | None:
    """Return by whom it is said here who asks: the same for all that one asker asks on a page."""
    return _source.get()


def asker() -> Asker:
    """Return who is asking here."""
    source = _source.get()
    if source is None:
        return outside
    with as_house("find out who is asking"):  # what it takes is not asked for by them
        return source()


# --- Statements -------------------------------------------------------------------------------
VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "(", "EXPLAIN")
ADMINISTERED = "wall_administrator"  # in the policy of a table that the administrator works on
# The rows of these tables are walled: model -> the policy, an expression of its columns.
_policies: dict[str, str] = {}


def declare(policies: Mapping[str, str]) -> None:
    """Wall the tables of these models; once, while the portal starts."""
    _policies.update(policies)


def say_who_asks(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Let each statement on a walled table say who is asking."""
    if _say not in connection.execute_wrappers:
        connection.execute_wrappers.append(_say)


def _say(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    if not (isinstance(sql, str) and is_walled(sql)):
        return execute(sql, params, many, context)
    who = asker()
    if _has_no_business(who, sql):
        raise NobodyAsks(sql.partition("WHERE")[0][:300])  # without what was looked for
    if context["connection"].vendor != "postgresql":
        return execute(sql, params, many, context)
    if getattr(context["cursor"].cursor, "name", None):
        return _open_cursor(who, partial(execute, sql, params, many, context), context)
    return execute(who.said + sql, params, many, context)


def _open_cursor(who: Asker, execute: Callable[[], Any], context: dict[str, Any]) -> Any:
    """Open a cursor of the server's (`iterator`), before which nothing can stand in one message.

    Outside a transaction it is read whole as it opens (`WITH HOLD`); then the session forgets.
    """
    connection = context["connection"]
    is_lasting = not connection.in_atomic_block
    with connection.connection.cursor() as cursor:
        cursor.execute(who.said.replace(" LOCAL", "") if is_lasting else who.said)
        try:
            return execute()
        finally:
            if is_lasting:
                cursor.execute("RESET portal.kind")  # without a kind the rest says nothing


def _has_no_business(who: Asker, sql: str) -> bool:
    """Whether a statement could find nothing, whatever stands there: it is somebody's mistake."""
    if who.kind is Kind.ADMINISTRATOR and who.person is None:
        return not walled_tables(sql) & _administered()
    return who.kind is Kind.NOBODY


def is_walled(sql: str) -> bool:
    """Whether a statement reads or writes a walled table."""
    return bool(walled_tables(sql))


@lru_cache(maxsize=4096)
def walled_tables(sql: str) -> frozenset[str]:
    """Return the walled tables of a statement, whose text has no values in it."""
    if not sql.lstrip().startswith(VERBS):
        return frozenset()
    return frozenset(_walled_table().findall(sql))


@cache
def _administered() -> frozenset[str]:
    return frozenset(table for table, said in policies().items() if ADMINISTERED in said)


@cache
def _walled_table() -> re.Pattern[str]:
    tables = (apps.get_model(label)._meta.db_table for label in _policies)
    return re.compile(rf"\b(?:{'|'.join(sorted(tables))})\b")


def policies() -> dict[str, str]:
    """Return the policy of each walled table, by the name of the table."""
    return {apps.get_model(label)._meta.db_table: said for label, said in _policies.items()}
