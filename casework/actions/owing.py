"""Writing down what is owed: several duties of one action go into one insert."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import QuerySet

from casework.models import Duty


@contextmanager
def owing() -> Iterator[list[Duty]]:
    """Collect the duties of an action and write them when its block ends well."""
    owed: list[Duty] = []
    yield owed
    Duty.objects.bulk_create(owed)


def owe(duties: Iterable[Duty], owed: list[Duty] | None) -> None:
    """Add duties to those collected, or write them at once where nobody collects."""
    if owed is None:
        Duty.objects.bulk_create(duties)
    else:
        owed.extend(duties)


def owe_again(duties: QuerySet[Duty], *, now: datetime) -> int:
    """Owe dead duties once more, and try those that wait for another try at once."""
    return duties.update(dead_at=None, attempts=0, claimed_until=None, due_at=now)
