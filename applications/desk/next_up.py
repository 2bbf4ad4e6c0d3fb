"""What to take up next: the most urgent of one's own, of colleagues' to approve, of nobody's."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib import messages
from django.db.models import Exists, F, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.actors import Actor
from applications.desk.case import refused_page
from applications.desk.finding import case_at_desk, turn_for
from applications.desk.services import prepared_by_others, second_person_waits
from casework.actions import assigning, steps
from casework.desk.door import at_desk
from casework.desk.waiting import at_this_desk, of_mine
from casework.errors import MoveNotPossible
from casework.models import Event, HeldAct, Step
from casework.models.steps import StepQuerySet
from casework.policies import filed_at_counter, may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotPermitted, NotValid, Refusal

LOOKED_THROUGH = 20  # of each kind: more than a clerk may not touch never lie on top


def candidates(who: Actor, *, now: datetime) -> Iterator[tuple[Step, bool]]:
    """Yield what this actor can do now, the most urgent first, and whether it is to be approved.

    What they have prepared themselves waits for somebody else; what they put off comes tomorrow.
    """
    here = _not_put_off(at_this_desk(who), who, now)
    kept = HeldAct.objects.waiting().filter(case=OuterRef("case"), agency=OuterRef("agency"))
    today = timezone.localdate(now)
    theirs = here.filter(of_mine(who, today, or_nobodys=True)).exclude(Exists(kept))
    own = theirs.exclude(second_person_waits())
    second = here.filter(prepared_by_others(who))
    found = [(step, False) for step in _first(own)] + [(step, True) for step in _first(second)]
    for step, is_second in sorted(found, key=_urgency):
        if may(who, Action.CLAIM, step.case) and not (
            is_second and filed_at_counter(who, step.case)
        ):
            yield step, is_second


def _first(found: StepQuerySet) -> StepQuerySet:
    urgent = found.order_by(F("due_on").asc(nulls_last=True), "pk")
    return urgent.select_related("case")[:LOOKED_THROUGH]


def _urgency(found: tuple[Step, bool]) -> tuple[bool, str, int]:
    step, _is_second = found
    return step.due_on is None, str(step.due_on), step.pk


def _not_put_off(found: StepQuerySet, who: Actor, now: datetime) -> StepQuerySet:
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    own = Event.objects.filter(kind=Event.Kind.SKIPPED, actor_user=who.user, at__gte=midnight)
    return found.exclude(Exists(own.filter(case=OuterRef("case"))))


@require_POST
@at_desk
def desk_next(request: HttpRequest, who: Actor) -> HttpResponse:
    """Take up what is most urgent: nobody's becomes the clerk's, a colleague's is approved."""
    if not who.acts_for_agency:
        raise NotPermitted
    now = clock.now()
    for step, is_second in candidates(who, now=now):
        if is_second or _take_on(step, who, now):
            if request.POST.get("after") == step.case.number:
                still = _("This is still the most urgent case. Do it, or put it off with a reason.")
                messages.info(request, still)
            return redirect("desk_case", step.case.number)
    messages.info(request, _("Nothing waits for you. What you put off comes again tomorrow."))
    return redirect("desk_today")


def _take_on(step: Step, who: Actor, now: datetime) -> bool:
    try:
        steps.claim(step, by=who, now=now)
    except MoveNotPossible:
        return False  # a colleague was faster: theirs is what comes next
    return True


@require_POST
@at_desk
def put_off(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Put a case off until tomorrow, and take up what comes next."""
    step = turn_for(case_at_desk(who, number, Action.CLAIM), who)
    if step is None:
        return redirect("desk_case", number)
    reason, gives_back = request.POST.get("reason", ""), bool(request.POST.get("back"))
    try:
        assigning.put_off(step, reason, by=who, now=clock.now(), gives_back=gives_back)
    except NotValid as refusal:
        return refused_page(request, who, number, Refusal(refusal.errors["reason"]))
    except Refusal as refusal:
        return refused_page(request, who, number, refusal)
    messages.success(request, _("Put off until tomorrow. The reason stands in the history."))
    return desk_next(request)
