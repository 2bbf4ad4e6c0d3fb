"""One look at everything: what is read within is the database as it was at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


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
    with transaction.atomic():
        with (
            connection.cursor() as cursor
        ):  # of this transaction: no session keeps it, nor a pooler
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
