"""The supervisor's switch: letters and money of the agency are stopped, and go on."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from agencies.actors import Actor
from casework.actions import halting, looking
from casework.desk.door import at_desk
from casework.desk.waiting import BoundedPaginator
from casework.models import Halt, HeldAct
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotPermitted, NotValid, Refusal

ROWS = 25


def _why(label: Any, required: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=halting.LONGEST_REASON,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": required},
    )


class WhyForm(forms.Form):
    """Why letters are stopped."""

    reason = _why(gettext_lazy("Why"), gettext_lazy("Write why."))


class DoneForm(WhyForm):
    """What was done, so that letters may go on."""

    reason = _why(
        gettext_lazy("What was done about it"), gettext_lazy("Write what was done about it.")
    )


def _let_in(who: Actor) -> None:
    if not may_generally(who, Action.STOP_ISSUING):
        raise NotPermitted


@require_GET
@at_desk
def desk_issuing(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show whether letters go out, what waits, and who stopped them when."""
    _let_in(who)
    return _page(request, who)


def _page(
    request: HttpRequest, who: Actor, *, form: WhyForm | None = None, status: int = 200
) -> HttpResponse:
    halts = Halt.objects.filter(Q(agency=who.agency) | Q(agency=None))
    people = ("stopped_by", "lifting_asked_by", "lifted_by")
    history = halts.select_related(*people).order_by("-stopped_at", "-pk")
    page = BoundedPaginator(history, ROWS).get_page(request.GET.get("page"))
    waiting = HeldAct.objects.waiting().filter(agency=who.agency).select_related("case", "by_user")
    if who.kept_from:
        waiting = waiting.exclude(case__person__in=who.kept_from)
    shown = list(waiting[:ROWS])
    looking.listed([held.case for held in shown], by=who, now=clock.now())
    own = Halt.objects.in_force().filter(agency=who.agency)
    own_halt = own.select_related("lifting_asked_by").first()
    context: dict[str, Any] = {
        "own": own_halt,
        "is_mine": own_halt is not None and own_halt.lifting_asked_by == who.user,
        "everywhere": Halt.objects.in_force().filter(agency=None).first(),
        "form": form or (DoneForm() if own_halt else WhyForm()),
        "waiting": shown,
        "number_waiting": waiting.count(),
        "page_obj": page,
    }
    return render(request, "desk/issuing.html", context, status=status)


@require_POST
@at_desk
def stop(request: HttpRequest, who: Actor) -> HttpResponse:
    """Stop letters and money of the own agency."""
    _let_in(who)
    return _act(
        request,
        who,
        lambda why: halting.stop(who.agency, reason=why, by=who, now=clock.now()),
        form=WhyForm(request.POST),
        said=_("Letters and money of your agency are stopped."),
    )


@require_POST
@at_desk
def go_on(request: HttpRequest, who: Actor) -> HttpResponse:
    """Ask that letters and money of the own agency go on."""
    _let_in(who)
    halt = Halt.objects.in_force().filter(agency=who.agency).first()
    if halt is None:
        return redirect("desk_issuing")
    return _act(
        request,
        who,
        lambda why: halting.ask_to_lift(halt, reason=why, by=who, now=clock.now()),
        form=DoneForm(request.POST),
        said=_("Asked for. A second person has to confirm it; until then nothing goes out."),
    )


@require_POST
@at_desk
def confirm(request: HttpRequest, who: Actor) -> HttpResponse:
    """Let letters and money go on as the second person."""
    _let_in(who)
    halt = Halt.objects.in_force().filter(agency=who.agency).first()
    if halt is None:
        return redirect("desk_issuing")
    asked_at = _moment(request.POST.get("asked_at", "")) or halt.stopped_at
    try:
        halting.lift(halt, by=who, now=clock.now(), asked_at=asked_at)
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        return _page(request, who, status=refusal.status)
    messages.success(request, _("Letters and money go on. What waited goes out in its order."))
    return redirect("desk_issuing")


def _moment(text: str) -> datetime | None:
    """Return the moment of the request that was on the page; none if it was tampered with."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _act(
    request: HttpRequest, who: Actor, act: Callable[[str], Any], *, form: WhyForm, said: str
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, who, form=form, status=422)
    try:
        act(form.cleaned_data["reason"])
    except NotValid as refusal:
        form.add_error("reason", str(refusal.errors["reason"]))
        return _page(request, who, form=form, status=422)
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        return _page(request, who, status=refusal.status)
    messages.success(request, said)
    return redirect("desk_issuing")
