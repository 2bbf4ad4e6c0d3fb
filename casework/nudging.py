"""Ringing the worker's bell after a change, without ever letting a request wait for it."""

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from kombu.exceptions import OperationalError

from casework.tasks import A_BELL, tick

log = logging.getLogger(__name__)
_bell = threading.Event()
_ringer: threading.Thread | None = None


def ring() -> None:
    """Ask a worker to look for what is due; many calls at once become one message."""
    global _ringer
    if not settings.NUDGE_WORKERS:
        return
    if _ringer is None or not _ringer.is_alive():
        _ringer = threading.Thread(target=_ring_when_asked, daemon=True, name="bell")
        _ringer.start()
    _bell.set()


def _ring_when_asked() -> None:
    while True:
        _bell.wait()
        _bell.clear()
        try:
            tick.apply_async(retry=False, ignore_result=True, expires=A_BELL)
        except (OperationalError, OSError) as error:
            # The sweep finds what is due without any message.
            log.warning("the worker could not be nudged: %s", type(error).__name__)


class NudgeMiddleware:
    """Rings after each answered request that may have left something to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer first, ring afterwards."""
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD", "OPTIONS") and response.status_code < 400:
            ring()
        return response
