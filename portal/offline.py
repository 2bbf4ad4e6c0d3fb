"""Without a connection: a page of ours instead of the browser's, and a form that is not lost.

The worker answers only where the network does not. Of a form that was on its way it writes the
words into the page that it answers with, and nowhere else: nothing of a person lies in the browser
once that page is closed.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

WORDS = "<!-- words -->"  # in whose place the worker puts the form


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the page that a browser keeps for when it is offline: the same for everybody."""
    response = render(request, "pages/offline.html", {"words": WORDS})
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Return the worker; it lies at the root, for a worker sees only what lies beneath it."""
    script = render(request, "offline.js", {"words": WORDS}, content_type="text/javascript")
    script["Cache-Control"] = "no-cache"
    return script
