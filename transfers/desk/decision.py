"""What waits for a second person with its reasons and the letter's words: issued, or sent back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.words import offered
from agencies.actors import Actor
from applications.act import Act
from applications.desk.case import refused_page
from applications.desk.doing import do
from applications.desk.keeping import posted_from
from casework.actions import preparing
from casework.desk.door import at_desk
from casework.errors import somebody_was_faster
from casework.models import PreparedAct
from casework.policies import may
from kit import clock
from kit.errors import NotValid
from transfers.actions import telling_parts
from transfers.acts.table import ACTS
from transfers.desk import showing
from transfers.desk.case import transfer_at_desk
from transfers.desk_forms.form_and_money import SendBackForm
from transfers.desk_forms.judging import reason_row
from transfers.models import Transfer
from transfers.rules.reasons import REASONS


def _waiting(transfer: Transfer, who: Actor, chosen: Act) -> PreparedAct | None:
    prepared = preparing.waiting_in(transfer.case, who.agency)
    return prepared if prepared is not None and prepared.act == chosen.name else None


@require_http_methods(["GET", "POST"])
@at_desk
def desk_decision(request: HttpRequest, who: Actor, number: str, name: str) -> HttpResponse:
    """Show what was prepared as its reader will get it, or issue it."""
    chosen = ACTS[name]
    if request.method == "POST":
        return _issue(request, who, transfer_at_desk(who, number, chosen.row), chosen)
    transfer = transfer_at_desk(who, number)
    prepared = _waiting(transfer, who, chosen)
    if prepared is None or not may(who, chosen.row, transfer.case):
        return redirect("desk_case", number)
    return _page(request, who, transfer, chosen, prepared)


def _page(
    request: HttpRequest,
    who: Actor,
    transfer: Transfer,
    chosen: Act,
    prepared: PreparedAct,
    *,
    back_form: SendBackForm | None = None,
    status: int = 200,
) -> HttpResponse:
    said = preparing.said_with(prepared)
    back = next(f"desk_{act.name}" for act in ACTS.values() if act.beside == chosen.name)
    context: dict[str, Any] = {
        "header": showing.header(transfer),
        "case": transfer.case,
        "act": chosen,
        "prepared": prepared,
        "is_mine": preparing.is_preparer(prepared, who),
        "letter": {
            "heading": _("This is what the person will read"),
            "reasons": [reason_row(REASONS[code]) for code in said["reasons"]],
            "months": telling_parts.months_said(said),
            "note": said["note"],
        },
        "back_form": offered(
            request,
            back_form or _back_form(transfer),
            at=reverse(back, args=[transfer.case.number]),
        ),
        "issue_url": chosen.page,
        "send_back_url": back,
    }
    return render(request, "desk/decision.html", context, status=status)


def _back_form(transfer: Transfer, posted: Any = None) -> SendBackForm:
    return SendBackForm(posted, auto_id="back_%s", transfer=transfer, today=clock.today())


def _issue(request: HttpRequest, who: Actor, transfer: Transfer, chosen: Act) -> HttpResponse:
    if _waiting(transfer, who, chosen) is None:
        return refused_page(request, who, transfer.case.number, somebody_was_faster())
    try:
        return do(request, who, chosen.name, transfer)
    except NotValid as refusal:
        return refused_page(request, who, transfer.case.number, refusal)


@posted_from("{page}")
def send_back(
    request: HttpRequest, who: Actor, number: str, name: str, *, page: str
) -> HttpResponse:
    """Let it fall: the preparer takes it back, anybody else says what has to be put right."""
    back = ACTS[name]
    chosen, transfer = ACTS[back.beside], transfer_at_desk(who, number, back.row)
    prepared = _waiting(transfer, who, chosen)
    if prepared is None:
        return refused_page(request, who, number, somebody_was_faster())
    form = _back_form(transfer, request.POST)
    if not preparing.is_preparer(prepared, who) and not form.is_valid():
        return _page(request, who, transfer, chosen, prepared, back_form=form, status=422)
    return do(request, who, back.name, transfer, {"note": request.POST.get("note", "")})
