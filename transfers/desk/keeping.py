"""A sign-in that ends while a clerk writes costs them nothing: what was typed waits for them."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.actors import Actor
from casework.desk.door import at_desk
from transfers.desk.case import transfer_at_desk
from transfers.desk_forms import ANSWER_LABELS, LONGEST_NOTE

SESSION_KEY = "kept_at_desk"
BOXES = ("year", "month", "day")
# Only words of our own forms are kept for somebody who is signed out, and nothing long.
WORDS = {"note", "reasons", "remark", "reference", "amount"}
DAYS = ("arrived_on", "sent_on", "returned_on")  # each typed into three boxes
KEPT = {*WORDS, *(f"wrong_{name}" for name in ANSWER_LABELS)}
KEPT |= {f"{day}_{box}" for day in DAYS for box in BOXES}
INTEREST = re.compile("interest_[0-9]{4}")  # of a year without a published rate
MOST = 60
IDENTITY_NUMBER = re.compile(r"[0-9]{15}")


def keeping_what_was_typed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep what is posted after the sign-in has ended, until the same page is open again."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            _keep(request)
        return view(request, *args, **kwargs)

    return kept


def _keep(request: HttpRequest) -> None:
    names = [name for name in request.POST if name in KEPT or INTEREST.fullmatch(name)]
    typed = {name: _may_be_kept(request.POST.getlist(name)) for name in names}
    words = [word for words in typed.values() for word in words]
    if not any(words) or len(words) > MOST:
        return
    request.session[SESSION_KEY] = {"path": request.path, "typed": typed}
    messages.info(
        request, _("You had been signed out. Sign in again: what you typed is still here.")
    )


def _may_be_kept(words: list[str]) -> list[str]:
    return [
        word for word in words if len(word) <= LONGEST_NOTE and not IDENTITY_NUMBER.search(word)
    ]


def posted_from(page: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let an address that a form of `page` posts to show that form again after a new sign-in.

    The sign-in leads back to the address that was posted to. There the form stands with what was
    typed; whoever comes without anything typed is shown the page itself.
    """

    def door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @require_http_methods(["GET", "POST"])
        @keeping_what_was_typed
        @at_desk
        @wraps(view)
        def opened(request: HttpRequest, who: Actor, number: str, **kwargs: Any) -> HttpResponse:
            words = request.POST if request.method == "POST" else kept_words(request)
            if words is None:
                transfer_at_desk(who, number)  # somebody else's case stays hidden
                return redirect(page, number)
            return view(request, who, number, words=words, **kwargs)

        return opened

    return door


def kept_words(request: HttpRequest) -> QueryDict | None:
    """Return, once, what was typed on this page before the clerk had to sign in again."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[SESSION_KEY]
    words = QueryDict(mutable=True)
    for name, values in kept["typed"].items():
        words.setlist(name, values)
    return words
