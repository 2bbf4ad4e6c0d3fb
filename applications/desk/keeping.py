"""Forms that are posted to an address of their own, and the page on which they stand."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.words import offered
from agencies.actors import Actor
from applications.desk.finding import case_at_desk
from casework.desk.door import at_desk

View = Callable[..., HttpResponse]


def posted_from(page: str) -> Callable[[View], View]:
    """Let an address that a form of `page` posts to lead back there when it is opened.

    A new sign-in leads to the address that was posted to, and so does a change of the language on a
    page with mistakes. What was typed waits on the page itself.
    """

    def door(view: View) -> View:
        @require_http_methods(["GET", "POST"])
        @at_desk
        @wraps(view)
        def opened(request: HttpRequest, who: Actor, number: str, **kwargs: Any) -> HttpResponse:
            if request.method == "GET":
                case_at_desk(who, number)  # somebody else's case stays hidden
                return redirect(page.format(**kwargs), number)
            return view(request, who, number, **kwargs)

        return opened

    return door


def offer_all(
    request: HttpRequest, given: Mapping[str, Any], number: str, doors: Mapping[str, str]
) -> None:
    """Offer what was typed in each form of a page, by the address to which it is posted."""
    for name, door in doors.items():
        form = given[name]
        if isinstance(form, forms.Form):
            offered(request, form, at=reverse(door, args=[number]))
