"""One look at everything: what is read within is the database as it was at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg2.extensions import ISOLATION_LEVEL_DEFAULT, ISOLATION_LEVEL_REPEATABLE_READ


@contextmanager
def one_moment() -> Iterator[None]:
    """See nothing of what others change meanwhile, and change nothing.

    A check of a live portal that reads two tables one after the other would call a case wrong
    whose second half was written in between. Within a transaction that has begun, and on SQLite,
    whose readers see one moment in a transaction anyway, there is nothing to set.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    connection.ensure_connection()
    session = connection.connection
    session.set_session(isolation_level=ISOLATION_LEVEL_REPEATABLE_READ, readonly=True)
    try:
        with transaction.atomic():
            yield
    finally:
        if not session.closed:
            session.set_session(isolation_level=ISOLATION_LEVEL_DEFAULT, readonly=False)
