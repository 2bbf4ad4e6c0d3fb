"""Nothing is dated by a process whose clock differs from the database's."""

import time
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from kit import clock
from kit.turning_away import turn_away

READING = ("GET", "HEAD", "OPTIONS")
SECONDS_BETWEEN = 5  # one small question in so many seconds, whatever is asked of the process
RETRY_SECONDS = 30


class ClockMiddleware:
    """Refuses what would change something while the clocks disagree; reading goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.agreed_at: float | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, unless it changes something at a doubtful time."""
        if request.method not in READING and not self._agrees():
            return turn_away(request, clock.ClocksApart(), "refusal.html", seconds=RETRY_SECONDS)
        return self.get_response(request)

    def _agrees(self) -> bool:
        now = time.monotonic()
        if self.agreed_at is not None and now - self.agreed_at < SECONDS_BETWEEN:
            return True
        try:
            clock.agreed()
        except clock.ClocksApart:
            return False
        except DatabaseError:
            return True  # the view meets the same database and answers for it
        self.agreed_at = now
        return True
