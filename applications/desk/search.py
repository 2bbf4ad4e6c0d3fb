"""Finding a case by its number, by an exact identity number, or by a name at one's own agency."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.actors import Actor, Position
from applications.desk.forms import SearchForm
from applications.desk.lists import case_rows
from casework.actions.looking import MOST_NAMED, find_by_name, find_by_number
from casework.desk.door import at_desk
from casework.models import Case
from kit import clock
from kit.errors import NotPermitted
from law.names import check_name, typed_for_matching

CASE_NUMBER = re.compile(r"(\d{4})-?([2-9A-HJ-NP-Z]{4})-?([2-9A-HJ-NP-Z]{4})", re.ASCII)
MOST_FOUND = 50


@require_http_methods(["GET", "POST"])
@at_desk
def desk_search(request: HttpRequest, who: Actor) -> HttpResponse:
    """Look for a case; what was typed is posted, so that it stands in no address and no log."""
    if request.method == "GET":
        return render(request, "desk/search.html", {"form": SearchForm()})
    form = SearchForm(request.POST)
    needs_reason = who.position == Position.AUDITOR
    if needs_reason and not request.POST.get("reason", "").strip():
        form.add_error("reason", _("Give a reason; the person can read it."))
    if not form.is_valid():
        return render(request, "desk/search.html", {"form": form}, status=422)
    typed = form.cleaned_data["q"]
    if known := case_number(typed):
        return _found_by_case_number(request, who, form, known)
    if check_name(typed_for_matching(typed)).valid:
        return _found_by_name(request, who, form, typed)
    reason = form.cleaned_data["reason"]
    cases = list(find_by_number(typed, by=who, now=clock.now(), reason=reason)[:MOST_FOUND])
    return _found(request, who, form, [case for case in cases if case.submitted_at])


def case_number(typed: str) -> str:
    """Return what was typed as a case number, or nothing if it cannot be one."""
    tidy = re.sub(r"\s", "", typed.upper().replace("－", "-").replace("—", "-"))
    found = CASE_NUMBER.fullmatch(tidy)
    return "-".join(found.groups()) if found else ""


def _found_by_case_number(
    request: HttpRequest, who: Actor, form: SearchForm, number: str
) -> HttpResponse:
    visible = Case.objects.visible_to(who).filter(number=number)
    foreign = [case for case in visible if case.person_id not in who.kept_from]
    return _found(request, who, form, foreign)


def _found_by_name(request: HttpRequest, who: Actor, form: SearchForm, typed: str) -> HttpResponse:
    try:
        reason = form.cleaned_data["reason"]
        hits = find_by_name(typed, by=who, now=clock.now(), reason=reason)
    except NotPermitted as refusal:
        form.add_error("q", str(refusal.reason))
        return render(request, "desk/search.html", {"form": form}, status=422)
    return _found(request, who, form, hits[:MOST_NAMED], are_more=len(hits) > MOST_NAMED)


def _found(
    request: HttpRequest, who: Actor, form: SearchForm, cases: list[Case], *, are_more: bool = False
) -> HttpResponse:
    if len(cases) == 1:
        return redirect("desk_case", cases[0].number)
    rows = case_rows(cases, who, today=clock.today())
    context = {"form": form, "searched": True, "rows": rows, "are_more": are_more}
    return render(request, "desk/search.html", context)
