"""The proofs of one's own case: each entry of its history, to be checked by anybody, without us."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.entering import insured_person_only
from applications.views.finding import own_case
from casework.case_pages import pages_of
from casework.models import Event
from casework.policies import may_read_note
from journal.proving import NotSealedYet, Prover


@require_safe
@insured_person_only
def proofs(request: HttpRequest, number: str) -> HttpResponse:
    """Show which entry is sealed in which day, each with its proof."""
    case = own_case(request, number)
    events = list(case.events.all())
    prover = Prover(events, number)
    titles = pages_of(case.service).titles(case, events)
    lines = [
        _line(event, number, prover, title) for event, title in zip(events, titles, strict=True)
    ]
    context = {
        "case": case,
        "events": list(reversed(lines)),
        "is_any_sealed": bool(prover.leaves),
    }
    return render(request, "applications/proofs.html", context)


def _line(event: Event, number: str, prover: Prover, title: str) -> dict[str, Any]:
    """Return an entry for the timeline, with the way to its proof once it is sealed."""
    said = title or event.get_kind_display()
    line = {"title": f"{event.sequence}. {said}", "at": event.at}
    if prover.day_of(event) is None:
        return {**line, "state": "next", "body": _("Will be sealed tonight.")}
    href = reverse("case_proof", args=[number, event.sequence])
    return {**line, "state": "done", "href": href, "link_text": _("Download the proof")}


@require_safe
@insured_person_only
def proof(request: HttpRequest, number: str, sequence: int) -> HttpResponse:
    """Hand out the proof of one entry."""
    case = own_case(request, number)
    event = get_object_or_404(case.events, sequence=sequence)
    try:
        found = _proof(Prover([event], number), event)
    except NotSealedYet:
        return _not_yet(request, number)
    return _as_file(found, f"{number}-{sequence}.json")


@require_safe
@insured_person_only
def all_proofs(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out the proofs of all entries that are sealed, in one file."""
    case = own_case(request, number)
    events = list(case.events.all())
    prover = Prover(events, number)
    found = [_proof(prover, event) for event in events if prover.day_of(event)]
    return _as_file(found, f"{number}.json") if found else _not_yet(request, number)


def _proof(prover: Prover, event: Event) -> dict[str, Any]:
    return prover.proof(event, with_note=may_read_note(event, is_own=True))


def _as_file(found: Any, name: str) -> JsonResponse:
    options = {"ensure_ascii": False, "indent": 1}
    answer = JsonResponse(found, safe=False, json_dumps_params=options)
    answer["Content-Disposition"] = f'attachment; filename="proof-{name}"'
    return answer


def _not_yet(request: HttpRequest, number: str) -> HttpResponse:
    messages.info(request, _("This entry is sealed tonight. Its proof is ready tomorrow."))
    return redirect("case_proofs", number)
