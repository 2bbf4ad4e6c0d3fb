"""Undoing, without a sign-in, what a replaced contact was told of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agencies.entering import posted, status_for
from applications.actions import undoing
from applications.public_forms import UndoForm
from applications.rules.way_back import HOURS
from kit import clock
from kit.errors import NotValid


@never_cache
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest) -> HttpResponse:
    """Ask for number and code of the message, and undo what it names; sent twice it is done once.

    Nothing is undone by an address alone: a program that opens links would do it unasked.
    """
    form, undone = UndoForm(posted(request)), None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            undone = undoing.undo(said["number"], said["code"], now=clock.now())
        except NotValid as refusal:
            for name, text in refusal.errors.items():
                form.add_error(name, str(text))
    context = {"form": form, "undone": undone, "hours": HOURS}
    return render(request, "applications/undo.html", context, status=status_for(request, form))
