"""Answers that a wrong form gets."""

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


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
