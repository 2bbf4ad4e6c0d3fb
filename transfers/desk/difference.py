"""What was sent and what arrived differ after the end: the original agency explains it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from agencies.actors import Actor
from applications.desk.doing import do
from applications.desk.keeping import offer_all, posted_from
from casework.desk.door import at_desk
from casework.policies import check_may, may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid
from law.money import from_fen
from transfers.actions import differences, restating
from transfers.acts import explaining as acts
from transfers.desk import showing
from transfers.desk.case import transfer_at_desk
from transfers.desk_forms.form_and_money import FindingForm, SendBackForm
from transfers.models import Allotment, Transfer

FORMS = {"finding_form": "desk_difference", "back_form": "desk_difference_send_back"}


@require_http_methods(["GET", "POST"])
@at_desk
def desk_difference(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show what lies between, and write down what was found as the first person."""
    transfer = transfer_at_desk(who, number)
    if request.method == "POST":
        check_may(who, Action.HAND_OVER, transfer.case)
    fen = restating.to_explain(transfer)
    if not fen or not may(who, Action.HAND_OVER, transfer.case):
        return redirect("desk_case", number)
    if request.method == "GET":
        return _page(request, who, transfer)
    form = FindingForm(request.POST, auto_id="finding_%s", **_blank(transfer), fen=fen)
    return _explain(request, who, form)


def _explain(request: HttpRequest, who: Actor, form: FindingForm) -> HttpResponse:
    transfer = form.transfer
    if form.is_valid():
        try:
            return do(request, who, acts.EXPLAIN.name, transfer, form.said, back="desk_difference")
        except NotValid as refusal:
            form.add_refusal(refusal.errors)
    return _page(request, who, transfer, status=422, finding_form=form, form=form)


def _blank(transfer: Transfer) -> dict[str, Any]:
    return {"transfer": transfer, "today": clock.today()}


def _page(
    request: HttpRequest, who: Actor, transfer: Transfer, *, status: int = 200, **more: Any
) -> HttpResponse:
    fen, found = restating.to_explain(transfer), restating.waiting(transfer)
    blank = _blank(transfer)
    initial = {"amount": from_fen(abs(fen)), "finding": _only(fen)}
    context = {
        "header": showing.header(transfer),
        "case": transfer.case,
        "fen": fen,
        "size": abs(fen),
        "moved": _moved(transfer),
        "found": found,
        "is_mine": found is not None and found.found_by is not None and found.found_by == who.user,
        "finding_form": FindingForm(initial=initial, auto_id="finding_%s", **blank, fen=fen),
        "back_form": SendBackForm(auto_id="back_%s", **blank),
        "form": None,
        **more,
    }
    offer_all(request, context, transfer.case.number, FORMS)
    return render(request, "desk/difference.html", context, status=status)


def _only(fen: int) -> str:
    """Return what was found where only one thing can have been."""
    possible = restating.findings(fen)
    return possible[0].value if len(possible) == 1 else ""


def _moved(transfer: Transfer) -> dict[str, int]:
    """Return, in fen, what was sent, what arrived, what came back from the bank."""
    back = transfer.allotments.standing().filter(kind=Allotment.Kind.BOUNCED)
    put_right = transfer.restatements.exclude(confirmed_at=None)
    return {
        "sent": sum(each.amount_fen for each in transfer.remittances.all()),
        "arrived": differences.arrived_of(transfer),
        "back": sum(each.amount_fen for each in back),
        "put_right": sum(each.amount_fen for each in put_right),
        "surplus": sum(each.amount_fen for each in transfer.returns.all()),
    }


@require_POST
@at_desk
def confirm(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Confirm what was found, as the second person."""
    transfer = transfer_at_desk(who, number, Action.HAND_OVER)
    return do(request, who, acts.CONFIRM.name, transfer)


@posted_from("desk_difference")
def send_back(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Give the explanation back with what has to be put right."""
    transfer = transfer_at_desk(who, number, Action.HAND_OVER)
    form = SendBackForm(request.POST, auto_id="back_%s", **_blank(transfer))
    if not form.is_valid():
        return _page(request, who, transfer, status=422, back_form=form, form=form)
    return do(request, who, acts.SEND_BACK.name, transfer, form.said, back="desk_difference")
