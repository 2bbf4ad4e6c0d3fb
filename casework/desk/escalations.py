"""The supervisor's board: late cases brought before the agency, and what came of them."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts.words import offered
from agencies.actors import Actor, Position
from casework.actions import escalating, looking
from casework.desk.door import at_desk
from casework.desk.showing import days_left
from casework.desk.waiting import MOST, BoundedPaginator
from casework.models import Escalation
from kit import clock
from kit.errors import NotValid, Refusal

ROWS = 25
LATE = Q(closed_at=None, step__closed_at=None)
ON_THE_BOARD = (F("closed_at").desc(nulls_first=True), "raised_at", "pk")


class OutcomeForm(forms.Form):
    """What came of an escalation."""

    outcome = forms.CharField(
        label=gettext_lazy("What came of it"),
        help_text=gettext_lazy("For example: agency reminded by phone, hand-over promised."),
        max_length=escalating.LONGEST_OUTCOME,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": gettext_lazy("Write what came of it.")},
    )


def escalations_of(who: Actor) -> QuerySet[Escalation]:
    """Return what this desk may see (row 23): brought before it, its own turns, its province."""
    return _seen(who, reduce(or_, _ways_to_see(who)))


def _ways_to_see(who: Actor) -> list[Q]:
    """Return why this desk sees an escalation; each is read in the order of an index of its own."""
    if who.position == Position.AUDITOR:
        return [Q(turn_of__region__code__startswith=who.agency.region_id[:2])]
    own = Q(turn_of=who.agency)
    brought = [Q(supervisor=who.agency) & ~own] if who.position == Position.SUPERVISOR else []
    return [own, *brought]


def _seen(who: Actor, way: Q) -> QuerySet[Escalation]:
    found = Escalation.objects.filter(way)
    return found.exclude(case__person__in=who.kept_from) if who.kept_from else found


def _as_on_the_board(who: Actor) -> list[int]:
    """Return the keys of what stands on the board, the oldest on top: what is late, then what was
    done meanwhile and asks only for what came of it, then what is closed.
    """
    late = _in_order(who, LATE)
    return late + _in_order(who, ~LATE)[: MOST + 1 - len(late)]


def _in_order(who: Actor, part: Q) -> list[int]:
    """Return the keys of a part of the board.

    Two indexes are read and their rows merged; asked for both at once, PostgreSQL reads all.
    """
    keys: list[tuple[bool, float, datetime, int]] = []
    for way in _ways_to_see(who):
        found = _seen(who, way).filter(part).order_by(*ON_THE_BOARD)
        keys += [
            (closed is not None, -closed.timestamp() if closed else 0, raised, pk)
            for closed, raised, pk in found.values_list("closed_at", "raised_at", "pk")[: MOST + 1]
        ]
    return [pk for *_order, pk in sorted(keys)[: MOST + 1]]


@require_GET
@at_desk
def desk_escalations(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show what was brought up: what is late first, the oldest of it on top."""
    return _board(request, who)


def _board(
    request: HttpRequest,
    who: Actor,
    *,
    refused: tuple[int, OutcomeForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    keys = _as_on_the_board(who)
    page = BoundedPaginator(keys, ROWS, found=len(keys)).get_page(request.GET.get("page"))
    found = Escalation.objects.with_turns().select_related("closed_by").in_bulk(page.object_list)
    listed = [found[pk] for pk in page.object_list]
    looking.listed([each.case for each in listed], by=who, now=clock.now())
    left = days_left([each.step for each in listed], clock.today())
    rows = [_row(request, each, who, left, refused) for each in listed]
    context = {"rows": rows, "page_obj": page, "form": refused[1] if refused else None}
    return render(request, "desk/escalations.html", context, status=status)


def _row(
    request: HttpRequest,
    escalation: Escalation,
    who: Actor,
    left: dict[int, int],
    refused: tuple[int, OutcomeForm] | None,
) -> dict[str, Any]:
    is_open = escalation.closed_at is None
    is_ours = escalation.supervisor_id == (who.agency and who.agency.pk)
    may_close = is_open and is_ours and who.position == Position.SUPERVISOR
    here = refused is not None and refused[0] == escalation.pk
    form = refused[1] if here else OutcomeForm(auto_id=f"outcome{escalation.pk}_%s")
    offered(request, form, at=reverse("desk_escalation_close", args=[escalation.pk]))
    return {
        "escalation": escalation,
        "step": escalation.step,
        "is_running": escalation.step.closed_at is None,
        "days_left": left.get(escalation.step_id),
        "form": form if may_close else None,
    }


@require_http_methods(["GET", "POST"])
@at_desk
def close(request: HttpRequest, who: Actor, pk: int) -> HttpResponse:
    """Close an escalation with what came of it; a new sign-in leads back to the board."""
    escalation = get_object_or_404(escalations_of(who).select_related("case"), pk=pk)
    if who.position == Position.AUDITOR:
        raise Http404
    if request.method == "GET":
        return redirect("desk_escalations")
    form = OutcomeForm(request.POST, auto_id=f"outcome{pk}_%s")
    if not form.is_valid():
        return _board(request, who, refused=(pk, form), status=422)
    try:
        outcome = form.cleaned_data["outcome"]
        escalating.close(escalation, outcome=outcome, by=who, now=clock.now())
    except NotValid as refusal:
        form.add_error("outcome", refusal.errors["outcome"])
        return _board(request, who, refused=(pk, form), status=422)
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        return _board(request, who, status=refusal.status)
    messages.success(request, _("Closed."))
    return redirect("desk_escalations")
