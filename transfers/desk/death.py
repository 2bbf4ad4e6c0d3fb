"""A death: reported by one person and confirmed by another, and what becomes of the case."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.words import offered
from agencies.actors import Actor
from applications.desk.doing import do
from casework.actions import deaths
from casework.actions.living import is_stopped_by_death
from casework.desk.door import at_desk
from casework.policies import may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid
from transfers.actions import after_death
from transfers.desk import showing
from transfers.desk.case import transfer_at_desk
from transfers.desk_forms import AfterDeathForm, DeathForm, DeskForm, WrongDeathForm
from transfers.models import Transfer

Given = dict[str, Any]


@require_http_methods(["GET", "POST"])
@at_desk
def desk_death(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show what is known of a death and what waits, or do what was asked for."""
    if request.method == "POST":
        transfer = transfer_at_desk(who, number, Action.RECORD_DEATH)
        return _post(request, who, transfer)
    transfer = transfer_at_desk(who, number)
    if not may(who, Action.RECORD_DEATH, transfer.case):
        return redirect("desk_case", number)
    return _page(request, who, transfer, form=_form(transfer))


def _form(transfer: Transfer, words: Any = None) -> DeskForm | None:
    """Return what can be written now: a report, a decision, or that the report was wrong."""
    case = transfer.case
    if deaths.waiting_report(case.person) or after_death.waiting_decision(case):
        return None
    blank = {"transfer": transfer, "today": clock.today()}
    if case.person.deceased_on is None:
        return DeathForm(words, **blank)
    if case.is_open and is_stopped_by_death(case):
        return AfterDeathForm(words, **blank)
    return None


def _page(
    request: HttpRequest,
    who: Actor,
    transfer: Transfer,
    *,
    form: DeskForm | None,
    wrong_form: DeskForm | None = None,
    status: int = 200,
) -> HttpResponse:
    case = transfer.case
    report, decision = (
        deaths.waiting_report(case.person),
        after_death.waiting_decision(case),
    )
    waiting = report or decision
    blank = WrongDeathForm(transfer=transfer, today=clock.today(), auto_id="wrong_%s")
    context = {
        "header": showing.header(transfer),
        "case": case,
        "is_stopped": case.is_open and is_stopped_by_death(case),
        "report": report,
        "decision": decision,
        "is_mine": waiting is not None and waiting.proposed_by == who.user,
        "form": form and offered(request, form),
        "is_decision": isinstance(form, AfterDeathForm),
        "may_decide": may(who, Action.DECIDE_AFTER_DEATH, case),
        "wrong_form": offered(request, wrong_form or blank, at=f"{request.path}?wrong"),
    }
    return render(request, "desk/death.html", context, status=status)


def _post(request: HttpRequest, who: Actor, transfer: Transfer) -> HttpResponse:
    what = request.POST.get("what", "")
    if what in BUTTONS:
        act, said = BUTTONS[what]
        return _do(request, who, transfer, lambda given: act(transfer, given), said)
    if what == "wrong":
        wrong = WrongDeathForm(
            request.POST, transfer=transfer, today=clock.today(), auto_id="wrong_%s"
        )
        return _write(request, who, transfer, wrong)
    form = _form(transfer, request.POST)
    if form is None:
        return redirect("desk_death", transfer.case.number)
    return _write(request, who, transfer, form)


def _write(request: HttpRequest, who: Actor, transfer: Transfer, form: DeskForm) -> HttpResponse:
    if not form.is_valid():
        return _again(request, who, transfer, form)
    said = form.cleaned_data

    def act(given: Given) -> Any:
        if isinstance(form, AfterDeathForm):
            goes_on = said["goes_on"] == "yes"
            return after_death.propose(transfer, goes_on=goes_on, reason=said["reason"], **given)
        is_wrong = isinstance(form, WrongDeathForm)
        told = {"source": said["source"], "is_taken_back": is_wrong}
        return deaths.report(transfer.case, died_on=said.get("died_on"), **told, **given)

    try:
        return _do(request, who, transfer, act, _("Kept. A second person has to confirm it."))
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return _again(request, who, transfer, form)


def _again(request: HttpRequest, who: Actor, transfer: Transfer, form: DeskForm) -> HttpResponse:
    if isinstance(form, WrongDeathForm):
        return _page(request, who, transfer, form=_form(transfer), wrong_form=form, status=422)
    return _page(request, who, transfer, form=form, status=422)


def _do(
    request: HttpRequest, who: Actor, transfer: Transfer, act: Callable[[Given], Any], said: str
) -> HttpResponse:
    return do(request, who, transfer.case, act, said=lambda _done: str(said), back="desk_death")


BUTTONS: dict[str, tuple[Callable[[Transfer, Given], Any], Any]] = {
    "confirm": (
        lambda transfer, given: deaths.confirm(transfer.case, **given),
        gettext_lazy("Confirmed. The agencies have been told."),
    ),
    "turn-down": (
        lambda transfer, given: deaths.turn_down(transfer.case, **given),
        gettext_lazy("The report does not count."),
    ),
    "approve": (
        lambda transfer, given: after_death.approve(transfer, **given),
        gettext_lazy("Decided. The agencies have been told."),
    ),
    "turn-down-decision": (
        lambda transfer, given: after_death.turn_down(transfer, **given),
        gettext_lazy("The decision has to be made anew."),
    ),
}
