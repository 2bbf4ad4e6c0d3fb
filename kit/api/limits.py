"""How often programs may call: counted for each caller, and for each address that has no name."""

from collections.abc import Callable
from typing import Any

from allauth.idp.oidc.views import token
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import Throttled
from rest_framework.throttling import BaseThrottle

from kit.callers import neighbour_of
from kit.limits import Limit, all_pass, limit


class CallerThrottle(BaseThrottle):
    """Anonymous calls by address, people and agencies' systems by who they are."""

    limit: Limit | None = None

    def allow_request(self, request: Any, view: Any) -> bool:
        """Count the request."""
        whose = request.user.pk if request.user.is_authenticated else neighbour_of(request)
        self.limit = limit(f"api.{scope_of(request)}", whose, now=timezone.now())
        spent, ends_in = self.limit.spend()
        request._request.allowance = self.limit, spent, ends_in
        return spent <= self.limit.most

    def wait(self) -> float | None:
        """Return in how many seconds it goes on."""
        return self.limit.wait() if self.limit else None


def note_allowance(request: Any, response: Any) -> None:
    """Say in headers how often the caller may still call (draft-ietf-httpapi-ratelimit-headers)."""
    asked, spent, ends_in = getattr(request._request, "allowance", (None, 0, 0))
    if asked is not None:
        name = asked.name.removeprefix("api.")
        response["RateLimit-Policy"] = f'"{name}";q={asked.most};w={asked.seconds}'
        response["RateLimit"] = f'"{name}";r={max(0, asked.most - spent)};t={ends_in}'


def failed_at_door(request: Any) -> None:
    """Count a token that is none, by itself and by address; raise `Throttled` after too many.

    Whoever has a token that counts goes on, though a neighbour at the same address is guessing.
    """
    now, where = timezone.now(), neighbour_of(request)
    token = request.headers.get("Authorization", "")
    narrow = limit("api.wrong-token", f"{where} {token}", now=now)
    wide = limit("api.wrong-at-address", where, now=now)
    if not all_pass((narrow, wide)):
        raise Throttled(wait=max(narrow.wait(), wide.wait()))


def scope_of(request: Any) -> str:
    """Return which limit holds for a caller."""
    if not request.user.is_authenticated:
        return "anonymous"
    return "client" if str(request.user.pk).startswith("client:") else "person"


def limited_token(
    request: HttpRequest, give: Callable[[HttpRequest], HttpResponse] = token
) -> HttpResponse:
    """Give a token to an agency's system, so many times a minute.

    Tokens are asked for once an hour; whoever asks all the time is guessing. Counted by address: a
    name can be invented for each try. Nothing of the request is read before it is counted.
    """
    asked = limit("api.token", neighbour_of(request), now=timezone.now())
    if not asked.passes():
        said = {"error": "slow_down", "error_description": _("Too many tokens were asked for.")}
        return JsonResponse(said, status=429, headers={"Retry-After": str(asked.wait())})
    return give(request)
