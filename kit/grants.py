"""What the application may do in the database: the rights of its role, put up from the models.

Migrations run as the owner of the tables. Web, worker, beat, sweep and commands connect as a role
that owns nothing: what is written once it may read and add to, what is kept it may not delete, and
no trigger is its to switch off. The rights are put up after each migration, so that no new table is
forgotten: a table that says nothing of itself is kept. SQLite has no roles.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from kit.models import Erasable, Immutable

# Their tables hold sessions, tokens and contacts, which end by being deleted.
LIBRARIES = ("django.", "allauth.", "knox")
NOTES_OF_MIGRATIONS = "django_migrations"
READ, ADD, EDIT, ERASE = "SELECT", "INSERT", "UPDATE", "DELETE"
WORD_BY_WORD = (READ, ADD, EDIT, ERASE, "TRUNCATE", "TRIGGER", "REFERENCES")


def rights() -> dict[str, set[str]]:
    """Return for each table what the application may do with its rows."""
    found = {NOTES_OF_MIGRATIONS: {READ}}
    erased = _erased()
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        found[model._meta.db_table] = _rights_of(model, model in erased)
    return found


def _rights_of(model: type[models.Model], is_erased: bool) -> set[str]:
    if issubclass(model, Immutable):
        return {READ, ADD}
    return {READ, ADD, EDIT, ERASE} if is_erased else {READ, ADD, EDIT}


def _erased() -> set[type[models.Model]]:
    """Return the models whose rows may go, and those whose rows go with them."""
    every = apps.get_models(include_auto_created=True)
    found: set[type[models.Model]] = set()
    waiting = [model for model in every if _says_so(model)]
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting += _going_with(model)
    return found


def _says_so(model: type[models.Model]) -> bool:
    of_library = model._meta.app_config.name.startswith(LIBRARIES)
    return of_library or issubclass(model, Erasable) or bool(model._meta.auto_created)


def _going_with(model: type[models.Model]) -> Iterable[Any]:
    for relation in model._meta.get_fields(include_hidden=True):
        if getattr(relation, "on_delete", None) is models.CASCADE and relation.auto_created:
            yield relation.related_model


# --- Putting them up ------------------------------------------------------------------------
def put_up(using: str = "default", **_signal: Any) -> None:
    """Give the application's role its rights and no others; doing it again changes nothing."""
    connection, role = connections[using], settings.APPLICATION_ROLE
    if connection.vendor != "postgresql" or not role or _is_owner(connection, role):
        return
    present = set(connection.introspection.table_names())
    with transaction.atomic(using), connection.cursor() as cursor:
        for statement in _statements(connection, role, present):
            cursor.execute(statement)


def _is_owner(connection: BaseDatabaseWrapper, role: str) -> bool:
    """Whether there is but one role, which migrates and works: no wall stands there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0] == role


def _statements(connection: BaseDatabaseWrapper, role: str, present: set[str]) -> list[str]:
    to, quote = connection.ops.quote_name(role), connection.ops.quote_name
    given = [
        f"GRANT {', '.join(sorted(what))} ON {quote(table)} TO {to}"
        for table, what in rights().items()
        if table in present
    ]
    return [
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {to}",
        f"GRANT USAGE ON SCHEMA public TO {to}",
        "; ".join(given),
    ]


# --- Whether they stand ---------------------------------------------------------------------
TOO_STRONG = """
SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
FROM pg_roles WHERE rolname = current_user
"""
# Whoever may become the owner of a table may do anything with it.
OWNED = """
SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
AND pg_has_role(current_user, relowner, 'MEMBER')
"""
GIVEN = """
SELECT c.relname, w.word FROM pg_class c CROSS JOIN unnest(%s) AS w(word)
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
AND has_table_privilege(c.oid, w.word)
"""


def excess(using: str = "default") -> list[str]:
    """Return what the role of this connection is or may do beyond what it needs."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(TOO_STRONG)
        strong = ["the role itself"] if cursor.fetchone()[0] else []
        cursor.execute(OWNED)
        owned = {table for (table,) in cursor.fetchall()}
        cursor.execute(GIVEN, [list(WORD_BY_WORD)])
        given = cursor.fetchall()
    wanted = rights()
    beyond = {table for table, word in given if word not in wanted.get(table, set())}
    return strong + sorted(owned | beyond)
