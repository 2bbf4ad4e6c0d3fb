"""How often programs may call: counted for each caller, and for each address that has no name."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.idp.oidc.views import token
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework.throttling import SimpleRateThrottle


class CallerThrottle(SimpleRateThrottle):
    """Anonymous calls by address, people and agencies' systems by who they are."""

    rate = "unset"  # chosen for each request

    def allow_request(self, request: Any, view: Any) -> bool:
        """Count the request."""
        self.scope = self.scope_of(request)
        self.rate = self.THROTTLE_RATES[self.scope]
        self.num_requests, self.duration = self.parse_rate(self.rate)
        return super().allow_request(request, view)

    def parse_rate(self, rate: str | None) -> Any:
        """Read the rate once it is chosen."""
        return (0, 0) if rate == "unset" else super().parse_rate(rate)

    def scope_of(self, request: Any) -> str:
        """Return which limit holds."""
        if not request.user.is_authenticated:
            return "anonymous"
        return "client" if str(request.user.pk).startswith("client:") else "person"

    def get_cache_key(self, request: Any, view: Any) -> str:
        """Return what the request is counted under."""
        known = request.user.is_authenticated
        return f"api:{self.scope}:{request.user.pk if known else address(request)}"


class TokenThrottle(SimpleRateThrottle):
    """Tokens are asked for once an hour; whoever asks all the time is guessing."""

    scope = "token"

    def get_cache_key(self, request: HttpRequest, view: Any) -> str:
        """Count by address: a name can be invented for each try."""
        return f"api:token:{address(request)}"


def address(request: Any) -> str:
    """Return the address of the caller, as many proxies away as the installation trusts."""
    return get_adapter().get_client_ip(getattr(request, "_request", request))


@csrf_exempt
def limited_token(request: HttpRequest) -> HttpResponse:
    """Give a token to an agency's system, so many times a minute."""
    throttle = TokenThrottle()
    if not throttle.allow_request(request, None):
        said = {"error": "slow_down", "error_description": _("Too many tokens were asked for.")}
        retry = {"Retry-After": str(int(throttle.wait() or 60))}
        return JsonResponse(said, status=429, headers=retry)
    return token(request)
