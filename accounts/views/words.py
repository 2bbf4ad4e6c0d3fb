"""What is typed is kept while it is typed: one address for every form, and one to begin afresh."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import words
from accounts.actions import keeping
from accounts.actions.keeping import Place

MINUTE = 60


@require_POST
@login_required
def keep_words(request: HttpRequest) -> HttpResponse:
    """Keep what stands in a form at this moment."""
    place = _own_place(request)
    keeping.refuse_haste(_count(request), settings.WORDS_KEPT_PER_MINUTE)
    words.keep_posted(request, place)
    return HttpResponse(status=204)


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


def _count(request: HttpRequest) -> int:
    """Count one more of this user in this minute."""
    key = f"words:{request.user.pk}:{int(timezone.now().timestamp()) // MINUTE}"
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        return cache.incr(key)
    except ValueError:  # emptied between the two
        return 1
