"""`manage.py field_keys`: put what is stored encrypted under the newest key."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management import BaseCommand
from django.db import connection, models

from kit.model_fields import Encrypted
from kit.models import Immutable

AT_ONCE = 200


class Command(BaseCommand):
    """Rewrites personal data under the newest key; safe to stop and to repeat.

    History and letters are written once, and the database refuses to change them for whatever
    reason: they stay under the key of their day, and the command says how many do.
    """

    help = "Encrypt personal data anew with the first key of FIELD_KEYS; says what cannot be."

    def handle(self, **options: Any) -> None:
        for field in encrypted_fields():
            if issubclass(field.model, Immutable):
                count = sum(1 for _ in _older(field))
                self.stdout.write(f"{field.context}: {count} stay under an older key")
            else:
                count = sum(_write(field, *each) for each in _older(field))
                self.stdout.write(f"{field.context}: {count} put under the newest key")


def encrypted_fields() -> Iterator[Encrypted]:
    """Return every encrypted field of every table."""
    for model in apps.get_models():
        yield from (each for each in model._meta.local_fields if isinstance(each, Encrypted))


def _older(field: Encrypted) -> Iterator[tuple[Any, Any, Any]]:
    """Return key, stored and renewed value of each row that an older key encrypted."""
    last: Any = None
    while rows := _rows_after(field, last):
        for pk, stored in rows:
            renewed = field.renewed(stored)
            if renewed is not stored:
                yield pk, stored, renewed
        last = rows[-1][0]


def _rows_after(field: Encrypted, last: Any) -> list[tuple[Any, Any]]:
    table, key, column = _names(field)
    after = "" if last is None else f"WHERE {key} > %s"
    sql = f"SELECT {key}, {column} FROM {table} {after} ORDER BY {key} LIMIT {AT_ONCE}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [] if last is None else [last])
        return [(pk, _whole(stored)) for pk, stored in cursor.fetchall()]


def _write(field: Encrypted, pk: Any, stored: Any, renewed: Any) -> int:
    """Write one value, unless somebody has written another meanwhile."""
    table, key, column = _names(field)
    sql = f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [renewed, pk, stored])
        return cursor.rowcount


def _names(field: Encrypted) -> list[str]:
    meta: models.options.Options = field.model._meta
    assert meta.pk is not None  # noqa: S101 - every table has a key
    return [
        connection.ops.quote_name(each) for each in (meta.db_table, meta.pk.column, field.column)
    ]


def _whole(stored: Any) -> Any:
    """PostgreSQL hands bytes out as a view of memory."""
    return bytes(stored) if isinstance(stored, memoryview) else stored
