"""What holds for the answers of every page: to a wrong form, to what cannot be read, to eyes."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.views.defaults import bad_request


class WrongFormMiddleware:
    """Gives a page that shows a form again its status: views of libraries answer 200."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Answer 422 where a posted form has errors."""
        form = (response.context_data or {}).get("form")
        is_wrong = isinstance(form, BaseForm) and bool(form.errors)
        if is_wrong and request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        return response


class UnreadableMiddleware:
    """Answers 400 where a NUL was to be looked up: PostgreSQL refuses it, whoever asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Know the refusal by its words: psycopg has no name for it."""
        is_nul = isinstance(error, ValueError) and "NUL (0x00)" in str(error)
        return bad_request(request, error) if is_nul else None


class PrivatePagesMiddleware:
    """Lets no browser keep what somebody who is signed in has seen: others may use it next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark the page, unless its view has said how long it may be kept."""
        response = self.get_response(request)
        is_private = request.session.accessed and SESSION_KEY in request.session
        if is_private and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
