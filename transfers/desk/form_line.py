"""A line of the form that shows the record wrong: what it should say, and why."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.words import offered
from agencies.actors import Actor
from applications.acts.naming import may_now
from applications.desk.doing import do
from applications.desk.keeping import posted_from
from casework.desk.door import at_desk
from casework.policies import check_may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid
from records import accounts
from records.models import InsuredPeriod
from transfers.acts import handing_over as acts
from transfers.desk import put_right, showing
from transfers.desk.case import transfer_at_desk
from transfers.desk_forms.record_line import (
    AccountForm,
    LineForm,
    MissingForm,
    ReasonForm,
    as_it_stands,
)
from transfers.models import Transfer

FORMS: dict[str, type[ReasonForm]] = {"missing": MissingForm, "account": AccountForm}


@require_http_methods(["GET", "POST"])
@at_desk
def desk_form_line(request: HttpRequest, who: Actor, number: str, key: str) -> HttpResponse:
    """Show what stands in the record at a line, and take what it should say."""
    transfer = transfer_at_desk(who, number)
    if request.method == "POST":
        check_may(who, Action.HAND_OVER, transfer.case)
    if not may_now(acts.PAGE, transfer.case, who) or transfer.original_relationship_id is None:
        return redirect("desk_case", number)
    there = None if key in FORMS else _period(transfer, key)
    kind, blank = FORMS.get(key, LineForm), {"transfer": transfer, "today": clock.today()}
    if request.method == "GET":
        form = kind(initial=_initial(key, there), **blank)
        return _page(request, transfer, key, there, form)
    form = kind(request.POST, **blank)
    if form.is_valid():
        said = {**form.said, **({"scheme": there.scheme} if there else {})}
        try:
            return do(request, who, acts.CORRECT.name, transfer, said, back="desk_form")
        except NotValid as refusal:
            form.add_refusal(refusal.errors)
    return _page(request, transfer, key, there, form, status=422)


def _period(transfer: Transfer, key: str) -> InsuredPeriod:
    """Return what the agency itself has recorded, by its number: no month stands in an address."""
    own = put_right.own_periods(transfer)
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0
    found = next((each for each in own if each.pk == number), None)
    if found is None:
        raise Http404
    return found


def _initial(key: str, there: InsuredPeriod | None) -> dict[str, Any]:
    if there is None:
        return {"what": "add"} if key == "missing" else {}
    return {
        "first_month": there.first_month,
        "last_month": there.last_month,
        **as_it_stands(there),
    }


def _page(
    request: HttpRequest,
    transfer: Transfer,
    key: str,
    there: InsuredPeriod | None,
    form: ReasonForm,
    status: int = 200,
) -> HttpResponse:
    number = transfer.case.number
    offered(request, form, at=request.path)
    held = transfer.original_relationship
    context = {
        "header": showing.header(transfer),
        "case": transfer.case,
        "which": key if key in FORMS else "line",
        "there": there,
        "balance_fen": accounts.balance(held) if held and key == "account" else None,
        "form": form,
        "back": number,
    }
    return render(request, "desk/form_line.html", context, status=status)


@posted_from("desk_form")
def drop(request: HttpRequest, who: Actor, number: str, line: int) -> HttpResponse:
    """Take out again what was written down of a line."""
    transfer = transfer_at_desk(who, number, Action.HAND_OVER)
    return do(request, who, acts.DROP.name, transfer, {"line": line}, back="desk_form")
