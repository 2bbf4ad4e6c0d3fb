"""The door to the pages of an insured person, and how their forms are answered."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.rules.levels import Level
from agencies import actors, visits
from agencies.levels import check_level

View = Callable[..., HttpResponse]
UNPROCESSABLE = 422
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def insured_person_only(view: View) -> View:
    """Let in whoever is signed in and known; the others are led to where they prove it."""

    @never_cache  # nothing of a person stays in a browser that others use
    @wraps(view)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        check_level(actors.actor(request), Level.NUMBER)
        return view(request, *args, **kwargs)

    return guarded


def applicant_only(view: View) -> View:
    """Let in the insured person, or a clerk with whoever stands at their counter (row 5)."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if request.user.is_authenticated:
            visits.stand_beside(request)
        return insured_person_only(view)(request, *args, **kwargs)

    return guarded


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was posted to this page, if anything was."""
    return request.POST if request.method == "POST" else None


def status_for(request: HttpRequest, form: forms.Form) -> int:
    """Return 422 for answers that cannot be used as they were posted."""
    return UNPROCESSABLE if request.method == "POST" and form.errors else 200
