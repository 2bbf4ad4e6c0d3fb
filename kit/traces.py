"""By which request something was done: a number of ours, and the trace of whoever asked.

A program that sends `traceparent` (W3C Trace Context) finds its trace in our log lines and in the
calls of its webhooks; each answer carries `X-Request-Id`, by which an operator finds its lines.
Neither says anything of a person: what has another form is left aside and not repeated.
"""

import logging
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})")
NOTHING = ("0" * 32, "0" * 16)


@dataclass(frozen=True)
class Trace:
    """What belongs together: the request, the trace that it is part of, our step in it."""

    request: str
    trace: str
    step: str
    flags: str = "00"

    @property
    def parent(self) -> str:
        """The header by which somebody whom we call takes the trace on."""
        return f"00-{self.trace}-{self.step}-{self.flags}"


_here: ContextVar[Trace | None] = ContextVar("the request that is being answered", default=None)


def here() -> Trace | None:
    """Return the trace of what is being done, if anybody asked for it."""
    return _here.get()


def begun(request_id: str = "", traceparent: str = "") -> Trace:
    """Return the trace of a request: taken on where the caller sent one, else begun."""
    known = TRACEPARENT.fullmatch(traceparent)
    if known is not None and known[1] != NOTHING[0] and known[2] != NOTHING[1]:
        trace, flags = known[1], known[3]
    else:
        trace, flags = secrets.token_hex(16), "00"
    is_fit = REQUEST_ID.fullmatch(request_id) is not None
    number = request_id if is_fit else secrets.token_hex(8)
    return Trace(number, trace, secrets.token_hex(8), flags)


@contextmanager
def within(trace: Trace) -> Iterator[Trace]:
    """Let everything that is logged meanwhile carry this trace."""
    token = _here.set(trace)
    try:
        yield trace
    finally:
        _here.reset(token)


class TraceMiddleware:
    """Gives each request its number, and says it in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer within the trace of the request."""
        headers = request.headers
        found = begun(headers.get("X-Request-Id", ""), headers.get("traceparent", ""))
        request.trace = found  # type: ignore[attr-defined]
        with within(found):
            response = self.get_response(request)
        response.headers["X-Request-Id"] = found.request
        return response


class TraceFilter(logging.Filter):
    """Writes the trace into each line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add it; nothing is left out.

        Django logs an answer of 400 and more when the request has left every middleware, and says
        which request it was.
        """
        found = here() or getattr(getattr(record, "request", None), "trace", None)
        record.request_id = found.request if found else ""
        record.trace_id = found.trace if found else ""
        return True
