"""Rows written by one statement, which needs no transaction around it."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery


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
    query = InsertQuery(model, on_conflict=OnConflict.IGNORE)
    query.insert_values(fields, list(rows))
    query.get_compiler(connection=connection).execute_sql(None)
