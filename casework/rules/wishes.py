"""What goes out to somebody, by which way and when: their wishes, and what wishes cannot undo."""

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
QUIET_FROM, QUIET_UNTIL = time(21), time(8)  # in Asia/Shanghai; a choice of ours


class Way(StrEnum):
    """How a message leaves the portal."""

    MAIL = "mail"
    SMS = "sms"


class Topic(StrEnum):
    """What a notice is about, as somebody wishes to hear of it or not."""

    SECURITY = "security"  # of the account; at once, by night too
    DECISION = "decision"  # from which terms to object run
    NEEDED = "needed"  # a term runs against the person, or nothing goes on without them
    PROGRESS = "progress"
    MESSAGE = "message"
    REMINDER = "reminder"
    OFFICE = "office"  # told to an agency


# What must be told in any case: by one way of the person's choice at least.
MUST = frozenset({Topic.SECURITY, Topic.DECISION, Topic.NEEDED})
CHOOSABLE = (Topic.PROGRESS, Topic.MESSAGE, Topic.REMINDER)
Off = Mapping[Way, Collection[str]]


def chosen_ways(topic: Topic, reachable: Collection[Way], off: Off) -> set[Way]:
    """Return by which ways something goes out; what must be told never goes by none of them."""
    wished = {way for way in reachable if topic not in off.get(way, ())}
    return wished or (set(reachable) if topic in MUST else set())


def is_quiet(moment: datetime) -> bool:
    """Whether people are left alone at that moment."""
    at = moment.astimezone(SHANGHAI).time()
    return at >= QUIET_FROM or at < QUIET_UNTIL


def when_awake(moment: datetime) -> datetime:
    """Return the moment itself, or the morning at which a quiet night ends."""
    if not is_quiet(moment):
        return moment
    local = moment.astimezone(SHANGHAI)
    day = local.date() + timedelta(days=local.time() >= QUIET_FROM)
    return datetime.combine(day, QUIET_UNTIL, SHANGHAI)


def next_morning(moment: datetime) -> datetime:
    """Return when the quiet hours of the coming night end."""
    day = moment.astimezone(SHANGHAI).date() + timedelta(days=1)
    return datetime.combine(day, QUIET_UNTIL, SHANGHAI)
