"""What a restored copy does again: its messages may have left already, so they are asked about.

A copy has forgotten what was done since it was made. What fell due in that time is done once more,
for the pages' sake; a message of it gets the id that it had before. So the gateway is asked by that
id what it knows, as after a crash (docs/decisions/0075); where nobody can be asked, nothing is sent
a second time on a guess.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from casework.models import Dispatch, Quiet

# What is done within this time after it fell due was not kept waiting by any quiet.
PROMPT = timedelta(seconds=30)
_cause: ContextVar[tuple[datetime, datetime] | None] = ContextVar("what is done", default=None)


@contextmanager
def about(due_at: datetime, now: datetime) -> Iterator[None]:
    """Do meanwhile what fell due then: its messages are doubted where that was forgotten."""
    token = _cause.set((due_at, now))
    try:
        yield
    finally:
        _cause.reset(token)


def are_about(due: Sequence[datetime], now: datetime) -> bool:
    """Whether any of these moments may lie in a time that a restored copy has forgotten."""
    first, last = min(due), max(due)
    return now - first > PROMPT and Quiet.objects.casting_doubt_on(first, last).exists()


def mark(messages: Iterable[Dispatch]) -> list[Dispatch]:
    """Return the messages, those in doubt as if their sender had died while sending them."""
    found = list(messages)
    for each in found if found and _casts_doubt() else ():
        each.state, each.claimed_until = Dispatch.State.SENDING, each.made_at
    return found


def _casts_doubt() -> bool:
    """Whether what is being done fell due in a time that a restored copy has forgotten."""
    cause = _cause.get()
    if cause is None:
        return False
    due_at, now = cause
    return now - due_at > PROMPT and Quiet.objects.casting_doubt_on(due_at).exists()
