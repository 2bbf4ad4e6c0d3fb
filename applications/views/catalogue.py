"""The catalogue of services: by life event, and by the words somebody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies import rule_book
from applications import catalogue
from applications.public_forms import SearchForm
from kit import clock

BAD_REQUEST = 400


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Show everything that can be done here, or what fits the words."""
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    is_wrong = form.is_bound and not form.is_valid()
    book, today = rule_book.current(), clock.today()
    found = catalogue.find(words) if words else []

    def line(entry: catalogue.Entry) -> dict:
        return {"entry": entry, "takes": entry.takes(book=book, today=today)}

    context = {
        "form": form,
        "words": words,
        "found": [line(each) for each in found],
        "happenings": [
            {"happening": happening, "lines": [line(each) for each in listed]}
            for happening, listed in catalogue.by_event(catalogue.entries())
        ],
    }
    status = BAD_REQUEST if is_wrong else 200
    return render(request, "applications/services.html", context, status=status)
