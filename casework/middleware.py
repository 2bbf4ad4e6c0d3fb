"""Turns a refusal raised anywhere below into a page in the reader's language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts import words
from accounts.views import identity
from agencies.levels import LevelNeeded
from kit.errors import Refusal


class RefusalMiddleware:
    """Answers refusals that no view has answered itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show the reason and a way on; every other error is not ours to answer."""
        if not isinstance(error, Refusal):
            return None
        if isinstance(error, LevelNeeded) and request.user.is_authenticated:
            return identity.lead_to_proof(request, error.needed)
        context = {
            "reason": error.reason,
            "errors": getattr(error, "errors", {}),
            "written": words.written(request),
        }
        return render(request, "refusal.html", context, status=error.status)
