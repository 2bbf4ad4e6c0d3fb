"""What is typed is kept while it is typed: one address for every form, and one to begin afresh."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import words
from accounts.actions import keeping
from accounts.actions.keeping import Place
from kit.errors import TooOften
from kit.limits import limit


@require_POST
@login_required
def keep_words(request: HttpRequest) -> HttpResponse:
    """Keep what stands in a form at this moment; name the fields of which it may not be kept."""
    place = _own_place(request)
    if not limit("words.kept", request.user.pk, now=timezone.now()).passes():
        raise TooOften(_("Too much at once. Please wait a minute."))
    words.keep_posted(request, place)
    left = words.left_out(request, place)
    return JsonResponse({"left": left}, status=202) if left else HttpResponse(status=204)


@require_POST
@login_required
def discard_words(request: HttpRequest) -> HttpResponse:
    """Begin afresh: forget what was kept and open the form again."""
    place = _own_place(request)
    keeping.forget(place)
    return redirect(place.address)


def _own_place(request: HttpRequest) -> Place:
    place = words.posted_place(request)
    if place is None or place.user_id != request.user.pk:
        raise Http404
    return place
