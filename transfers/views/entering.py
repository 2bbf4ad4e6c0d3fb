"""The door to the pages of an insured person."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from agencies import actors
from agencies.actors import Actor
from transfers.models import Transfer

View = Callable[..., HttpResponse]


def insured_person_only(view: View) -> View:
    """Let in whoever is signed in and verified; show the others where that is done."""

    @never_cache  # nothing of a person stays in a browser that others use
    @wraps(view)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if actors.actor(request).person is None:
            messages.info(request, _("Please verify your identity first. It takes a few minutes."))
            return redirect("verify_identity")
        return view(request, *args, **kwargs)

    return guarded


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was posted to this page, if anything was."""
    return request.POST if request.method == "POST" else None


def own_transfer(who: Actor, number: str) -> Transfer:
    """Return the person's own transfer; every other one is as if it did not exist."""
    own = Transfer.objects.visible_to(who).whole().filter(case__person=who.person)
    return get_object_or_404(own, case__number=number)
