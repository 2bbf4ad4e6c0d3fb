"""The rows of the test database as the driver gives them: read, compared and written in one go."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from casework.models import Case, TurnChange, TurnCount
from kit.models import TableMark
from tests.owner import BE_THE_APPLICATION, BECOME_OWNER, be_the_application, become_owner

FILLED_BY_ITSELF = (ContentType, Permission, TableMark, TurnChange, TurnCount)
Row = tuple[Any, ...]
Rows = dict[type[models.Model], dict[Any, Row]]
WRITTEN = """
SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""


@dataclass(frozen=True)
class NewsOfTable:
    """Rows of a table that are no longer as they were, and those that came."""

    model: type[models.Model]
    gone: list[Any]
    came: list[Row]


@dataclass(frozen=True)
class News:
    """What is new in the database; for PostgreSQL in its own words, so that it is said at once."""

    tables: list[NewsOfTable]
    sql: bytes


def tables() -> list[type[models.Model]]:
    """Return a model for each table but those that the database fills by itself.

    Kinds of content are numbered anew when it is emptied; marks are set, and turns are counted,
    when the rows are laid.
    """
    found = apps.get_models(include_auto_created=True)
    ours = (model for model in found if model._meta.managed and not model._meta.proxy)
    # Cases first: when a turn is laid, it is counted for the service of its case.
    wanted = [model for model in ours if model not in FILLED_BY_ITSELF]
    return sorted(wanted, key=lambda model: model is not Case)


def columns(model: type[models.Model]) -> list[str]:
    """Return the columns of its table, the key first."""
    key = model._meta.pk.column
    return [key, *(f.column for f in model._meta.local_concrete_fields if f.column != key)]


# --- Whether anything was written ---------------------------------------------------------------
def written_before() -> int:
    """Return what there is to know of writing before a test begins."""
    is_open_file = connection.vendor == "sqlite" and connection.connection
    return connection.connection.total_changes if is_open_file else 0


def is_untouched(before: int) -> bool:
    """Whether the transaction of the test has written nothing yet."""
    if connection.vendor == "sqlite":
        return connection.connection.total_changes == before
    with connection.connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned() IS NULL")
        return cursor.fetchone()[0]


def written() -> int:
    """Return how many rows were written: a number to compare with that of a moment ago."""
    if connection.vendor == "sqlite":
        return connection.connection.total_changes
    return sum(_written_by_table().values())


def touched_tables() -> list[type[models.Model]]:
    """Return the tables this transaction has written to; SQLite does not say, so all."""
    if connection.vendor == "sqlite":
        return tables()
    touched = _written_by_table()
    return [model for model in tables() if model._meta.db_table in touched]


def _written_by_table() -> dict[str, int]:
    with connection.connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return dict(cursor.fetchall())


def rows_of(which: Iterable[type[models.Model]] | None = None) -> Rows:
    """Return the rows of these tables, or of all, by their keys: as the owner, behind the wall."""
    # In SQLite a plus before a column keeps Python from making a date of its text.
    sign = "+" if connection.vendor == "sqlite" else ""
    found: Rows = {}
    become_owner()
    cursor = connection.connection.cursor()
    for model in tables() if which is None else which:
        names = ", ".join(f'{sign}"{name}"' for name in columns(model))
        cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}"')
        found[model] = {row[0]: row for row in cursor.fetchall()}
    cursor.close()
    be_the_application()
    return found


def news(before: Rows, after: Rows) -> News:
    """Return what is new, in a form that `lay` writes down."""
    each = [_news_of(model, before[model], rows) for model, rows in after.items()]
    found = [one for one in each if one.gone or one.came]
    is_postgresql = connection.vendor == "postgresql"
    return News(found, _as_owner(map(_as_sql, found)) if is_postgresql and found else b"")


def _news_of(model: type[models.Model], before: dict[Any, Row], after: dict[Any, Row]):
    gone = [key for key, row in before.items() if after.get(key) != row]
    return NewsOfTable(model, gone, [row for key, row in after.items() if before.get(key) != row])


def lay(news: News) -> None:
    """Write what is new into a database that is as the other was before."""
    if connection.vendor == "sqlite":
        for each in news.tables:
            _lay_in_sqlite(each)
    elif news.sql:
        with connection.connection.cursor() as cursor:
            cursor.execute(news.sql)


def _lay_in_sqlite(news: NewsOfTable) -> None:
    table, names = news.model._meta.db_table, columns(news.model)
    places = ", ".join("?" * len(names))
    gone = [(key,) for key in news.gone]
    raw = connection.connection
    raw.executemany(f'DELETE FROM "{table}" WHERE "{names[0]}" = ?', gone)
    raw.executemany(f'INSERT INTO "{table}" ({_listed(names)}) VALUES ({places})', news.came)


def _as_sql(news: NewsOfTable) -> bytes:
    """Return deletion, insertion, and the number at which the table goes on counting."""
    table, names = news.model._meta.db_table, columns(news.model)
    places = f"({', '.join(['%s'] * len(names))})"
    said = []
    with connection.connection.cursor() as cursor:
        if news.gone:
            words = f'DELETE FROM "{table}" WHERE "{names[0]}" IN %s'
            said.append(cursor.mogrify(words, [tuple(news.gone)]))
        if news.came:
            rows = b", ".join(cursor.mogrify(places, row) for row in news.came)
            said.append(f'INSERT INTO "{table}" ({_listed(names)}) VALUES '.encode() + rows)
    if isinstance(news.model._meta.pk, models.AutoField):
        sequence = f"pg_get_serial_sequence('\"{table}\"', '{names[0]}')"
        said.append(f'SELECT setval({sequence}, max("{names[0]}")) FROM "{table}"'.encode())
    return b";".join(said)


def _as_owner(statements: Iterable[bytes]) -> bytes:
    """Let the owner lay the rows, who alone may set how a table counts on."""
    return b";".join([BECOME_OWNER.encode(), *statements, BE_THE_APPLICATION.encode()])


def _listed(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
