"""Doing what the case page offers: each address calls one action and answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.words import offered
from agencies.actors import Actor
from applications.desk.case import refused_page
from applications.desk.doing import do, version_seen
from casework.desk.door import at_desk
from kit import clock
from kit.errors import NotValid
from transfers.desk import showing
from transfers.desk.acts import ACTS, Act, Given, is_possible
from transfers.desk.case import transfer_at_desk
from transfers.desk_forms import DeskForm
from transfers.models import Transfer


@require_http_methods(["GET", "POST"])
@at_desk
def act(request: HttpRequest, who: Actor, number: str, name: str) -> HttpResponse:
    """Ask for what the act needs, or do it."""
    chosen = ACTS[name]
    if request.method == "POST":
        return _do(request, who, transfer_at_desk(who, number, chosen.row), chosen)
    transfer = transfer_at_desk(who, number)
    if chosen.form is None or not is_possible(chosen, transfer.case, who):
        return redirect("desk_case", number)
    form = chosen.form(transfer=transfer, today=clock.today())
    return _form_page(request, transfer, chosen, form)


def _do(request: HttpRequest, who: Actor, transfer: Transfer, chosen: Act) -> HttpResponse:
    form = None
    if chosen.form is not None:
        form = chosen.form(request.POST, transfer=transfer, today=clock.today())
        if not form.is_valid():
            return _form_page(request, transfer, chosen, form, status=422)
        if chosen.is_previewed and "confirmed" not in request.POST:
            return _form_page(request, transfer, chosen, form, preview=True)
    try:
        return do(
            request,
            who,
            transfer.case,
            lambda given: chosen.run(transfer, Given(form, given)),
            said=chosen.said,
        )
    except NotValid as refusal:
        if form is None:
            return refused_page(request, who, transfer.case.number, refusal)
        form.add_refusal(refusal.errors)
        return _form_page(request, transfer, chosen, form, status=422)


def _form_page(
    request: HttpRequest,
    transfer: Transfer,
    chosen: Act,
    form: DeskForm,
    *,
    preview: bool = False,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "header": showing.header(transfer),
        "case": transfer.case,
        "act": chosen,
        "form": offered(request, form),
        "preview": form.chosen_rows if preview else [],
        "version": version_seen(request) or transfer.case.version,
    }
    return render(request, "desk/act.html", context, status=status)
