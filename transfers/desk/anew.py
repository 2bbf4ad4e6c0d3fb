"""Money that the bank returned: the original agency sends it once more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.words import offered
from agencies.actors import Actor
from applications.desk.doing import do
from casework.actions import accounts
from casework.desk.door import at_desk
from casework.errors import MoveNotPossible
from casework.models import BankAccount, Event
from casework.policies import check_may, may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid
from transfers.actions import bouncing, differences, remitting
from transfers.acts.handing_over import SEND_ANEW
from transfers.bank_forms import SentAnewForm
from transfers.desk import showing
from transfers.desk.case import transfer_at_desk
from transfers.models import Transfer


@require_http_methods(["GET", "POST"])
@at_desk
def desk_anew(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Ask for the new remittance, and write it down as the second person."""
    transfer = transfer_at_desk(who, number)
    if request.method == "GET":
        is_ours = may(who, Action.HAND_OVER, transfer.case) and bouncing.is_owed_anew(transfer)
        form = SentAnewForm(initial={"sent_on": clock.today()})
        return _page(request, who, transfer, form) if is_ours else redirect("desk_case", number)
    check_may(who, Action.HAND_OVER, transfer.case)
    form = SentAnewForm(request.POST)
    if not form.is_valid():
        return _page(request, who, transfer, form, status=422)
    try:
        return do(request, who, SEND_ANEW.name, transfer, form.cleaned_data)
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return _page(request, who, transfer, form, status=422)


def _page(
    request: HttpRequest, who: Actor, transfer: Transfer, form: SentAnewForm, *, status: int = 200
) -> HttpResponse:
    is_owed = bouncing.is_owed_anew(transfer)
    last = transfer.case.events.filter(kind=Event.Kind.BOUNCED).last()
    context = {
        "header": showing.header(transfer),
        "case": transfer.case,
        "owed_fen": remitting.owed(differences.sent_form(transfer)) if is_owed else 0,
        "is_mine": bouncing.is_who_wrote_it_down(transfer, who),
        "why": last.note if last else "",
        "account": _account(transfer),
        "form": offered(request, form),
    }
    return render(request, "desk/anew.html", context, status=status)


def _account(transfer: Transfer) -> BankAccount | None:
    """Return the new agency's account as it is now: it may be another than the letter names."""
    try:
        return accounts.account_in_force(transfer.sides[1].in_office)
    except MoveNotPossible:
        return None
