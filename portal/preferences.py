"""How somebody wants to read the portal: language and elder mode, kept in cookies."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

ELDER_COOKIE = "elder"
ONE_YEAR = 365 * 24 * 60 * 60


def wants_elder_mode(request: HttpRequest) -> bool:
    """Return whether the reader asked for large type."""
    return request.COOKIES.get(ELDER_COOKIE) == "on"


@require_POST
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Keep the preferences that were posted and go back to the page they were changed on."""
    response = HttpResponseRedirect(_way_back(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    if request.POST.get("elder") in ("on", "off"):
        _keep(response, ELDER_COOKIE, request.POST["elder"])
    return response


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else "/"


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=ONE_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
