"""What waits for a second person with its reasons and the letter's words: issued, or sent back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.words import offered
from agencies.actors import Actor
from applications.acts import Act
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
from letters.models import Letter
from transfers.actions import deciding, telling_parts
from transfers.desk import showing
from transfers.desk.acts import ACTS
from transfers.desk.case import transfer_at_desk
from transfers.desk_forms import SendBackForm, reason_row
from transfers.models import Transfer
from transfers.rules.reasons import REASONS


def _waiting(transfer: Transfer, who: Actor, chosen: Act) -> PreparedAct | None:
    prepared = preparing.waiting_in(transfer.case, who.agency)
    return prepared if prepared is not None and prepared.act == chosen.prepares else None


@require_GET
@at_desk
def desk_decision(request: HttpRequest, who: Actor, number: str, name: str) -> HttpResponse:
    """Show what was prepared as its reader will get it."""
    transfer, chosen = transfer_at_desk(who, number), ACTS[name]
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
    said, back = preparing.said_with(prepared), f"desk_{chosen.name}_send_back"
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
        "issue_url": f"desk_{chosen.name}_issue",
        "send_back_url": back,
    }
    return render(request, "desk/decision.html", context, status=status)


def _back_form(transfer: Transfer, posted: Any = None) -> SendBackForm:
    return SendBackForm(posted, auto_id="back_%s", transfer=transfer, today=clock.today())


@require_POST
@at_desk
def issue(request: HttpRequest, who: Actor, number: str, name: str) -> HttpResponse:
    """Issue what a colleague prepared."""
    chosen = ACTS[name]
    transfer = transfer_at_desk(who, number, chosen.row)
    prepared = _waiting(transfer, who, chosen)
    if prepared is None:
        return refused_page(request, who, number, somebody_was_faster())
    try:
        return do(
            request,
            who,
            transfer.case,
            lambda given: deciding.decide(
                chosen.prepares, transfer, {"prepared": prepared.pk}, **given
            ),
            said=_said,
        )
    except NotValid as refusal:
        return refused_page(request, who, number, refusal)


def _said(letter: Letter) -> str:
    return _("Issued. Letter %(number)s goes to the person.") % {"number": letter.printed_number}


@posted_from("desk_{name}_prepared")
def send_back(request: HttpRequest, who: Actor, number: str, name: str) -> HttpResponse:
    """Let it fall: the preparer takes it back, anybody else says what has to be put right."""
    chosen = ACTS[name]
    transfer = transfer_at_desk(who, number, chosen.row)
    prepared = _waiting(transfer, who, chosen)
    if prepared is None:
        return refused_page(request, who, number, somebody_was_faster())
    prepared.case = transfer.case
    form = _back_form(transfer, request.POST)
    if not preparing.is_preparer(prepared, who) and not form.is_valid():
        return _page(request, who, transfer, chosen, prepared, back_form=form, status=422)
    note = request.POST.get("note", "")
    return do(
        request,
        who,
        transfer.case,
        lambda given: preparing.send_back(prepared, row=chosen.row, note=note, **given),
        said=lambda _done: _("It waits no longer; it can be prepared anew."),
    )
