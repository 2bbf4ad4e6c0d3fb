"""My cases of every service, what may still move first."""

from collections.abc import Sequence
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies import actors
from agencies.actors import Actor
from agencies.entering import insured_person_only
from applications import presenting
from applications.models import Application
from applications.my_cases import lines_of, my_cases
from casework.actions.living import stopped_among
from casework.case_pages import (
    DRAFT,
    QUESTION,
    CaseLine,
    Waiting,
    calendars_for,
)
from casework.models import Case, Step
from casework.rules.statuses import Status
from kit import clock
from kit.spelling import wording
from law.area_days import Calendars

A_PAGE = 20


@require_safe
@insured_person_only
def case_list(request: HttpRequest) -> HttpResponse:
    """Show all my cases, what may still move first."""
    who = actors.actor(request)
    page = Paginator(my_cases(who), A_PAGE).get_page(request.GET.get("page"))
    lines = lines_of(page.object_list, who, today=clock.today())
    context = {
        "page_obj": page,
        "running": [line for line in lines if line.case.is_open],
        "ended": [line for line in lines if not line.case.is_open],
    }
    return render(request, "applications/case_list.html", context)


def lines(cases: Sequence[Case], who: Actor, today: date) -> list[CaseLine]:
    """Return applications as lines of a list: three queries, however many there are."""
    turns = Step.objects.open().order_by("pk")
    own = Application.objects.visible_to(who).whole().filter(case__in=cases)
    own = own.select_related("decision")
    found = list(own.prefetch_related(Prefetch("case__steps", turns, to_attr="turns")))
    calendars = calendars_for(turn for each in found for turn in each.case.turns)
    stopped = stopped_among(each.case for each in found)
    return [_line(each, today, calendars, is_stopped=each.pk in stopped) for each in found]


def _line(
    application: Application, today: date, calendars: Calendars | None, *, is_stopped: bool
) -> CaseLine:
    case = application.case
    step = case.turns[-1] if case.turns else None
    calendar = calendars.at(step.agency.region_id) if calendars and step else None
    edge = {"today": today, "is_stopped": is_stopped}
    return CaseLine(
        case=case,
        title=wording(application.service.title),
        turn=presenting.turn_of(application, step, calendar=calendar, **edge),
        href=case.get_absolute_url(),
        waiting=None if is_stopped else _waiting(application),
    )


def _waiting(application: Application) -> Waiting | None:
    """Return what an application asks of its person now."""
    case, title = application.case, wording(application.service.title)
    if case.state == Status.CORRECTION_ASKED:
        names = {"agency": presenting.agency_name(application)}
        return Waiting(
            rank=QUESTION,
            title=_("%(agency)s has a question for you") % names,
            body=_("%(title)s, case %(number)s. The review goes on as soon as you have answered.")
            % {"title": title, "number": case.number},
            href=reverse("case_correct", args=[case.number]),
            link_text=_("Answer now"),
        )
    if case.state == Status.DRAFT:
        return Waiting(
            rank=DRAFT,
            title=_("You have an application that is not sent yet"),
            body=title,
            href=case.get_absolute_url(),
            link_text=_("Go on"),
        )
    return None
