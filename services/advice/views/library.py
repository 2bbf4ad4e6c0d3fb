"""The library for everybody: search, an answer, the guided way, what is cited, a leaflet."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.models import Region
from kit import clock, held
from kit.callers import neighbour_of
from kit.errors import TooOften
from services.advice import finding, library, seeds
from services.advice.actions import counting, reading
from services.advice.answer_shown import AnswerShown
from services.advice.citing import documents_cited
from services.advice.forms import AskAnythingForm, RatingForm
from services.advice.leaflet import print_leaflet
from services.advice.models import Alert
from services.advice.rules import guided

BAD_REQUEST = 400


@require_safe
def library_page(request: HttpRequest) -> HttpResponse:
    """Everything one can read, by chapter, or what fits the words."""
    form = AskAnythingForm(request.GET if request.GET.keys() & {"q", "region"} else None)
    is_wrong = form.is_bound and not form.is_valid()
    asked = form.cleaned_data if form.is_bound and not is_wrong else {}
    words, region = asked.get("q", "").strip(), asked.get("region", "")
    found = finding.find(words, on=clock.today(), region=region) if words else finding.Found()
    if words and not found.to_know:
        reading.missed(words, address=neighbour_of(request), now=clock.now())
    known = library.current()
    context = {
        "form": form,
        "words": words,
        "region": region,
        "found": found,
        "chapters": [
            {"chapter": each, "entries": known.of_chapter(each.key)} for each in seeds.chapters()
        ]
        if not words
        else [],
    }
    status = BAD_REQUEST if is_wrong else 200
    return render(request, "advice/library.html", context, status=status)


def _entry(slug: str) -> library.Entry:
    entry = library.current().entries.get(slug)
    if entry is None:
        raise Http404
    return entry


def _region(request: HttpRequest) -> str:
    """Return the place that the address names, if there is one."""
    code = request.GET.get("region", "")
    return code if held.row(Region, code) is not None else ""


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return clock.today()


@require_safe
def answer_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One answer: short, then the steps, then the law; its figures of a day and a place."""
    entry, region, day = _entry(slug), _region(request), _day(request)
    follows = request.user.is_authenticated and Alert.objects.filter(user=request.user, slug=slug)
    shown = AnswerShown(
        library.read(entry, region=region, on=day),
        day,
        region,
        held.row(Region, region) if region else None,
        bool(follows),
    )
    form = AskAnythingForm({"q": "", "region": region})
    context = {"shown": shown, "form": form, "rating": RatingForm()}
    return render(request, "advice/answer.html", context)


@require_safe
def leaflet(request: HttpRequest, slug: str) -> HttpResponse:
    """The answer on one sheet, to print or to hand out at a counter."""
    entry, region = _entry(slug), _region(request)
    read = library.read(entry, region=region, on=clock.today())
    place = held.row(Region, region) if region else None
    address = request.build_absolute_uri(request.path.removesuffix("leaflet/"))
    pdf = print_leaflet(read, place, address=address, now=clock.now())
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    return answer


@require_POST
def rate(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep whether an answer helped."""
    entry, form = _entry(slug), RatingForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            reading.rate(
                entry.row,
                said["kind"],
                said["note"],
                address=neighbour_of(request),
                now=clock.now(),
            )
        except TooOften as refusal:
            messages.warning(request, str(refusal.reason))
        else:
            messages.success(request, _("Thank you. Somebody reads what was wrong."))
    return redirect("answer", slug)


@require_safe
def guided_page(request: HttpRequest) -> HttpResponse:
    """Some questions that lead to what one can do, reckon and read."""
    taken, here = guided.walk(request.GET.get("path", ""))
    is_end = isinstance(here, guided.End)
    context: dict[str, Any] = {
        "taken": [
            {"choice": each, "path": ".".join(one.key for one in taken[:at])}
            for at, each in enumerate(taken)
        ],
        "path": ".".join(each.key for each in taken),
        "fork": None if is_end else here,
        "end": _shown_end(here) if isinstance(here, guided.End) else None,
    }
    return render(request, "advice/guided.html", context)


def _shown_end(end: guided.End) -> dict[str, Any]:
    known = library.current().entries
    entries = [known[slug] for slug in end.answers if slug in known]
    return {
        "services": finding.services_by_name(end.services),
        "calculators": finding.calculators_by_name(end.calculators),
        "answers": [library.read(e, region="", on=clock.today()) for e in entries],
    }


@require_safe
def documents_page(request: HttpRequest) -> HttpResponse:
    """Every document that the library cites: whether it was confirmed, and where it is used."""
    return render(request, "advice/documents.html", {"documents": documents_cited()})


@require_safe
def unanswered_page(request: HttpRequest) -> HttpResponse:
    """What is asked and waits: about what, where, how often, since when; no word of anybody's."""
    today = clock.today()
    context = {
        "waiting": counting.unanswered(today=today),
        "punctual": counting.punctuality(today=today),
    }
    return render(request, "advice/unanswered.html", context)
