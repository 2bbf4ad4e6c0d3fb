"""The database notes each change of reference data: triggers on every table of a `Reference`.

A mark is new each time and never counted up: what a transaction wrote and took back leaves the
mark of before, and no later change can be mistaken for it. Put up after each migration, as the
triggers of what is written once are.
"""

from functools import cache
from typing import Any

from django.apps import apps
from django.db import connections

from kit.models import Reference

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kit_tablemark ("table", mark) VALUES (TG_TABLE_NAME, gen_random_uuid()::text)
    ON CONFLICT ("table") DO UPDATE SET mark = excluded.mark;
    RETURN NULL;
END $$
"""
POSTGRESQL = """
DROP TRIGGER IF EXISTS {table}_changed ON {table};
CREATE TRIGGER {table}_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION note_change();
"""
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_changed_by_{verb} AFTER {verb} ON {table}
BEGIN
    INSERT OR REPLACE INTO kit_tablemark ("table", mark)
    VALUES ('{table}', lower(hex(randomblob(16))));
END
"""


@cache
def tables() -> list[str]:
    """Return the names of the tables of reference data."""
    return [model._meta.db_table for model in apps.get_models() if issubclass(model, Reference)]


def put_up(using: str = "default", **_signal: Any) -> None:
    """Put the triggers up; doing it again changes nothing."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    there = [table for table in tables() if table in present]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for statement in _statements(connection.vendor, there):
            cursor.execute(statement)


def _statements(vendor: str, there: list[str]) -> list[str]:
    if vendor == "postgresql":
        return [POSTGRESQL.format(table=table) for table in there]
    verbs = ("INSERT", "UPDATE", "DELETE")
    return [SQLITE.format(table=table, verb=verb) for table in there for verb in verbs]
