"""Putting many cases of whole numbers before either database, and asking it about all at once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from django.db import connection

Row = Sequence[int | None]
ROWS_AT_ONCE = 2000


def lay_out(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Make a temporary table of whole numbers and fill it."""
    definition = ", ".join(f"{column} bigint" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {table} ({definition})")
        for some in _portions(rows):
            values = ", ".join(_written(row) for row in some)
            cursor.execute(f"INSERT INTO {table} VALUES {values}")
        cursor.execute(f"CREATE INDEX {table}_in_order ON {table} ({columns[0]}, {columns[1]})")


def ask(statement: str) -> list[tuple[int, ...]]:
    """Return the rows of a statement kept beside this module."""
    written = Path(__file__).with_name(f"{statement}.sql").read_text(encoding="utf-8")
    with connection.cursor() as cursor:
        cursor.execute(written)
        return cursor.fetchall()


def _portions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while some := list(islice(waiting, ROWS_AT_ONCE)):
        yield some


def _written(row: Row) -> str:
    return f"({', '.join('NULL' if each is None else str(each) for each in row)})"
