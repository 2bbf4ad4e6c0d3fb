"""Undoing, without a sign-in, what a replaced contact was told of."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agencies.entering import posted, status_for
from applications.actions import undoing
from applications.public_forms import UndoForm
from applications.rules.way_back import HOURS
from kit import clock
from kit.callers import neighbour_of
from kit.errors import NotValid, TooOften
from kit.limits import Limit, all_pass, limit


@never_cache
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest) -> HttpResponse:
    """Ask for number and code of the message, and undo what it names; sent twice it is done once.

    Nothing is undone by an address alone: a program that opens links would do it unasked.
    """
    form, undone = UndoForm(posted(request)), None
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, clock.now()
        try:
            _count(request, said["number"], now)
            undone = undoing.undo(said["number"], said["code"], now=now)
        except NotValid as refusal:
            for name, text in refusal.errors.items():
                form.add_error(name, str(text))
        else:
            _take_back(request, said["number"], now)
    context = {"form": form, "undone": undone, "hours": HOURS}
    return render(request, "applications/undo.html", context, status=status_for(request, form))


def _limits(request: HttpRequest, number: str, now: datetime) -> list[Limit]:
    case = number.strip().upper()
    return [
        limit("undo.case", f"{case}|{neighbour_of(request)}", now=now),
        limit("undo.address", neighbour_of(request), now=now),
    ]


def _count(request: HttpRequest, number: str, now: datetime) -> None:
    """Count the try before it is judged; strangers use up nothing of the owner's elsewhere."""
    if not all_pass(_limits(request, number, now)):
        raise TooOften(_("This was tried too often today. Call 12333, or go to a counter."))


def _take_back(request: HttpRequest, number: str, now: datetime) -> None:
    for each in _limits(request, number, now):
        each.take_back()
