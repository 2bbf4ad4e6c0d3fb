"""Nothing is dated by a process whose clock differs from the database's."""

import time
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from kit import clock
from kit.api.problems import PROBLEM, body_of

PROGRAMS = "/api/"
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
            return _refused(request)
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


def _refused(request: HttpRequest) -> HttpResponse:
    why = clock.ClocksApart()
    if request.path.startswith(PROGRAMS):
        answer = JsonResponse(body_of(why), status=why.status, content_type=PROBLEM)
    else:
        answer = render(request, "refusal.html", {"reason": why.reason}, status=why.status)
    answer["Retry-After"] = str(RETRY_SECONDS)
    return answer
