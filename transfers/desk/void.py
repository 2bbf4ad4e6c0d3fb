"""Voiding a letter: proposed by one person of the new agency, approved by another."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from agencies.actors import Actor
from applications.desk.case import refused_page
from applications.desk.doing import do
from applications.desk.keeping import offer_all, posted_from
from casework.desk.door import at_desk
from casework.errors import somebody_was_faster
from casework.policies import check_may, may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid
from letters.models import Letter
from transfers.actions import voidable, voiding
from transfers.acts import voiding as acts
from transfers.desk import showing
from transfers.desk.case import transfer_at_desk
from transfers.desk_forms.correspondence import VoidForm
from transfers.desk_forms.form_and_money import SendBackForm
from transfers.models import Transfer

FORMS = {"form": "desk_void", "back_form": "desk_void_turn_down"}


@require_http_methods(["GET", "POST"])
@at_desk
def desk_void(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Ask what is wrong with the letter, or show what waits for a second person."""
    transfer = transfer_at_desk(who, number)
    if request.method == "POST":
        check_may(who, Action.VOID_LETTER, transfer.case)
        return _propose(request, who, transfer)
    letter = voidable.voidable_letter(transfer)
    if letter is None or not may(who, Action.VOID_LETTER, transfer.case):
        return redirect("desk_case", number)
    form = VoidForm(letter=letter, **_blank(transfer))
    return _page(request, who, transfer, letter, form=form)


def _blank(transfer: Transfer) -> dict[str, Any]:
    return {"transfer": transfer, "today": clock.today()}


def _page(
    request: HttpRequest,
    who: Actor,
    transfer: Transfer,
    letter: Letter,
    *,
    form: VoidForm | None = None,
    back_form: SendBackForm | None = None,
    status: int = 200,
) -> HttpResponse:
    proposal = voiding.waiting_proposal(transfer)
    context = {
        "header": showing.header(transfer),
        "case": transfer.case,
        "letter": letter,
        "is_refusal": letter.kind == Letter.Kind.REFUSAL,
        "proposal": proposal,
        "is_mine": proposal is not None and proposal.proposed_by == who.user,
        "form": form or VoidForm(letter=letter, **_blank(transfer)),
        "back_form": back_form or SendBackForm(auto_id="back_%s", **_blank(transfer)),
    }
    offer_all(request, context, transfer.case.number, FORMS)
    return render(request, "desk/void.html", context, status=status)


def _propose(request: HttpRequest, who: Actor, transfer: Transfer) -> HttpResponse:
    letter = voidable.voidable_letter(transfer)
    if letter is None:
        return refused_page(request, who, transfer.case.number, somebody_was_faster())
    form = VoidForm(request.POST, letter=letter, **_blank(transfer))
    if not form.is_valid():
        return _page(request, who, transfer, letter, form=form, status=422)
    try:
        return do(request, who, acts.PROPOSE.name, transfer, form.said, back="desk_void")
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return _page(request, who, transfer, letter, form=form, status=422)


@require_POST
@at_desk
def approve(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Void the letter as the second person."""
    transfer = transfer_at_desk(who, number, Action.VOID_LETTER)
    proposal = voiding.waiting_proposal(transfer)
    if proposal is None:
        return refused_page(request, who, number, somebody_was_faster())
    return do(request, who, acts.APPROVE.name, transfer)


@posted_from("desk_void")
def turn_down(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Leave the letter as it is, with the reason why."""
    transfer = transfer_at_desk(who, number, Action.VOID_LETTER)
    proposal = voiding.waiting_proposal(transfer)
    if proposal is None:
        return refused_page(request, who, number, somebody_was_faster())
    form = SendBackForm(request.POST, auto_id="back_%s", **_blank(transfer))
    if not form.is_valid():
        return _page(request, who, transfer, proposal.letter, back_form=form, status=422)
    return do(request, who, acts.TURN_DOWN.name, transfer, form.said)
