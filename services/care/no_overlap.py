"""No two registrations of a person overlap where one of them stands alone: kept by PostgreSQL.

With SQLite, which has one writer at a time, the act alone sees to it.
"""

from typing import Any

from django.db import connections

# Ranges stand for equal keys, so that no extension is needed. What stands alone takes all room
# beside itself; those that may stand side by side take a room each.
NO_TWO = """
ALTER TABLE care_registration ADD CONSTRAINT no_two_registrations_for_elsewhere_overlap
EXCLUDE USING gist (
    int8range(person_id * 2 + (scheme = 'resident')::int,
              person_id * 2 + (scheme = 'resident')::int, '[]') WITH &&,
    daterange(from_day, until, '[]') WITH &&,
    int8range(CASE WHEN stands_alone THEN 0 ELSE id END,
              CASE WHEN stands_alone THEN NULL ELSE id + 1 END) WITH &&
) WHERE (state = 'active')
"""
STANDS = "SELECT 1 FROM pg_constraint WHERE conname = 'no_two_registrations_for_elsewhere_overlap'"


def put_up(using: str = "default", **_signal: Any) -> None:
    """Put the constraint up after each migration; doing it again changes nothing."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(STANDS)
        if cursor.fetchone() is None:
            cursor.execute(NO_TWO)
