"""Rows written by few statements: some at once, or very many."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models

from kit.model_fields import EncryptedField


def insert_missing(rows: Sequence[models.Model]) -> None:
    """Insert rows without keys; the database leaves out those it has already.

    `bulk_create(ignore_conflicts=True)` opens a transaction around its batches: two more journeys
    to the database for each page at the desk. What does not fit into one statement still takes it.
    """
    if not rows:
        return
    model: Any = type(rows[0])
    fields = [each for each in model._meta.concrete_fields if not each.primary_key]
    most = connection.ops.bulk_batch_size(fields, list(rows))
    if len(rows) > most:
        model.objects.bulk_create(rows, ignore_conflicts=True)
        return
    columns = ", ".join(f'"{each.column}"' for each in fields)
    marks = f"({', '.join(['%s'] * len(fields))})"
    sql = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES '  # noqa: S608 -- our own names
    by_row = zip(*(_prepared(each, rows) for each in fields), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{sql}{', '.join([marks] * len(rows))} ON CONFLICT DO NOTHING",
            [value for row in by_row for value in row],
        )


def _prepared(field: models.Field, rows: Sequence[models.Model]) -> list[Any]:
    """Return a column of rows as the database takes it; what is the same is prepared once.

    Not what is encrypted: of two ciphertexts nobody can tell whether they say the same.
    """
    found = [field.pre_save(row, add=True) for row in rows]
    if isinstance(field, EncryptedField | models.JSONField):
        return [field.get_db_prep_save(value, connection) for value in found]
    known = {value: field.get_db_prep_save(value, connection) for value in dict.fromkeys(found)}
    return [known[value] for value in found]


# --- Very many rows ---------------------------------------------------------------------------
def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows by the names of their columns; each value as the database takes it.

    Values are text, whole numbers, `Decimal`, dates, moments, booleans or nothing; encrypted ones
    are encrypted already. PostgreSQL has no COPY into a table with policies, so the rows are copied
    into a table of this transaction and inserted from there. Call it in a transaction.
    """
    if connection.vendor == "postgresql":
        _copy_rows(model, columns, rows)
        return
    table, names = model._meta.db_table, ", ".join(f'"{each}"' for each in columns)
    marks = ", ".join(["%s"] * len(columns))
    sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 -- our own names
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[_for_sqlite(value) for value in row] for row in rows])


def _for_sqlite(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date | Decimal):
        return str(value)
    return value


def _copy_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    table = model._meta.db_table
    names, staged = ", ".join(f'"{each}"' for each in columns), f"pg_temp.staged_{table}"
    as_lines = io.StringIO("".join(_lines_for_copy(rows)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS staged_{table} ON COMMIT DROP "  # noqa: S608
            f'AS SELECT {names} FROM "{table}" WITH NO DATA'
        )
        cursor.cursor.copy_expert(f"COPY {staged} ({names}) FROM STDIN", as_lines)
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {names} FROM {staged}'  # noqa: S608 -- ours
        )
        cursor.execute(f"TRUNCATE {staged}")


def _lines_for_copy(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield rows as COPY reads them, written column by column: most columns hold few values."""
    written = (_written_for_copy(column) for column in zip(*rows, strict=True))
    return ("\t".join(row) + "\n" for row in zip(*written, strict=True))


def _written_for_copy(column: Sequence[Any]) -> Iterable[str]:
    distinct = set(column)
    if len(distinct) * 2 > len(column):
        return map(_for_copy, column)
    # Of one type each: 1 and True are one key, and are not written alike.
    known = {value: _for_copy(value) for value in distinct}
    return map(known.__getitem__, column)


_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPED = {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"}


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPED[found[0]]


def _for_copy(value: Any) -> str:
    """Return a value as COPY reads it."""
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return _SPECIAL.sub(_escaped, value) if _SPECIAL.search(value) else value
    return str(value)
