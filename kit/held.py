"""Reference data that a process holds while the database says that it has not changed.

Regions, agencies, the calendar, the dated values stand on every page and change a few times a year:
read anew for each page they cost more than everything else on it. One small question a request
(`kit.changes` notes each change of those tables) tells whether what is held still stands.
"""

import copy
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from django.db.models.sql.compiler import SQLCompiler
from django.http import HttpRequest, HttpResponse

from kit.changes import tables
from kit.models import Reference, TableMark
from kit.remembered import Remembered

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)
ALL_MARKS = f'SELECT "table", mark FROM {TableMark._meta.db_table}'  # noqa: S608 -- a constant
Marks = Mapping[str, str]


def _touches_reference(sql: str) -> bool:
    return sql.startswith("ROLLBACK") or any(table in sql for table in tables())


# By the name of a connection.
_asked = Remembered(
    "marks asked for",
    is_change=lambda sql: not sql.startswith("SELECT") and _touches_reference(sql),
)
# Let a piece of work ask for the marks once; its own changes are seen all the same.
asking_once = _asked.within


class Held(Generic[T]):
    """Something read from tables of reference data, read again once one of them has changed.

    It is shared by all that ask for it: nobody may change it.
    """

    def __init__(self, read: Callable[[], T], *models: type[Reference]) -> None:
        self._read = read
        self._tables = [model._meta.db_table for model in models]
        self._held: tuple[list[str | None], T] | None = None

    def __call__(self) -> T:
        """Return it as the database has it now."""
        all_marks = marks()
        now = [all_marks.get(table) for table in self._tables]
        held = self._held
        if held is not None and held[0] == now:
            return held[1]
        value = self._read()  # after the marks: what changes in between is read once more
        self._held = (now, value)
        return value


def marks() -> Marks:
    """Return the mark of each table of reference data; within `asking_once` they are asked once.

    A table without a mark was never written to, and is empty.
    """
    asked = _asked.kept
    if asked is None:
        return _marks_now()
    if connection.alias not in asked:
        asked[connection.alias] = _marks_now()
    return asked[connection.alias]


def _marks_now() -> Marks:
    with connection.cursor() as cursor:
        cursor.execute(ALL_MARKS)
        return dict(cursor.fetchall())


class AllMarks(models.Expression):
    """The marks as a column of another question, which spares asking for them on their own."""

    output_field = models.JSONField()

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple]:
        """Gather them as one object."""
        gather = 'json_group_object("table", mark)'
        if connection.vendor == "postgresql":
            gather = 'json_object_agg("table", mark)::text'  # read by the field, not by the driver
        return f"(SELECT {gather} FROM {TableMark._meta.db_table})", ()  # noqa: S608 -- constants


def remember_marks(marks: Marks | None) -> None:
    """Keep marks that came with another question, within `asking_once`."""
    asked = _asked.kept
    if asked is not None:
        asked.setdefault(connection.alias, marks or {})


class HeldMiddleware:
    """Lets each request ask for the marks once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forget what was asked when the request is answered."""
        with asking_once():
            return self.get_response(request)


# Of a connection: what it changes of reference data is asked for anew.
see_own_changes = _asked.watch


# --- Rows, and keys that lead to them ---------------------------------------------------------
_rows: dict[type[models.Model], Held[dict[Any, Any]]] = {}


def rows_of(model: type[M]) -> dict[Any, M]:
    """Return all rows of a table of reference data by their keys, to be read only."""
    if model not in _rows:
        assert issubclass(model, Reference)  # noqa: S101 -- or its changes would not be noted
        _rows[model] = Held(lambda: {row.pk: row for row in model._base_manager.all()}, model)
    return _rows[model]()


def row(model: type[M], key: Any) -> M | None:
    """Return a row of one's own, which may be changed and saved like any other."""
    found = rows_of(model).get(key)
    return None if found is None else _copied(found)


def _copied(found: M) -> M:
    """Return a copy, as `copy.copy` does of a row; a list of fifty cases asks for two hundred."""
    own = type(found).__new__(type(found))
    own.__dict__.update(found.__dict__)
    own._state = copy.copy(found._state)
    own._state.fields_cache = found._state.fields_cache.copy()
    return own


class HeldRow(ForwardManyToOneDescriptor):
    """Finds the row that a key leads to among those the process holds."""

    def get_object(self, instance: models.Model) -> models.Model:
        """Return the held row; ask the database where it is not among them."""
        key = getattr(instance, self.field.attname)
        found = row(self.field.remote_field.model, key)
        return found if found is not None else super().get_object(instance)


class ReferenceKey(models.ForeignKey):
    """A foreign key to a row of a `Reference`: following it asks the database nothing.

    So querysets need no `select_related` for it. In every other way it is a foreign key, and the
    migrations say so.
    """

    forward_related_accessor_class = HeldRow

    def deconstruct(self) -> Any:
        """Stand in a migration as the foreign key that it is for the database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs
