"""How long to wait for a gateway that is away, and before a message is tried once more."""

from datetime import timedelta

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# Between two knocks at a gateway that took nothing: quickly at first, then once an hour.
_RESTS = (MINUTE / 2, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR)
# Between two tries of one message: for hours, then for days.
_PAUSES = (MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY)
GIVE_UP_AFTER = 7 * DAY
# What came to nothing for want of a gateway is sent when it is there again, if it is no older.
STILL_WORTH_SENDING = 30 * DAY
REMINDER_HOLDS = 2 * DAY  # after which what it says of the days left is untrue
# Before a gateway is asked what became of a message of which that is not known.
BEFORE_ASKING = MINUTE
# When it is asked whether the carrier has a message that it took; a phone that is off comes on.
RECEIPTS = (15 * MINUTE, 2 * HOUR, DAY)


def rest(failures: int) -> timedelta:
    """Return how long a gateway is left alone that has failed so many times in a row."""
    return _RESTS[min(failures, len(_RESTS)) - 1]


def pause(tries: int) -> timedelta:
    """Return how long a message waits after so many tries."""
    return _PAUSES[min(tries, len(_PAUSES)) - 1]


def next_receipt(asked: int) -> timedelta | None:
    """Return after how long a gateway is asked for a receipt again, or nothing: often enough."""
    return RECEIPTS[asked] if asked < len(RECEIPTS) else None
