"""A host of its own for the administration, where an installation wants one (ASVS 5.0, 3.5.4).

No page of the portal then shares cookies, storage or origin with the administration, and its host
can be reached from inside alone.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

ADMINISTRATION = "/admin/"
# Signing in, how a page is read, files, and what machines inside ask.
ON_BOTH = (
    *("/account/", "/arrive/", "/preferences/", "/static/"),
    *("/csp-report/", "/healthz", "/readyz"),
)


class AdministrationHostMiddleware:
    """Shows the administration on its own host alone, and nothing else of the portal there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer where it belongs; elsewhere it does not exist."""
        if not settings.ADMIN_HOST or request.path.startswith(ON_BOTH):
            return self.get_response(request)
        is_its_host = request.get_host() == settings.ADMIN_HOST
        if is_its_host and request.path == "/":
            return redirect("admin:index")
        if is_its_host != request.path.startswith(ADMINISTRATION):
            raise Http404
        return self.get_response(request)
