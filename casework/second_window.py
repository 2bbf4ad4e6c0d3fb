"""A window that comes too late: the case has gone on, and no words of its writer are lost by it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import words
from casework.errors import MoveNotPossible
from casework.models import Case


def lead_on(request: HttpRequest, case: Case, *, why: str = "") -> HttpResponse:
    """Lead to the case as it stands now, and say why.

    Raises `MoveNotPossible` where something was written, so that its words are shown to be copied.
    """
    if words.written(request):
        raise MoveNotPossible(why or not_saved())
    if why:
        messages.info(request, why)
    return redirect(case)


def not_saved() -> str:
    """Say that what this window holds has come too late."""
    return _(
        "The application has gone on meanwhile, perhaps in another window of yours. What you wrote "
        "here has not been saved."
    )
