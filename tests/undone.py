"""Many games in one test: what happens in one is undone as a test is."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


def all_or_nothing() -> transaction.Atomic:
    """Return a transaction that is the test's and not the portal's.

    What the portal commits by itself, as a notice before its gateway hears of it, counts as
    committed within, as in any test.
    """
    kept = transaction.atomic()
    kept._from_testcase = True
    return kept


@contextmanager
def undone() -> Iterator[None]:
    """Undo at the end whatever happens here."""
    with all_or_nothing():
        try:
            yield
        finally:
            transaction.set_rollback(True)
