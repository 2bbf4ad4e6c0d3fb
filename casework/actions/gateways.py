"""How each gateway fares: left alone while it takes nothing, and what waited sent afterwards."""

import logging
from datetime import datetime

from django.db.models import F

from casework.models import Dispatch, Gateway
from casework.rules import patience
from casework.rules.wishes import Way

log = logging.getLogger(__name__)
ALARM = 5  # failures in a row


def rests(way: Way, now: datetime) -> bool:
    """Whether a gateway that failed is left alone for now."""
    return Gateway.objects.filter(way=way, rest_until__gt=now).exists()


def failed(way: Way, error: Exception, *, now: datetime) -> None:
    """Note that a gateway took nothing, and let it rest, ever longer.

    Only the kind of error is kept: its text may hold personal data.
    """
    Gateway.objects.get_or_create(way=way)
    mine = Gateway.objects.filter(way=way)
    mine.filter(failing_since=None).update(failing_since=now)
    mine.update(failures=F("failures") + 1, last_error=type(error).__name__)
    failures = mine.values_list("failures", flat=True).get()
    mine.update(rest_until=now + patience.rest(failures))
    say = log.error if failures == ALARM else log.warning
    say("gateway %s failed %s times: %s", way, failures, type(error).__name__)


def works(way: Way, *, now: datetime) -> None:
    """Note that a gateway took a message; what waited for it goes out at once."""
    failing = Gateway.objects.filter(way=way, failing_since__isnull=False)
    since = failing.values_list("failing_since", flat=True).first()
    if since is None:
        return
    well = {"failing_since": None, "failures": 0, "rest_until": None, "last_error": ""}
    if failing.update(**well):
        log.warning("gateway %s works again", way)
        _wake(way, now)


def _wake(way: Way, now: datetime) -> None:
    """Let go out what was put off, and what was given up, for want of the gateway."""
    mine = Dispatch.objects.filter(way=way)
    put_off = mine.filter(state=Dispatch.State.WAITING, tries__gt=0).exclude(last_error="")
    put_off.update(due_at=now)
    given_up = mine.filter(state=Dispatch.State.FAILED, why=Dispatch.Why.AWAY)
    given_up.filter(made_at__gt=now - patience.STILL_WORTH_SENDING).update(
        state=Dispatch.State.WAITING, why="", due_at=now, tries=0
    )
