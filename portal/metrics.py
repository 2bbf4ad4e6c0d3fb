"""What a machine that watches reads: how the portal answers (here) and how it fares (`measured`).

`/metrics` stands before everything else, host names too, for whoever scrapes calls a server by its
address. It is shown for a token and never through the proxy. No label says anything of a person:
they are names of addresses, states and kinds, all of them ours.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.values import ValueClass

from kit import traces
from portal import measured

PATH = "/metrics"
UNKNOWN = "unknown"  # an address that we do not have
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
REQUESTS = Counter("portal_requests", "Requests answered.", ["route", "method", "status"])
SECONDS = Histogram(
    "portal_request_seconds",
    "Until a request was answered.",
    ["route"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
QUERIES = Histogram(
    "portal_request_queries",
    "Statements that an answer took.",
    ["route"],
    buckets=(2, 5, 10, 15, 20, 30, 50, 100),
)
IN_DATABASE = Counter("portal_request_database_seconds", "Spent waiting for the database.")
DATABASE_ERRORS = Counter("portal_database_errors", "Statements and sessions that broke off.")


@dataclass
class Asked:
    """What one request has asked the database so far."""

    statements: int = 0
    seconds: float = 0.0


_asked: ContextVar[Asked | None] = ContextVar("what the request has asked", default=None)


class MetricsMiddleware:
    """Counts each request, and shows what was counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note which address it was, what came of it and what it took."""
        if request.path == PATH:
            return show(request)
        began, asked = time.perf_counter(), Asked()
        token = _asked.set(asked)
        try:
            response = self.get_response(request)
        finally:
            _asked.reset(token)
        with suppress(OSError):  # no room for figures stops no page
            _note(request, response, asked, time.perf_counter() - began)
        return response


def _note(request: HttpRequest, response: HttpResponse, asked: Asked, seconds: float) -> None:
    match = request.resolver_match
    route = (match.view_name if match else "") or UNKNOWN
    method = request.method if request.method in METHODS else UNKNOWN
    REQUESTS.labels(route, method, str(response.status_code)).inc()
    SECONDS.labels(route).observe(seconds)
    QUERIES.labels(route).observe(asked.statements)
    IN_DATABASE.inc(asked.seconds)


def count_statements(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Count what is asked over a new connection; a receiver of `connection_created`."""
    if _counted not in connection.execute_wrappers:
        connection.execute_wrappers.append(_counted)


def _counted(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    began = time.perf_counter()
    try:
        return execute(_signed(sql, context), params, many, context)
    except (OperationalError, InterfaceError):
        with suppress(OSError):
            DATABASE_ERRORS.inc()
        raise
    finally:
        asked = _asked.get()
        if asked is not None:
            asked.statements += 1
            asked.seconds += time.perf_counter() - began


def _signed(sql: Any, context: dict[str, Any]) -> Any:
    """Let a statement say by which request it is asked, in its comment: in the server's log, and in
    its list of sessions (the form of sqlcommenter)."""
    trace = traces.here()
    if trace is None or not isinstance(sql, str) or context["connection"].vendor != "postgresql":
        return sql
    return f"{sql} /*traceparent='{trace.parent}'*/"


def show(request: HttpRequest) -> HttpResponse:
    """Show all figures to whoever bears the token; for everybody else there is nothing here."""
    if not _may_see(request):
        return HttpResponse(status=404)
    registry = CollectorRegistry()
    if ValueClass.__name__ == "MmapedValue":  # of all workers of this web server
        MultiProcessCollector(registry)
        registry.register(measured.Measured())
        return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
    registry.register(measured.Measured())
    text = generate_latest(REGISTRY) + generate_latest(registry)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def _may_see(request: HttpRequest) -> bool:
    if not settings.METRICS_TOKEN:
        return bool(settings.DEMO)
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
