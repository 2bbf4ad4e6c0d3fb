"""The term of a turn at the desk: remind, answer, and days that a ground of the law takes out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.words import offered
from agencies.actors import Actor
from applications import acts_beside as acts
from applications import terms_shown
from applications.act import Act
from applications.acts.doing import acts_of
from applications.desk import acting, services
from applications.desk.doing import do
from applications.desk.finding import case_at_desk, current_step
from applications.term_forms import ExtensionForm, ReminderAnswerForm, TermForm
from casework.desk.door import at_desk
from casework.models import Case
from casework.policies import may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid

# Buttons that need no words; each is sent with the name of its act.
PLAIN = {each.name for each in (acts.REMIND, acts.APPROVE_EXTENSION, acts.TURN_DOWN_EXTENSION)}
WRITTEN: dict[str, tuple[type[TermForm], Act]] = {
    acts.EXTEND.name: (ExtensionForm, acts.EXTEND),
    acts.ANSWER_REMINDER.name: (ReminderAnswerForm, acts.ANSWER_REMINDER),
}


@require_http_methods(["GET", "POST"])
@at_desk
def desk_term(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show who was reminded and what was taken out of the term, or do what was asked for."""
    case = case_at_desk(who, number, Action.REMIND)
    what = request.POST.get("what", "")
    if what in PLAIN:
        return _do(request, who, case, what, {})
    if what in WRITTEN:
        return _write(request, who, case, what)
    return _page(request, who, case)


def _write(request: HttpRequest, who: Actor, case: Case, what: str) -> HttpResponse:
    kind, act = WRITTEN[what]
    form = kind(request.POST, auto_id=f"{what}_%s")
    if not form.is_valid():
        return _page(request, who, case, form=form, status=422)
    try:
        return _do(request, who, case, act.name, form.said)
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return _page(request, who, case, form=form, status=422)


def _do(
    request: HttpRequest, who: Actor, case: Case, name: str, said: dict[str, Any]
) -> HttpResponse:
    subject = acts_of(case.service).subject(case)
    return do(request, who, name, subject, said, back=acts.TERM_PAGE)


def _page(
    request: HttpRequest, who: Actor, case: Case, *, form: TermForm | None = None, status: int = 200
) -> HttpResponse:
    room = services.room_of(case.service) or acting.APPLICATIONS
    shown, step = terms_shown.of_case(case, who, today=clock.today()), current_step(case)
    is_ours = step is not None and step.agency == who.agency
    waits = any(not each["is_answered"] for each in shown["urgings"])
    runs = step is not None and step.due_on is not None and step.paused_on is None
    waiting = shown["waiting"]
    context = {
        "header": room.header(acts_of(case.service).subject(case)),
        "case": case,
        "step": step,
        "term": shown,
        "is_mine": waiting is not None and waiting.proposed_by == who.user,
        "may_extend": may(who, Action.EXTEND_TERM, case),
        "extension_form": _form(request, form, acts.EXTEND)
        if runs and not waiting and may(who, Action.EXTEND_TERM, case)
        else None,
        "answer_form": _form(request, form, acts.ANSWER_REMINDER) if is_ours and waits else None,
        "form": form,
    }
    return render(request, "desk/term.html", context, status=status)


def _form(request: HttpRequest, form: TermForm | None, act: Act) -> TermForm:
    kind = WRITTEN[act.name][0]
    if isinstance(form, kind):
        return form
    blank = kind(auto_id=f"{act.name}_%s")
    return offered(request, blank, at=f"{request.path}?{act.name}")
