"""For those who watch over the portal: where a weakness is told, and what browsers have blocked."""

import json
import logging
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kit.callers import neighbour_of
from kit.limits import limit

log = logging.getLogger("portal.security")

LONGEST_REPORT = 10_000
STANDS_FOR = timedelta(days=90)  # RFC 9116, 2.5.5: less than a year


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Tell whoever has found a weakness where to write (RFC 9116)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + STANDS_FOR).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: zh, en",
        f"Canonical: {settings.PORTAL_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Write down what a browser has blocked: which rule, and from which host; no address of a page.

    Browsers send it without being asked by anybody, in one of two forms; anybody else can as well.
    """
    if limit("csp.report", neighbour_of(request), now=timezone.now()).passes():
        for rule, blocked in _reports(request):
            log.warning("blocked by the page policy: %s from %s", rule, blocked)
    return HttpResponse(status=204)


def _reports(request: HttpRequest) -> list[tuple[str, str]]:
    try:
        sent = json.loads(request.read(LONGEST_REPORT))
    except (ValueError, RecursionError):  # brackets without end
        return []
    sent = sent if isinstance(sent, list) else [sent]
    bodies = [each.get("body", each.get("csp-report")) for each in sent if isinstance(each, dict)]
    return [_read(body) for body in bodies[:3] if isinstance(body, dict)]


def _read(body: dict) -> tuple[str, str]:
    rule = body.get("effectiveDirective") or body.get("violated-directive") or ""
    blocked = str(body.get("blockedURL") or body.get("blocked-uri") or "")
    try:
        host = urlsplit(blocked).hostname or blocked
    except ValueError:
        host = ""
    return _plain(str(rule)), _plain(host)


def _plain(text: str) -> str:
    """Return what cannot pass for a line of its own in a log."""
    return "".join(sign for sign in text if sign.isascii() and sign.isprintable())[:60]
