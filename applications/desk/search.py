"""Finding a case by its number, or by an exact identity number; there is no browsing by name."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.actors import Actor, Position
from applications.desk.forms import SearchForm
from applications.desk.lists import case_rows
from casework.actions.looking import find_by_number
from casework.desk.door import at_desk
from casework.models import Case
from kit import clock

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


def _found(request: HttpRequest, who: Actor, form: SearchForm, cases: list[Case]) -> HttpResponse:
    if len(cases) == 1:
        return redirect("desk_case", cases[0].number)
    rows = case_rows(cases, who, today=clock.today())
    return render(request, "desk/search.html", {"form": form, "searched": True, "rows": rows})
