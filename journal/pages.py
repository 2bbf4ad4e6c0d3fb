"""The public pages of the journal: its days, its keys, and what one needs to check it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from journal import publishing
from journal.models import JournalDay, JournalKey
from law.canonical import canonical

A_PAGE = 10
VERIFIER = settings.BASE_DIR / "scripts" / "verify.py"


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """Show the published days, page by page, or one of them with all that is signed."""
    if "day" in request.GET:
        return _one_day(request, _day_in(request.GET["day"]))
    days = JournalDay.objects.defer("blocks", "secret")
    page = Paginator(days, A_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "keys": JournalKey.objects.all()}
    return render(request, "journal/days.html", context)


def _day_in(text: str) -> date:
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _one_day(request: HttpRequest, wanted: date) -> HttpResponse:
    days = JournalDay.objects.select_related("key").defer("blocks", "secret")
    context: dict[str, Any] = {"day": get_object_or_404(days, day=wanted)}
    return render(request, "journal/day.html", context)


@require_safe
def roots(request: HttpRequest) -> HttpResponse:
    """Hand out all keys and days in one file, to be kept elsewhere."""
    lines = b"".join(canonical(line) + b"\n" for line in publishing.everything())
    return _as_file(lines, "application/jsonl; charset=utf-8", "roots.jsonl")


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """Hand out the program that checks proofs without the portal."""
    return _as_file(VERIFIER.read_bytes(), "text/x-python; charset=utf-8", "verify.py")


def _as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
