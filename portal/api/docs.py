"""The schema, a page to read it and to try it out, and what stands at every other address."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404
from django.utils.decorators import method_decorator
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from casework.api.views import PortalView
from portal.api import schemes  # noqa: F401 -- describes how programs sign in


class Schema(SpectacularAPIView):
    """The OpenAPI document."""

    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []
    throttle_classes: list[Any] = []


@method_decorator(csp_update({"connect-src": [SELF]}), name="dispatch")
class Docs(SpectacularSwaggerSplitView):
    """The page; its scripts are files of ours, so it needs no looser policy than other pages."""

    url_name = "api:schema"
    template_name = "api_docs.html"
    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []
    throttle_classes: list[Any] = []


class NoSuchRoute(PortalView):
    """Every other address beneath the API: a problem, not a page."""

    permission_classes = [AllowAny]
    schema = None

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Find nothing."""
        raise Http404
