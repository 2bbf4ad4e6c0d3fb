"""Questions that every page puts to the database: worked out once, asked with other values.

Building a queryset and writing its SQL costs Django several times what SQLite or PostgreSQL need to
answer it, page after page the same work with the same outcome. A `question` does it once for each
shape of its values and keeps the statement (decision 0063). In tests each asking is worked out
anew as well and compared with what was kept (`QUESTIONS_ARE_CHECKED`), once in a test for the same
question with the same values, whatever moment it is.
"""

import copy
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec, Protocol, runtime_checkable

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
MOST_SHAPES = 200  # kept of one question; a list of another length is another shape
LOWEST = -(2**62)  # and upwards: numbers that no query holds by itself
KEPT_OF_A_QUERYSET = ("_iterable_class", "_fields", "_prefetch_related_lookups")
Statement = tuple[str, tuple[Any, ...]]
Given = dict[str, Any]
checked: set[Hashable] = set()  # questions with the values they were compared with, in this test


@runtime_checkable
class Asker(Protocol):
    """An argument of several values, such as who asks."""

    def shape_and_values(self) -> tuple[Hashable, Sequence[Any]]:
        """Return all that decides how a query is built, and the values that are put into it."""

    def standing_for(self, values: Sequence[Any]) -> "Asker":
        """Return another of the same shape, with these values."""


@dataclass(frozen=True)
class Fixed:
    """An argument by which a question is built: each such value is a shape of its own."""

    value: Hashable


@dataclass(frozen=True)
class _Kept:
    """A question as it was worked out for one shape."""

    found: models.QuerySet[Any]
    compiler: SQLCompiler | None  # none where nothing can be found
    sql: str = ""
    params: tuple[Any, ...] = ()
    places: tuple[tuple[int, int], ...] = ()  # of a parameter: which of the values it is

    def filled(self, values: Sequence[Any], connection: BaseDatabaseWrapper) -> Statement:
        """Return the statement with values in their places."""
        params = list(self.params)
        for place, which in self.places:
            params[place] = _adapted(values[which], connection)
        return self.sql, tuple(params)

    def answer(self, statement: Statement, connection: BaseDatabaseWrapper) -> list[Any]:
        """Return what a statement finds, as its queryset would."""
        if self.compiler is None:
            return []
        compiler, query = copy.copy(self.compiler), copy.copy(self.found.query)
        compiler.connection = connection  # of this thread
        compiler.as_sql = lambda *_a, **_k: statement  # type: ignore[method-assign]
        query.get_compiler = lambda *_a, **_k: compiler  # type: ignore[method-assign]
        found = type(self.found)(model=self.found.model, query=query)
        for name in KEPT_OF_A_QUERYSET:
            setattr(found, name, getattr(self.found, name))
        return list(found)


def question(build: Callable[P, models.QuerySet[Any]]) -> Callable[P, list[Any]]:
    """Let a function that builds a queryset of its named arguments return what it finds.

    An argument is a number, a text, a day, a moment, a list of numbers, nothing, or an `Asker`.
    The function puts it into the query as it is and decides nothing by it: what it decides by is
    `Fixed`. (`_check` finds where it does not, in every test that asks.)
    """
    known: dict[Hashable, _Kept] = {}

    @wraps(build)
    def ask(*_nothing: P.args, **given: P.kwargs) -> list[Any]:
        connection = connections["default"]
        read = [(name, *_shape_and_values(value)) for name, value in given.items()]
        key = (connection.vendor, *((name, shape) for name, shape, _own in read))
        kept = known.get(key)
        if kept is None:
            if len(known) == MOST_SHAPES:
                known.clear()
            kept = known[key] = _worked_out(build, given, connection)
        values = [value for _name, _shape, own in read for value in own]
        statement = kept.filled(values, connection)
        if settings.QUESTIONS_ARE_CHECKED and _is_new((ask, key), values):
            _check(build, given, statement, connection)
        return kept.answer(statement, connection)

    return ask


def keep_fetched(rows: Sequence[models.Model], related: str, found: Iterable[Any]) -> None:
    """Let `related.all()` of each row be what was found of it, as `prefetch_related` does."""
    key: Any = rows[0]._meta.get_field(related).remote_field  # which leads from them to the row
    lists: dict[Any, list[Any]] = {row.pk: [] for row in rows}
    at_hand = {row.pk: row for row in rows}
    for each in found:
        lists[getattr(each, key.attname)].append(each)
        key.set_cached_value(each, at_hand[getattr(each, key.attname)])
    for row in rows:
        kept = getattr(row, related).all()  # a further filter still begins with the row's own
        kept._result_cache, kept._prefetch_done = lists[row.pk], True
        row.__dict__.setdefault("_prefetched_objects_cache", {})[related] = kept


def fetched_along(row: models.Model) -> dict[str, Any]:
    """Return what was fetched along with a row, by the names of its relations."""
    found: dict[str, Any] = row.__dict__.get("_prefetched_objects_cache", {})
    return found


def _shape_and_values(value: Any) -> tuple[Hashable, Sequence[Any]]:
    if isinstance(value, int | str | date):
        return type(value).__name__, (value,)
    if value is None:
        return None, ()
    if isinstance(value, Fixed):
        return value, ()
    if isinstance(value, list | tuple):
        own = tuple(dict.fromkeys(value))  # as a query does
        return len(own), own
    if isinstance(value, Asker):
        return value.shape_and_values()
    raise TypeError(f"a question cannot be asked with {type(value).__name__}")


def _worked_out(
    build: Callable[..., models.QuerySet[Any]], given: Given, connection: BaseDatabaseWrapper
) -> _Kept:
    marks: list[Any] = []
    found = build(**{name: _stand_in(value, marks) for name, value in given.items()})
    compiler = found.query.get_compiler(connection=connection)
    statement = _statement(compiler)
    if statement is None:
        return _Kept(found, None)
    sql, params = statement
    adapted = [_adapted(mark, connection) for mark in marks]
    places = tuple((at, adapted.index(each)) for at, each in enumerate(params) if each in adapted)
    return _Kept(found, compiler, sql, params, places)


def _statement(compiler: SQLCompiler) -> Statement | None:
    """Return what would be asked, or nothing where nothing can be found."""
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    return sql, tuple(params)


def _stand_in(value: Any, marks: list[Any]) -> Any:
    """Return something that can be found again among the parameters of a statement."""
    if value is None or isinstance(value, Fixed):
        return value
    if isinstance(value, Asker):
        return value.standing_for([_mark(each, marks) for each in value.shape_and_values()[1]])
    if isinstance(value, list | tuple):
        return [_mark(each, marks) for each in dict.fromkeys(value)]
    return _mark(value, marks)


def _mark(value: Any, marks: list[Any]) -> Any:
    """Return the next of values like this one that no query holds by itself."""
    nth = len(marks)
    if isinstance(value, datetime):
        mark: Any = datetime(1, 1, 2, tzinfo=UTC) + timedelta(days=nth)
    elif isinstance(value, date):
        mark = date(1, 1, 2) + timedelta(days=nth)
    else:
        mark = f"\x02{nth}\x03" if isinstance(value, str) else LOWEST + nth
    marks.append(mark)
    return mark


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """Return a value as this database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return str(value) if isinstance(value, str) else value


def _is_new(asked: Hashable, values: Sequence[Any]) -> bool:
    """Whether this has not been compared in this test; moments differ with each asking."""
    known = asked, *(None if isinstance(each, datetime) else each for each in values)
    if known in checked:
        return False
    checked.add(known)
    return True


def _check(
    build: Callable[..., models.QuerySet[Any]],
    given: Given,
    statement: Statement,
    connection: BaseDatabaseWrapper,
) -> None:
    """Raise where a statement is not what its queryset asks of itself."""
    plain = _statement(build(**given).query.get_compiler(connection=connection)) or ("", ())
    if plain != statement:
        raise AssertionError(f"{build.__qualname__} is kept as {statement}, and asks {plain}")
