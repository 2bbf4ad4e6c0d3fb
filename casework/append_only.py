"""The database itself refuses to change history: triggers on every table that is written once.

They are put up after each migration, because SQLite rebuilds a table that is altered and drops
its triggers with it.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from agencies.models import NoticeVersion
from casework.models import (
    Event,
    JournalDay,
    JournalKey,
    JournalLeaf,
    Letter,
    LetterDelivery,
    LetterFile,
    LetterSignature,
    LetterTranslation,
    LetterVoiding,
    LostNumbers,
)
from records.models import Posting

WRITTEN_ONCE: tuple[type, ...] = (
    Event,
    JournalKey,
    JournalDay,
    JournalLeaf,
    Letter,
    LetterVoiding,
    LetterFile,
    LetterSignature,
    LetterTranslation,
    LetterDelivery,
    LostNumbers,
    Posting,
    NoticeVersion,
)

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRESQL = """
DROP TRIGGER IF EXISTS {table}_no_change ON {table};
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP TRIGGER IF EXISTS {table}_no_truncate ON {table};
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""


def tables() -> list[str]:
    """Return the names of the tables that are written once."""
    return [model._meta.db_table for model in WRITTEN_ONCE]  # type: ignore[attr-defined]


def put_up(using: str = "default", **_signal: Any) -> None:
    """Put the triggers up; doing it again changes nothing."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for statement in _statements(connection, [t for t in tables() if t in present]):
            cursor.execute(statement)


def _statements(connection: BaseDatabaseWrapper, names: list[str]) -> list[str]:
    if connection.vendor == "postgresql":
        return [POSTGRESQL.format(table=name) for name in names]
    return [SQLITE.format(table=name, verb=verb) for name in names for verb in ("UPDATE", "DELETE")]


def take_down(using: str = "default") -> None:
    """Take the triggers down: only where a test database is emptied between two tests."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name in tables():
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}_no_change ON {name}")
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}_no_truncate ON {name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}_no_UPDATE")
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}_no_DELETE")
