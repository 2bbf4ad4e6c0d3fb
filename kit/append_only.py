"""The database itself refuses to change history: triggers on every table that is written once.

They are put up after each migration, because SQLite rebuilds a table that is altered and drops
its triggers with it.
"""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from kit.models import Immutable

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
    """Return the names of the tables that are written once: those of every `Immutable`."""
    return [model._meta.db_table for model in apps.get_models() if issubclass(model, Immutable)]


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


# --- Whether they stand ---------------------------------------------------------------------
# Before each row that is updated or deleted; before each statement that empties the table.
KINDS_OF_TRIGGER = {"no_change": 1 | 2 | 8 | 16, "no_truncate": 2 | 32}  # as pg_trigger counts
STANDING_TRIGGERS = """
SELECT t.tgname, t.tgtype, p.prosrc FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL AND pg_table_is_visible(c.oid)
"""
PASSED_BY = """
SELECT 1 FROM pg_db_role_setting WHERE array_to_string(setconfig, ',') LIKE %s
UNION SELECT 1 WHERE current_setting('session_replication_role') <> 'origin'
"""
SWITCH = "session_replication_role"


def missing(using: str = "default") -> list[str]:
    """Return the tables whose triggers are gone, switched off or do something else."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _not_guarded_in_postgresql(cursor)
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        there = {name: " ".join(sql.split()) for name, sql in cursor.fetchall()}
    return [name for name in tables() if not _is_guarded_in_sqlite(name, there)]


def _not_guarded_in_postgresql(cursor: Any) -> list[str]:
    cursor.execute(PASSED_BY, [f"%{SWITCH}=%"])
    off = [SWITCH] if cursor.fetchone() else []
    cursor.execute(STANDING_TRIGGERS)
    body = POSTGRESQL_FUNCTION.split("$$")[1].strip()
    standing = {(name, kind) for name, kind, source in cursor.fetchall() if source.strip() == body}
    wanted = KINDS_OF_TRIGGER.items()
    return off + [
        table
        for table in tables()
        if not all((f"{table}_{what}", kind) in standing for what, kind in wanted)
    ]


def _is_guarded_in_sqlite(table: str, there: dict[str, str]) -> bool:
    for verb in ("UPDATE", "DELETE"):
        wanted = " ".join(SQLITE.format(table=table, verb=verb).split())
        if there.get(f"{table}_no_{verb}") != wanted.replace("IF NOT EXISTS ", ""):
            return False
    return True
