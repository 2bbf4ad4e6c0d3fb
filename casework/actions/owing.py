"""Writing down what is owed and what is to leave: the rows of one action go into few inserts."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import QuerySet

from casework.actions import doubts
from casework.models import Dispatch, Duty
from kit.traces import here

Owed = list[Duty | Dispatch]


@contextmanager
def owing() -> Iterator[Owed]:
    """Collect what an action owes and write it when its block ends well."""
    owed: Owed = []
    yield owed
    _write(owed)


def owe(rows: Iterable[Duty | Dispatch], owed: Owed | None) -> None:
    """Add to what is collected, or write it at once where nobody collects."""
    if owed is None:
        _write(list(rows))
    else:
        owed.extend(rows)


def _write(rows: Owed) -> None:
    asked = here()
    for each in rows:
        if asked is not None and isinstance(each, Duty):
            each.trace = asked.parent
    doubts.mark(each for each in rows if isinstance(each, Dispatch))
    Duty.objects.bulk_create(each for each in rows if isinstance(each, Duty))
    Dispatch.objects.bulk_create(each for each in rows if isinstance(each, Dispatch))


def owe_again(duties: QuerySet[Duty], *, now: datetime) -> int:
    """Owe dead duties once more, and try those that wait for another try at once."""
    return duties.update(dead_at=None, attempts=0, claimed_until=None, due_at=now)
