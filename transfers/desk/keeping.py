"""A sign-in that ends while a clerk writes costs them nothing: what was typed waits for them."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from transfers.desk_forms import ANSWER_LABELS, LONGEST_NOTE

SESSION_KEY = "kept_at_desk"
# Only words of our own forms are kept for somebody who is signed out, and nothing long.
KEPT = {"note", "reasons", *(f"wrong_{name}" for name in ANSWER_LABELS)}
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
    typed = {name: request.POST.getlist(name) for name in KEPT & set(request.POST)}
    words = [word for words in typed.values() for word in words]
    if not any(words) or len(words) > MOST or not all(map(_may_be_kept, words)):
        return
    request.session[SESSION_KEY] = {"path": request.path, "typed": typed}
    messages.info(
        request, _("You had been signed out. Sign in again: what you typed is still here.")
    )


def _may_be_kept(word: str) -> bool:
    return len(word) <= LONGEST_NOTE and not IDENTITY_NUMBER.search(word)


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
