"""How much of a process's time one may use: strangers by address, accounts by themselves.

Time of the processor is what is guarded, and it belongs to a process: so it is added up there, and
no page that anybody reads writes a row. Nothing can be guessed by a restart that forgets it. What
is over is refused before any work. An account is made in a minute, so whoever is signed in has a
budget as well, far beyond what a reader or a clerk needs (`cost.address`, `cost.account`).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kit.callers import neighbour_of
from kit.errors import TooOften
from kit.turning_away import turn_away

MOST_NEIGHBOURS = 10_000
LIMIT, OF_ACCOUNTS = "cost.address", "cost.account"


@dataclass
class Spent:
    """What each neighbour has used in the span that began with the first of it."""

    most: int
    seconds: int
    used: dict[str, tuple[float, float]] = field(default_factory=dict)  # until when, how much
    lock: Lock = field(default_factory=Lock)

    def add(self, neighbour: str, milliseconds: float, now: float) -> None:
        """Add to a neighbour's span, or begin one."""
        with self.lock:
            until, used = self.used.pop(neighbour, (0.0, 0.0))
            if until <= now:
                until, used = now + self.seconds, 0.0
            self.used[neighbour] = (until, used + milliseconds)
            if len(self.used) > MOST_NEIGHBOURS:  # whoever was not seen for longest is forgotten
                del self.used[next(iter(self.used))]

    def wait(self, neighbour: str, now: float) -> int:
        """Return in how many seconds a neighbour may go on; nothing for those who may."""
        until, used = self.used.get(neighbour, (0.0, 0.0))
        return max(1, round(until - now)) if used > self.most and until > now else 0


class CostMiddleware:
    """Adds up what questions cost, and refuses who has asked for too much."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.spent = Spent(*settings.LIMITS[LIMIT])
        self.of_accounts = Spent(*settings.LIMITS[OF_ACCOUNTS])

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and look at the clock of this thread before and after."""
        budget, whose = self._budget(request)
        wait = budget.wait(whose, time.monotonic())
        if wait:
            return _refused(request, wait)
        began = time.thread_time()
        response = self.get_response(request)
        cost = (time.thread_time() - began) * 1000
        if not _is_program(request):
            budget, whose = self._budget(request)  # they may have signed in
            budget.add(whose, cost, time.monotonic())
        return response

    def _budget(self, request: HttpRequest) -> tuple[Spent, str]:
        """Return whose time it is. Without a session's cookie no session is asked."""
        has_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_cookie and "Authorization" not in request.headers and request.user.is_authenticated:
            return self.of_accounts, str(request.user.pk)
        return self.spent, neighbour_of(request)


def _is_program(request: HttpRequest) -> bool:
    """Whether a token has said who asks: calls of programs are counted by themselves."""
    return "Authorization" in request.headers and bool(request.user.is_authenticated)


def _refused(request: HttpRequest, wait: int) -> HttpResponse:
    why = _("What was asked from your connection takes too much time. It goes on in a minute.")
    return turn_away(request, TooOften(why), "429.html", seconds=wait)
