"""How long a webhook is tried that does not answer: ten times within three days."""

from datetime import datetime, timedelta

# As the Standard Webhooks specification proposes; the first try is made at once.
PAUSES = tuple(
    timedelta(seconds=each) for each in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 72_000)
)
AT_MOST = timedelta(days=3)
# A receiver that took nothing is left alone as a whole, so that what waits is not tried row by row.
LONGEST_REST = timedelta(hours=1)
LONGEST_WISH = timedelta(hours=1)  # of Retry-After


def next_try(tries: int, *, owed_at: datetime, now: datetime) -> datetime | None:
    """Return when a call is tried again that was tried so often; None when it is given up."""
    if tries > len(PAUSES) or now - owed_at >= AT_MOST:
        return None
    return min(now + PAUSES[tries - 1], owed_at + AT_MOST)


def rest(failures: int) -> timedelta:
    """Return for how long a receiver is left alone after so many rounds that it took nothing of."""
    return min(timedelta(seconds=5 * 4 ** min(failures - 1, 10)), LONGEST_REST)
