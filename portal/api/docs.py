"""The schema, a page to read it and to try it out, and what stands at every other address."""

from functools import cache
from threading import Lock
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import resolve
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from casework.api.views import PortalView
from portal.api import schemes  # noqa: F401 -- describes how programs sign in

ONE_WRITES = Lock()


class Schema(SpectacularAPIView):
    """The OpenAPI document.

    It takes seconds of the processor and is the same for everybody, so each process writes it once
    for each language and form: else asking for it would be a cheap way to keep others waiting.
    """

    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []
    throttle_classes: list[Any] = []
    schema = None  # it does not describe itself

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return it in the language of the reader, or in the one that `lang` names."""
        named = request.GET.get("lang", "")
        language = named if named in dict(settings.LANGUAGES) else get_language()
        form = request.accepted_renderer
        with ONE_WRITES:
            document = _written(language or settings.LANGUAGE_CODE, type(form))
        answer = HttpResponse(document)
        answer["Content-Type"] = f"{form.media_type}; charset=utf-8"
        answer["Content-Disposition"] = f'inline; filename="{self._get_filename(request, None)}"'
        return answer


@cache
def _written(language: str, form: type[BaseRenderer]) -> bytes:
    with translation.override(language):
        made = Schema.generator_class().get_schema(request=None, public=True)
        return bytes(form().render(made, renderer_context={}))


@method_decorator(csp_update({"connect-src": [SELF]}), name="dispatch")
class Docs(SpectacularSwaggerSplitView):
    """The page; its scripts are files of ours, so it needs no looser policy than other pages."""

    url_name = "api:schema"
    template_name = "api_docs.html"
    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []
    throttle_classes: list[Any] = []


class NoSuchRoute(PortalView):
    """Every other address beneath the API: a problem, not a page.

    A route that lacks only the slash at its end is answered as it is: a redirection would lose
    what was sent to it.
    """

    permission_classes = [AllowAny]
    schema = None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Let the route with the slash answer, if there is one."""
        if not request.path_info.endswith("/"):
            found = resolve(f"{request.path_info}/")
            if found.url_name != request.resolver_match.url_name:
                request.path, request.path_info = f"{request.path}/", f"{request.path_info}/"
                request.resolver_match = found
                return found.func(request, *found.args, **found.kwargs)
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Find nothing."""
        raise Http404
