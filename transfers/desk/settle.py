"""Form and money side by side: what arrived, whether it matches, the last act by two persons."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.errors import NotValid
from accounts.rules.money import to_fen
from agencies import clock
from agencies.actors import Actor
from casework.desk.door import at_desk
from casework.rules.authorisation import Action
from transfers import figures, presenting
from transfers.actions import settling
from transfers.desk import showing
from transfers.desk.acts import ACTS, is_possible
from transfers.desk.case import transfer_at_desk
from transfers.desk.doing import do
from transfers.desk_forms import ArrivalForm, SendBackForm
from transfers.models import InformationForm, Remittance, Settlement, Transfer


@require_GET
@at_desk
def desk_settle(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show what the form says beside what arrived, and what this person may do with it."""
    transfer = transfer_at_desk(who, number)
    if not is_possible(ACTS["settle"], transfer.case, who):
        return redirect("desk_case", number)
    return settle_page(request, who, transfer)


def settle_page(
    request: HttpRequest,
    who: Actor,
    transfer: Transfer,
    *,
    status: int = 200,
    form: Any = None,
    arrival: tuple[int, ArrivalForm] | None = None,
    back_form: SendBackForm | None = None,
) -> HttpResponse:
    """Render the match."""
    sent = settling.sent_form(transfer)
    settlement = Settlement.objects.filter(transfer=transfer, completed_at=None).first()
    blank = {"transfer": transfer, "today": clock.today()}
    money = list(transfer.remittances.all())
    apart = settling.difference(transfer)
    context = {
        "header": showing.header(transfer),
        "case": transfer.case,
        "sent": sent,
        "sums": showing.sum_rows(sent, transfer.insurance),
        "sum_columns": [_("Amount")],
        "lines": showing.line_rows(sent.lines.select_related("agency__region")),
        "remittances": [_money_row(each, arrival, blank) for each in money],
        "arrived_fen": sum(each.arrived_fen or 0 for each in money),
        "apart": apart,
        "apart_size": abs(apart) if apart is not None else None,
        "findings": _findings(sent, money),
        "settlement": settlement,
        "is_mine": settlement is not None and settlement.prepared_by == who.user,
        "dispute": ACTS["dispute"],
        "back_form": back_form or SendBackForm(auto_id="back_%s", **blank),
        "form": form,
    }
    return render(request, "desk/settle.html", context, status=status)


def _money_row(
    money: Remittance, arrival: tuple[int, ArrivalForm] | None, blank: dict[str, Any]
) -> dict[str, Any]:
    if arrival and arrival[0] == money.pk:
        return {"money": money, "form": arrival[1]}
    initial = {"amount": None, "arrived_on": blank["today"]}
    return {
        "money": money,
        "form": ArrivalForm(initial=initial, auto_id=f"money{money.pk}_%s", **blank),
    }


def _findings(form: InformationForm, money: list[Remittance]) -> list[dict[str, str]]:
    """Return what the rules find wrong with the form itself; money is compared beside it."""
    found = figures.form_findings(form, arrived_fen=None)
    return [
        {
            "sentence": presenting.said(each.message),
            "article": presenting.said(each.reason.basis.label),
        }
        for each in found
    ]


@require_POST
@at_desk
def arrived(request: HttpRequest, who: Actor, number: str, pk: int) -> HttpResponse:
    """Write down what the bank received."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    money = get_object_or_404(transfer.remittances.all(), pk=pk)
    form = ArrivalForm(
        request.POST, auto_id=f"money{pk}_%s", transfer=transfer, today=clock.today()
    )
    if not is_possible(ACTS["settle"], transfer.case, who):
        return redirect("desk_case", number)
    if not form.is_valid():
        return settle_page(request, who, transfer, status=422, form=form, arrival=(pk, form))
    try:
        return do(
            request,
            who,
            transfer,
            lambda given: settling.record_arrival(
                money,
                amount_fen=to_fen(form.cleaned_data["amount"]),
                arrived_on=form.cleaned_data["arrived_on"],
                **given,
            ),
            said=lambda _done: _("The arrival has been recorded."),
            back="desk_settle",
        )
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return settle_page(request, who, transfer, status=422, form=form, arrival=(pk, form))


@require_POST
@at_desk
def confirm(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Confirm that form and money match, as the first person."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    return do(
        request,
        who,
        transfer,
        lambda given: settling.prepare_settlement(transfer, **given),
        said=lambda _done: _("Confirmed. A second person has to complete the transfer."),
        back="desk_settle",
    )


@require_POST
@at_desk
def complete(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Complete the transfer, as the second person."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    return do(
        request,
        who,
        transfer,
        lambda given: settling.complete(transfer, **given),
        said=lambda letter: (
            _("Completed. The person is told with notice %(number)s.") % {"number": letter.number}
        ),
    )


@require_POST
@at_desk
def send_back(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Give the confirmation back with what has to be put right."""
    transfer = transfer_at_desk(who, number, Action.SETTLE)
    form = SendBackForm(request.POST, auto_id="back_%s", transfer=transfer, today=clock.today())
    if not form.is_valid():
        if not is_possible(ACTS["settle"], transfer.case, who):
            return redirect("desk_case", number)
        return settle_page(request, who, transfer, status=422, form=form, back_form=form)
    return do(
        request,
        who,
        transfer,
        lambda given: settling.send_back_settlement(
            transfer, note=form.cleaned_data["note"], **given
        ),
        said=lambda _done: _("Sent back. The match can be confirmed anew."),
        back="desk_settle",
    )
