"""The nearest answers while a question is being written; the form works without them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from agencies.models import Region
from kit import clock, held
from kit.callers import neighbour_of
from kit.errors import TooOften
from kit.limits import limit
from services.advice import library
from services.advice.forms import LEAST_TEXT, LONGEST_TEXT
from services.advice.rules.masking import mask
from services.advice.views.asking import NEAREST


@never_cache
@require_POST
@sensitive_post_parameters("text")
def nearest(request: HttpRequest) -> HttpResponse:
    """Return a piece of a page; what was written came in the body, and none of it is kept."""
    today = clock.today()
    if not limit("advice.near", neighbour_of(request), now=clock.now()).passes():
        raise TooOften("")
    text = mask(request.POST.get("text", "")[:LONGEST_TEXT], today=today).text
    region = request.POST.get("region", "")
    region = region if held.row(Region, region) is not None else ""
    found = library.current().found(text, on=today, region=region, limit=NEAREST)
    near = [library.read(entry, region=region, on=today) for entry, _hit in found]
    context = {"near": near if len(text) >= LEAST_TEXT else [], "region": region}
    return render(request, "advice/nearest.html", context)
