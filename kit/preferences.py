"""How somebody wants to read the portal: language and elder mode, kept in cookies."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

View = Callable[..., HttpResponse]
ELDER_COOKIE = "elder"
ONE_YEAR = 365 * 24 * 60 * 60


def wants_elder_mode(request: HttpRequest) -> bool:
    """Return whether the reader asked for large type."""
    return request.COOKIES.get(ELDER_COOKIE) == "on"


def asks_to_read_otherwise(request: HttpRequest) -> bool:
    """Whether a form was posted by a button that changes how the page is read."""
    return request.method == "POST" and bool({"language", "elder"} & request.POST.keys())


def read_as_asked(view: View) -> View:
    """Draw the page that a form is posted to in the language and size its button asks for.

    So a form that is posted, and stored nowhere, keeps what was typed.
    """

    @wraps(view)
    def drawn(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if not asks_to_read_otherwise(request):
            return view(request, *args, **kwargs)
        if request.POST.get("language") in dict(settings.LANGUAGES):
            translation.activate(request.POST["language"])
        if request.POST.get("elder") in ("on", "off"):
            request.COOKIES[ELDER_COOKIE] = request.POST["elder"]
        return _remembering(request, view(request, *args, **kwargs))

    return drawn


@require_POST
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Keep the preferences that were posted and go back to the page they were changed on."""
    return _remembering(request, HttpResponseRedirect(_way_back(request)))


def _remembering(request: HttpRequest, response: HttpResponse) -> HttpResponse:
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
