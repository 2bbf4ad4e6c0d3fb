"""Months paid twice at the desk: the answer, the first person, the second, the payment."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Looked
from agencies.actors import Actor
from applications.act import Act
from applications.desk.doing import do
from applications.desk.keeping import offer_all, posted_from
from casework.actions import looking
from casework.desk.door import at_desk
from casework.policies import may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid
from transfers import clearing_shown
from transfers.acts import clearing as acts
from transfers.clearing_forms import BounceForm, NoteClearingForm
from transfers.desk import showing
from transfers.desk.case import transfer_at_desk
from transfers.desk_forms.form_and_money import SendBackForm
from transfers.models import Clearing, Transfer

FORMS = {
    "note_form": "desk_clear_answer",
    "bounce_form": "desk_clear_bounced",
    "back_form": "desk_clear_send_back",
}


@require_GET
@at_desk
def desk_clear(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show what goes and what is paid back, and what this person may do now."""
    return _page(request, who, transfer_at_desk(who, number))


def _page(
    request: HttpRequest,
    who: Actor,
    transfer: Transfer,
    *,
    status: int = 200,
    account_number: str = "",
    **refused: Any,
) -> HttpResponse:
    """Render the clearing; a form that was refused stands in its place."""
    seen = clearing_shown.shown(transfer)
    if seen is None:
        return redirect("desk_case", transfer.case.number)
    found, paid = seen["clearing"], seen["payment"]
    first = paid if seen["state"] == "payment-prepared" else found
    forms = {
        "note_form": _note_form(None, transfer, seen),
        "bounce_form": BounceForm(today=clock.today(), auto_id="bounce_%s"),
        "back_form": SendBackForm(auto_id="back_%s", transfer=transfer, today=clock.today()),
        **refused,
    }
    offer_all(request, forms, transfer.case.number, FORMS)
    context = {
        "header": showing.header(transfer),
        "case": transfer.case,
        "may_act": may(who, Action.SETTLE, transfer.case),
        "first": first,
        "is_mine": who.user is not None and who.user.pk in _first_persons(found, first),
        "forms": forms,
        "seen": seen,
        "account_number": account_number,
    }
    return render(request, "desk/clear.html", context, status=status)


def _first_persons(found: Any, first: Any) -> tuple[int | None, ...]:
    """Return who prepared it, and who wrote the person's account down."""
    return (first.prepared_by_id, found.answered_by_id)


def _note_form(posted: Any, transfer: Transfer, seen: dict[str, Any]) -> NoteClearingForm:
    return NoteClearingForm(
        posted,
        transfer=transfer,
        offered=seen["choices"],
        is_cleared=seen["clearing"].approved_at is not None,
        auto_id="answer_%s",
    )


def _act(
    request: HttpRequest,
    who: Actor,
    transfer: Transfer,
    act: Act,
    **form: Any,
) -> HttpResponse:
    """Do it and come back here; a form is shown again with what is wrong."""
    said: dict[str, Any] = {}
    for name, given in form.items():
        if not given.is_valid():
            return _page(request, who, transfer, status=422, **{name: given})
        said.update(given.said)
    try:
        return do(request, who, act.name, transfer, said, back="desk_clear")
    except NotValid as refusal:
        for given in form.values():
            given.add_refusal(refusal.errors)
        return _page(request, who, transfer, status=422, **form)


@posted_from("desk_clear")
def note_answer(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Write down what the person said at the counter or by phone."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    seen = clearing_shown.shown(transfer)
    if seen is None:
        return redirect("desk_case", number)
    form = _note_form(request.POST, transfer, seen)
    return _act(request, who, transfer, acts.NOTE_ANSWER, note_form=form)


@require_POST
@at_desk
def reveal(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show the account number this once to whoever pays; the person can see that it was read."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    found = Clearing.objects.filter(transfer=transfer).first()
    if found is None or not found.has_account:
        return redirect("desk_clear", number)
    reason = _("Paying back months paid twice")
    looking.looked(transfer.case, Looked.ACCOUNT, by=who, now=clock.now(), reason=reason)
    return _page(request, who, transfer, account_number=found.account_number)


@require_POST
@at_desk
def prepare(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Lay months and amount down, as the first person."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    return _act(request, who, transfer, acts.PREPARE)


@require_POST
@at_desk
def approve(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Clear the months, as the second person."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    return _act(request, who, transfer, acts.APPROVE)


@posted_from("desk_clear")
def send_back(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Give back what was prepared, the clearing or a payment."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    form = SendBackForm(request.POST, auto_id="back_%s", transfer=transfer, today=clock.today())
    seen = clearing_shown.shown(transfer)
    is_payment = seen is not None and seen["state"] == "payment-prepared"
    act = acts.SEND_BACK_PAYMENT if is_payment else acts.SEND_BACK
    return _act(request, who, transfer, act, back_form=form)


@posted_from("desk_clear")
def bounced(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Write down that the bank sent a payment back."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    form = BounceForm(request.POST, today=clock.today(), auto_id="bounce_%s")
    return _act(request, who, transfer, acts.RECORD_BOUNCE, bounce_form=form)


@require_POST
@at_desk
def prepare_payment(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Prepare the payment of money that waits, as the first person."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    return _act(request, who, transfer, acts.PREPARE_PAYMENT)


@require_POST
@at_desk
def approve_payment(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Pay, as the second person."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    return _act(request, who, transfer, acts.APPROVE_PAYMENT)
