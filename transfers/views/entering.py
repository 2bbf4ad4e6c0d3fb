"""The door to the pages of an insured person; whoever has to sign in first loses nothing typed."""

import re
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
from transfers.actions.applying import ANSWERS
from transfers.models import Transfer

View = Callable[..., HttpResponse]
SESSION_KEY = "kept_answers"
# Only answers of our own pages are kept for somebody who is signed out, and nothing long.
KEPT = {"insurance", "original", "original_other", *ANSWERS}
LONGEST_KEPT = 1000
IDENTITY_NUMBER = re.compile(r"[0-9]{15}")


def insured_person_only(view: View) -> View:
    """Let in whoever is signed in and verified; show the others where that is done."""

    @never_cache  # nothing of a person stays in a browser that others use
    @wraps(view)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if not request.user.is_authenticated:
            keep_answers(request)
            return redirect_to_login(request.get_full_path())
        if actors.actor(request).person is None:
            messages.info(request, _("Please verify your identity first. It takes a few minutes."))
            return redirect("verify_identity")
        return view(request, *args, **kwargs)

    return guarded


def keep_answers(request: HttpRequest) -> None:
    """Keep what was posted after the sign-in had ended, until the same page is open again."""
    kept = {name: value for name, value in request.POST.items() if _may_be_kept(name, value)}
    if kept:
        request.session[SESSION_KEY] = {"path": request.path, "answers": kept}
        messages.info(
            request, _("You had been signed out. Sign in again: what you typed is still here.")
        )


def _may_be_kept(name: str, value: str) -> bool:
    return name in KEPT and len(value) <= LONGEST_KEPT and not IDENTITY_NUMBER.search(value)


def kept_answers(request: HttpRequest) -> QueryDict | None:
    """Return, once, what was typed on this page before the reader had to sign in again."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[SESSION_KEY]
    answers = QueryDict(mutable=True)
    answers.update(kept["answers"])
    return answers


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what a form of this page is filled with: what was posted, or what was kept."""
    return request.POST if request.method == "POST" else kept_answers(request)


def own_transfer(who: Actor, number: str) -> Transfer:
    """Return the person's own transfer; every other one is as if it did not exist."""
    own = Transfer.objects.visible_to(who).whole().filter(case__person=who.person)
    return get_object_or_404(own, case__number=number)
