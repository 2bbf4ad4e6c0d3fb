"""A death: reported by one person and confirmed by another, and what becomes of the case."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.words import offered
from agencies.actors import Actor
from applications.acts import Act
from applications.desk.doing import do
from casework.actions import deaths
from casework.actions.living import is_stopped_by_death
from casework.desk.door import at_desk
from casework.policies import may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid
from transfers.actions import after_death
from transfers.acts import deaths as acts
from transfers.desk import showing
from transfers.desk.case import transfer_at_desk
from transfers.desk_forms import AfterDeathForm, DeathForm, DeskForm, WrongDeathForm
from transfers.models import Transfer

# The buttons of the second person; each is sent with the name of its act.
SECOND = {
    act.name for act in (acts.CONFIRM, acts.TURN_DOWN, acts.APPROVE_AFTER, acts.TURN_DOWN_AFTER)
}


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
    if what == "wrong":
        wrong = WrongDeathForm(
            request.POST, transfer=transfer, today=clock.today(), auto_id="wrong_%s"
        )
        return _write(request, who, transfer, wrong, acts.REPORT)
    if what in SECOND:
        return do(request, who, what, transfer, back="desk_death")
    form = _form(transfer, request.POST)
    if form is None:
        return redirect("desk_death", transfer.case.number)
    is_decision = isinstance(form, AfterDeathForm)
    return _write(request, who, transfer, form, acts.PROPOSE_AFTER if is_decision else acts.REPORT)


def _write(
    request: HttpRequest, who: Actor, transfer: Transfer, form: DeskForm, act: Act
) -> HttpResponse:
    if not form.is_valid():
        return _again(request, who, transfer, form)
    try:
        return do(request, who, act.name, transfer, form.said, back="desk_death")
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return _again(request, who, transfer, form)


def _again(request: HttpRequest, who: Actor, transfer: Transfer, form: DeskForm) -> HttpResponse:
    if isinstance(form, WrongDeathForm):
        return _page(request, who, transfer, form=_form(transfer), wrong_form=form, status=422)
    return _page(request, who, transfer, form=form, status=422)
