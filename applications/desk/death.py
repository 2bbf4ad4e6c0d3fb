"""A death: reported by one person and confirmed by another, and what becomes of the case."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.words import offered
from agencies.actors import Actor
from applications import acts_after_death as acts
from applications.act import Act
from applications.acts.doing import acts_of
from applications.desk import acting, services
from applications.desk.death_forms import AfterDeathForm, DeathForm, DeathsForm, WrongDeathForm
from applications.desk.doing import do
from applications.desk.finding import case_at_desk
from casework.actions import after_death, deaths
from casework.actions.living import is_stopped_by_death
from casework.desk.door import at_desk
from casework.models import Case
from casework.policies import may
from casework.rules.authorisation import Action
from kit.errors import NotValid
from kit.spelling import wording

# The buttons of the second person; each is sent with the name of its act.
SECOND = {
    act.name for act in (acts.CONFIRM, acts.TURN_DOWN, acts.APPROVE_AFTER, acts.TURN_DOWN_AFTER)
}


@require_http_methods(["GET", "POST"])
@at_desk
def desk_death(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show what is known of a death and what waits, or do what was asked for."""
    if request.method == "POST":
        case = case_at_desk(who, number, Action.RECORD_DEATH)
        return _post(request, who, case)
    case = case_at_desk(who, number)
    if not may(who, Action.RECORD_DEATH, case):
        return redirect("desk_case", number)
    return _page(request, who, case, form=_form(case))


def _form(case: Case, words: Any = None) -> DeathsForm | None:
    """Return what can be written now: a report, a decision, or that the report was wrong."""
    if deaths.waiting_report(case.person) or after_death.waiting_decision(case):
        return None
    if case.person.deceased_on is None:
        return DeathForm(words, case=case)
    if case.is_open and is_stopped_by_death(case):
        return AfterDeathForm(words, case=case)
    return None


def _page(
    request: HttpRequest,
    who: Actor,
    case: Case,
    *,
    form: DeathsForm | None,
    wrong_form: DeathsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    room = services.room_of(case.service) or acting.APPLICATIONS
    report, decision = (
        deaths.waiting_report(case.person),
        after_death.waiting_decision(case),
    )
    waiting = report or decision
    blank = WrongDeathForm(case=case, auto_id="wrong_%s")
    context = {
        "header": room.header(acts_of(case.service).subject(case)),
        "reads": wording(after_death.ending_of(case).reads),
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


def _post(request: HttpRequest, who: Actor, case: Case) -> HttpResponse:
    what = request.POST.get("what", "")
    if what in SECOND:
        return _do(request, who, case, what, {})
    if what == "wrong":
        wrong = WrongDeathForm(request.POST, case=case, auto_id="wrong_%s")
        return _write(request, who, case, wrong, acts.REPORT)
    form = _form(case, request.POST)
    if form is None:
        return redirect("desk_death", case.number)
    is_decision = isinstance(form, AfterDeathForm)
    return _write(request, who, case, form, acts.PROPOSE_AFTER if is_decision else acts.REPORT)


def _write(
    request: HttpRequest, who: Actor, case: Case, form: DeathsForm, act: Act
) -> HttpResponse:
    if not form.is_valid():
        return _again(request, who, case, form)
    try:
        return _do(request, who, case, act.name, form.said)
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return _again(request, who, case, form)


def _again(request: HttpRequest, who: Actor, case: Case, form: DeathsForm) -> HttpResponse:
    if isinstance(form, WrongDeathForm):
        return _page(request, who, case, form=_form(case), wrong_form=form, status=422)
    return _page(request, who, case, form=form, status=422)


def _do(
    request: HttpRequest, who: Actor, case: Case, name: str, said: dict[str, Any]
) -> HttpResponse:
    subject = acts_of(case.service).subject(case)
    return do(request, who, name, subject, said, back="desk_death")
