"""The proofs of one's own case: each entry of its history, to be checked by anybody, without us."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies import actors
from casework.models import Event
from casework.policies import may_read_note
from journal.proving import NotSealedYet, Prover
from transfers import presenting
from transfers.names_then import names_then
from transfers.views.entering import insured_person_only, own_transfer


@require_safe
@insured_person_only
def proofs(request: HttpRequest, number: str) -> HttpResponse:
    """Show which entry is sealed in which day, each with its proof."""
    transfer = own_transfer(actors.actor(request), number)
    events = list(transfer.case.events.select_related("actor_agency"))
    prover = Prover(events, number)
    named = names_then(transfer, events, transfer.case.letters.whole_names())
    lines = [_line(event, number, prover, named(event.at)) for event in events]
    context = {
        "case": transfer.case,
        "events": list(reversed(lines)),
        "is_any_sealed": bool(prover.leaves),
    }
    return render(request, "transfers/proofs.html", context)


def _line(event: Event, number: str, prover: Prover, names: dict[str, str]) -> dict[str, Any]:
    """Return an entry for the timeline, with the way to its proof once it is sealed."""
    title = presenting.what_happened(event, names) or event.get_kind_display()
    line = {"title": f"{event.sequence}. {title}", "at": event.at}
    if prover.day_of(event) is None:
        return {**line, "state": "next", "body": _("Will be sealed tonight.")}
    href = reverse("case_proof", args=[number, event.sequence])
    return {**line, "state": "done", "href": href, "link_text": _("Download the proof")}


@require_safe
@insured_person_only
def proof(request: HttpRequest, number: str, sequence: int) -> HttpResponse:
    """Hand out the proof of one entry."""
    transfer = own_transfer(actors.actor(request), number)
    event = get_object_or_404(transfer.case.events, sequence=sequence)
    try:
        found = _proof(Prover([event], number), event)
    except NotSealedYet:
        return _not_yet(request, number)
    return _as_file(found, f"{number}-{sequence}.json")


@require_safe
@insured_person_only
def all_proofs(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out the proofs of all entries that are sealed, in one file."""
    transfer = own_transfer(actors.actor(request), number)
    events = list(transfer.case.events.all())
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
