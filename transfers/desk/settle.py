"""What is done with the money that arrived: written down, put right, sent back, joined."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from agencies.actors import Actor
from applications.act import Act
from applications.desk.doing import do
from applications.desk.keeping import posted_from
from casework.desk.door import at_desk
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid
from transfers.acts import settling as acts
from transfers.acts.arriving import CORRECT, RECORD, RETURN_SURPLUS
from transfers.desk.case import transfer_at_desk
from transfers.desk.settling_page import is_open, settle_page
from transfers.desk_forms.form_and_money import (
    ArrivalForm,
    CorrectArrivalForm,
    SendBackForm,
    SurplusForm,
)
from transfers.desk_forms.judging import CompletionForm
from transfers.desk_forms.looked_at import DeskForm


@require_GET
@at_desk
def desk_settle(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show what the form says beside what arrived, and what this person may do with it."""
    transfer = transfer_at_desk(who, number)
    if not is_open(transfer, who):
        return redirect("desk_case", number)
    return settle_page(request, who, transfer)


@posted_from("desk_settle")
def arrived(request: HttpRequest, who: Actor, number: str, *, pk: int) -> HttpResponse:
    """Write down what the bank received."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    money = get_object_or_404(transfer.remittances.all(), pk=pk)
    form = ArrivalForm(
        request.POST, auto_id=f"money{pk}_%s", transfer=transfer, today=clock.today()
    )
    return _with_form(request, who, form, RECORD, pk=pk, reference=money.reference)


@posted_from("desk_settle")
def correct(request: HttpRequest, who: Actor, number: str, *, pk: int) -> HttpResponse:
    """Write down anew what the bank received."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    money = get_object_or_404(transfer.remittances.all(), pk=pk)
    form = CorrectArrivalForm(
        request.POST, auto_id=f"right{pk}_%s", transfer=transfer, today=clock.today()
    )
    return _with_form(request, who, form, CORRECT, pk=pk, reference=money.reference)


@posted_from("desk_settle")
def send_surplus(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Send back what is too much, as the second person."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    form = SurplusForm(request.POST, auto_id="surplus_%s", transfer=transfer, today=clock.today())
    return _with_form(request, who, form, RETURN_SURPLUS)


def _with_form(
    request: HttpRequest,
    who: Actor,
    form: DeskForm,
    act: Act,
    *,
    pk: int | None = None,
    **more: Any,
) -> HttpResponse:
    """Do what the form asks for, or show it again with what is wrong."""
    transfer = form.transfer
    if not is_open(transfer, who):
        return redirect("desk_case", transfer.case.number)
    if not form.is_valid():
        return settle_page(request, who, transfer, status=422, form=form, pk=pk)
    try:
        return do(request, who, act.name, transfer, {**form.said, **more}, back="desk_settle")
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return settle_page(request, who, transfer, status=422, form=form, pk=pk)


@require_POST
@at_desk
def confirm(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Confirm that form and money match, as the first person."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    return do(request, who, acts.PREPARE.name, transfer, back="desk_settle")


@posted_from("desk_settle")
def complete(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Complete the transfer, as the second person."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    form = CompletionForm(
        request.POST, auto_id="complete_%s", transfer=transfer, today=clock.today()
    )
    if not form.is_valid():
        return settle_page(request, who, transfer, status=422, form=form)
    return do(request, who, acts.COMPLETE.name, transfer, form.said)


@posted_from("desk_settle")
def send_back(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Give the confirmation back with what has to be put right."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    form = SendBackForm(request.POST, auto_id="back_%s", transfer=transfer, today=clock.today())
    return _with_form(request, who, form, acts.SEND_BACK)
