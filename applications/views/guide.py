"""The guide of one service (办事指南): everything one wants to know before beginning."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from agencies import rule_book
from agencies.models import Region
from applications import catalogue, guides, offers
from applications.public_forms import PlaceForm
from applications.views.readers import Reader, begin_of, declared, reader_of
from kit import clock, held

BAD_REQUEST = 400


@require_safe
def guide(request: HttpRequest, service: str) -> HttpResponse:
    """Explain a service; what has a door of its own is shown there."""
    beside = catalogue.entry_named(service)
    if beside is not None:
        return redirect(beside.href)
    shown, reader, today = declared(service), reader_of(request), clock.today()
    form = PlaceForm(request.GET if "region" in request.GET else None)
    place = form.cleaned_data["region"] if form.is_valid() else ""
    is_wrong = form.is_bound and not form.is_valid()
    book = rule_book.current()
    counters = None if shown.is_about_case else _counters(shown, reader, place)
    context: dict[str, Any] = {
        "service": shown,
        "takes": catalogue.entry_of(shown).takes(book=book, today=today),
        "stages": guides.stages(shown.procedure, book=book, today=today),
        "papers": [{"paper": each, "when": guides.needed_when(each)} for each in shown.papers],
        "remedies": guides.REVIEW_OF_DECISIONS,
        "can_be_asked": guides.can_be_asked(shown),
        "counters": counters,
        "place": held.row(Region, place) if place else None,
        "form": form,
        "standing": reader.standing,
        "begin": begin_of(shown) if _may_begin(counters) and not shown.only_at_counter else "",
    }
    status = BAD_REQUEST if is_wrong else 200
    return render(request, "applications/guide.html", context, status=status)


def _counters(shown: Any, reader: Reader, place: str) -> offers.Counters | None:
    """Return who does it: at the place that was chosen, else where the records point."""
    if place:
        return offers.counters_at(shown, place, today=clock.today())
    return offers.counters_of(shown, reader.known) if reader.known else None


def _may_begin(counters: offers.Counters | None) -> bool:
    """Whether an application can begin here: nobody is led to a form that will be refused (G02)."""
    return counters is None or counters.is_by_answers or bool(counters.open_ones)
