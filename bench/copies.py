"""Many cases made by the database itself: rows of one case, once more for each number.

Through the ORM a hundred thousand cases are encrypted, sealed and sent row by row: an hour of a
busy machine. Here only what decides how a list is found differs from one to the next: keys,
numbers, moments and days. What lies within (names, hashes) is that of the first.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, models
from django.db.backends.utils import CursorWrapper

from accounts.models import AccessEntry, Person
from casework.models import Case, Duty, Escalation, Event, Notice, Step
from transfers.models import Transfer

BASE = 10_000_000  # keys from here on are given by nobody else
BATCH = 20_000
KEY = f"({BASE} + n)"
NUMBER = "'C' || lpad(n::text, 9, '0')"
SPREAD, STRIDE = 60_000, 7_919  # minutes over which cases are spread, and from one to the next
AT = f"(%s::timestamptz - (n::bigint * {STRIDE} %% {SPREAD}) * interval '1 minute')"
INDEX = "md5(n::text) || md5((-n)::text)"
INDEXES = ("number_index", "document_index", "name_index")
DAY = f"({AT} at time zone 'Asia/Shanghai')::date"


def multiply(case: Case, numbers: range, *, now: datetime, escalated: int) -> None:
    """Add a copy of a case that waits for its review for each number, with all its rows."""
    for first in range(numbers.start, numbers.stop, BATCH):
        part = range(first, min(first + BATCH, numbers.stop))
        for model, of_case, given, every in _rows(escalated):
            copy(model, {of_case: _value(case, of_case)}, given, part, now=now, every=every)


def _value(case: Case, column: str) -> object:
    by_column = {"id": case.pk, "case_number": case.number}
    return case.person_id if column == "person" else by_column.get(column, case.pk)


def _rows(
    escalated: int,
) -> list[tuple[type[models.Model], str, Mapping[str, str], int]]:
    """Return each table, the column that says which rows are copied, what differs, how often."""
    of_case = {"case_id": KEY}
    moments = {"created_at": AT, "submitted_at": AT}
    days = {"opened_at": AT, "starts_on": DAY, "due_on": f"{DAY} + 21"}
    looked = {"person_id": KEY, "case_number": NUMBER, "at": AT, "within": AT}
    late = {"key": f"'step:' || {KEY} || ':-1'", "step_id": KEY}
    return [
        (Person, "person", {"id": KEY, **dict.fromkeys(INDEXES, INDEX)}, 1),
        (Case, "id", {"id": KEY, "number": NUMBER, "person_id": KEY, **moments}, 1),
        (Transfer, "case_id", of_case, 1),
        (Step, "case_id", {"id": KEY, **of_case, **days}, 1),
        (Notice, "case_id", {**of_case, "key": f"'to-review:' || {KEY}", "at": AT}, 1),
        (AccessEntry, "case_number", looked, 1),
        (Event, "case_id", {**of_case, "at": AT}, 1),
        (Duty, "case_id", {**of_case, **late}, 1),
        (Escalation, "case_id", {**of_case, "step_id": KEY, "raised_at": AT}, escalated),
    ]


def copy(
    model: type[models.Model],
    of: Mapping[str, object],
    given: Mapping[str, str],
    numbers: range,
    *,
    now: datetime,
    every: int,
) -> None:
    """Add a copy of the row that `of` names for each number, with the columns that are given."""
    keyed = [each for each in model._meta.concrete_fields if _is_written(each, given)]
    columns = ", ".join(f'"{each.column}"' for each in keyed)
    values = ", ".join(given.get(each.column, f't."{each.column}"') for each in keyed)
    [(column, value)] = of.items()
    column = "id" if column == "person" else column
    table = model._meta.db_table
    series = f"generate_series({numbers.start}, {numbers.stop - 1}, {every}) n"
    found = f'FROM "{table}" t, {series} WHERE t."{column}" = %s'
    sql = f'INSERT INTO "{table}" ({columns}) SELECT {values} {found}'
    moments = [now] * values.count("%s")
    with connection.cursor() as cursor, as_patient_owner(cursor):
        cursor.execute(sql, [*moments, value])


@contextmanager
def as_patient_owner(cursor: CursorWrapper) -> Iterator[None]:
    """Work as the owner of the tables, whom the wall does not bind and no timeout stops."""
    cursor.execute("SET ROLE NONE; SET statement_timeout = 0")
    yield
    cursor.execute("RESET ROLE; RESET statement_timeout")


def _is_written(field: models.Field, given: Mapping[str, str]) -> bool:
    """Whether a column is written; a key that nobody gives is given by the database."""
    return field.column in given or not field.primary_key
