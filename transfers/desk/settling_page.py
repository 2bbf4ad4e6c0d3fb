"""Form and money side by side: what arrived, and whether it matches."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.words import offered
from agencies.actors import Actor
from applications.act import Act
from applications.acts.naming import may_now
from applications.desk import parts
from applications.desk.keeping import offer_all
from casework.actions.living import stopped_among
from casework.policies import may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit import clock
from kit.spelling import wording
from law.money import from_fen
from transfers.actions import arriving, bouncing, differences, surplus
from transfers.acts import settling as acts
from transfers.acts.table import possible_acts
from transfers.desk import form_rows, showing
from transfers.desk_forms.form_and_money import (
    ArrivalForm,
    CorrectArrivalForm,
    SendBackForm,
    SurplusForm,
)
from transfers.desk_forms.judging import CompletionForm
from transfers.desk_forms.looked_at import DeskForm
from transfers.figures import findings
from transfers.models import InformationForm, Remittance, Settlement, Transfer
from transfers.rules.stages import MERGED

FORMS = {
    "back_form": "desk_settle_send_back",
    "completion_form": "desk_settle_complete",
    "surplus_form": "desk_settle_return",
}


def is_open(transfer: Transfer, who: Actor) -> bool:
    """Whether money can be compared here; of a complete case what came too late goes back."""
    if may_now(acts.PAGE, transfer.case, who):
        return True
    is_complete = transfer.case.state in MERGED
    return is_complete and may(who, Action.SETTLE, transfer.case)


def settle_page(
    request: HttpRequest,
    who: Actor,
    transfer: Transfer,
    *,
    status: int = 200,
    form: DeskForm | None = None,
    pk: int | None = None,
) -> HttpResponse:
    """Render the match; a form that was refused stands at its place, of money `pk` if it has one.

    While the original agency looks for a difference, only the money can be written down.
    """
    sent = differences.sent_form(transfer)
    money = list(transfer.remittances.all())
    forms = _forms(transfer, form)
    offer_all(request, forms, transfer.case.number, FORMS)
    context = {
        "header": showing.header(transfer),
        "death": _death(transfer, who),
        "case": transfer.case,
        "form": form,
        "says": {
            "sent": sent,
            "sums": form_rows.sum_rows(sent, transfer),
            "sum_columns": [_("Amount")],
            "lines": form_rows.line_rows(sent.lines.all()),
            "findings": _findings(sent, money),
        },
        "money": {
            "remittances": [
                _money_row(request, each, transfer, form if each.pk == pk else None)
                for each in money
            ],
            **_match(transfer),
        },
        "second": _second_person(transfer, who),
        "stage": {
            "is_complete": transfer.case.state in MERGED,
            "is_our_turn": transfer.case.state == Status.HANDED_OVER,
        },
        "forms": forms,
        "otherwise": _otherwise(transfer, who),
    }
    return render(request, "desk/settle.html", context, status=status)


def _otherwise(transfer: Transfer, who: Actor) -> Act | None:
    """Return what is done where form and money do not match."""
    return next((act for act in possible_acts(transfer.case, who) if act.kind == "danger"), None)


def _death(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return what is known of a death: the page stays open, for money goes on arriving."""
    case = transfer.case
    return parts.death(case, who, is_stopped=case.is_open and bool(stopped_among([case])))


def _match(transfer: Transfer) -> dict[str, Any]:
    """Return what arrived, what went back and what lies between."""
    arrived = differences.arrived_of(transfer)
    is_owed = bouncing.is_owed_anew(transfer)  # then nothing is too little: it is sent anew
    apart = None if is_owed else differences.difference(transfer)
    returns = list(transfer.returns.all())
    return {
        "arrived_fen": arrived,
        "returns": returns,
        "stayed_fen": arrived - sum(each.amount_fen for each in returns),
        "apart": apart,
    }


def _second_person(transfer: Transfer, who: Actor) -> dict[str, Any]:
    """Return what one person prepared and another one does: complete, or send a surplus back."""
    settlement = Settlement.objects.filter(transfer=transfer, completed_at=None).first()
    return {
        "settlement": settlement,
        "is_mine": settlement is not None and settlement.prepared_by == who.user,
        "may_return": who.user is not None and who.user not in surplus.who_recorded(transfer),
    }


def _forms(transfer: Transfer, refused: DeskForm | None) -> dict[str, DeskForm]:
    """Return the forms of the second person; one that was refused stands in its place."""
    blank = {"transfer": transfer, "today": clock.today()}
    forms = {
        "back_form": SendBackForm(auto_id="back_%s", **blank),
        "completion_form": CompletionForm(auto_id="complete_%s", **blank),
        "surplus_form": SurplusForm(
            initial={"returned_on": blank["today"]}, auto_id="surplus_%s", **blank
        ),
    }
    taken = {name: refused for name, each in forms.items() if type(each) is type(refused)}
    return {**forms, **taken}


def _money_row(
    request: HttpRequest, money: Remittance, transfer: Transfer, refused: DeskForm | None
) -> dict[str, Any]:
    """Return money under way with the form of its arrival, or arrived with that to correct it."""
    blank = {"transfer": transfer, "today": clock.today()}
    typed, day = arriving.typed_by_hand(money)
    form: DeskForm = ArrivalForm(
        initial={"arrived_on": blank["today"]}, auto_id=f"money{money.pk}_%s", **blank
    )
    correction: DeskForm = CorrectArrivalForm(
        initial={"amount": from_fen(typed), "arrived_on": day},
        auto_id=f"right{money.pk}_%s",
        **blank,
    )
    if isinstance(refused, CorrectArrivalForm):
        correction = refused
    elif refused is not None:
        form = refused
    number = transfer.case.number
    return {
        "money": money,
        "was_typed": bool(typed),
        "form": offered(request, form, at=reverse("desk_settle_arrived", args=[number, money.pk])),
        "correction": offered(
            request, correction, at=reverse("desk_settle_correct", args=[number, money.pk])
        ),
    }


def _findings(form: InformationForm, money: list[Remittance]) -> list[dict[str, str]]:
    """Return what the rules find wrong with the form itself; money is compared beside it."""
    found = findings.form_findings(form, arrived_fen=None)
    return [
        {
            "sentence": wording(each.message),
            "article": wording(each.reason.basis.label),
        }
        for each in found
    ]
