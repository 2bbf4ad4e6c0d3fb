"""The desk's lists: today, the queue, what to take up next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from agencies.actors import Actor, Position
from agencies.models import Agency
from applications.desk.services import prepared_by_others, second_person_waits, sublines_of
from casework.actions import looking
from casework.desk.door import at_desk
from casework.desk.escalations import escalations_of
from casework.desk.inbox import notice_rows, told_to
from casework.desk.showing import days_left, task, tone
from casework.desk.waiting import (
    MOST,
    BoundedPaginator,
    CountUpToMost,
    QueueFilter,
    last_soon_day,
    steps_waiting,
)
from casework.models import Case, Escalation, HeldAct, Notice, Step
from casework.models.case import StepQuerySet
from kit import clock
from kit.questions import Fixed, question

ROWS = 25
NEXT_UP = 5
LATEST = 6


class DeskFilter(QueueFilter):
    """The queue's filters, with what a second person of the agency has to approve."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose = self.fields["whose"]
        whose.choices = [*whose.choices, ("second", _("For me as the second person"))]


def found_for(who: Actor, wanted: Mapping[str, str], *, today: date, soon: date) -> StepQuerySet:
    """Return the turns a clerk asked for, the most urgent first."""
    found = steps_waiting(who, wanted, today=today, soon=soon)
    return found.filter(prepared_by_others(who)) if wanted.get("whose") == "second" else found


def with_case(found: StepQuerySet) -> StepQuerySet:
    """Fetch along what a row of the queue shows, and whether a second person is awaited."""
    rows = found.select_related("case__person", "clerk")
    rows = rows.defer("clerk__phone", "case__person__phone")
    kept = HeldAct.objects.waiting().filter(case=OuterRef("case"), agency=OuterRef("agency"))
    return rows.annotate(is_prepared=second_person_waits(), is_held=Exists(kept))


@dataclass(frozen=True)
class Asked:
    """The turns of a queue as a clerk asked for them; a part of them is fetched when it is."""

    by: Actor
    wanted: Fixed
    today: date
    soon: date

    def __getitem__(self, part: slice) -> list[Step]:
        """Return some of them, with what a row shows."""
        return _turns(**vars(self), part=Fixed((part.start, part.stop)))

    def count(self) -> int:
        """Return how many there are, up to one more than can be paged through."""
        [number] = _number(**vars(self))
        return number


def _found(by: Actor, wanted: Fixed, today: date, soon: date) -> StepQuerySet:
    return found_for(by, dict(wanted.value), today=today, soon=soon)


@question
def _turns(*, part: Fixed, **asked: Any) -> QuerySet[Step]:
    return with_case(_found(**asked))[slice(*part.value)]


@question
def _number(**asked: Any) -> QuerySet[Agency, int]:
    own = Agency.objects.filter(pk=asked["by"].agency.pk)
    return own.values_list(CountUpToMost(_found(**asked)), flat=True)


def rows_of(found: Iterable[Step], who: Actor, *, today: date) -> list[dict[str, Any]]:
    """Return turns as the queue draws them."""
    found = list(found)
    left, lines = days_left(found, today), sublines_of(step.case for step in found)
    return [_row(step, left.get(step.pk), lines.get(step.case_id, ""), who) for step in found]


def _row(step: Step, left: int | None, subline: str, who: Actor) -> dict[str, Any]:
    case = step.case
    may_claim = who.acts_for_agency and step.agency_id == who.agency.pk and step.clerk is None
    return {
        "number": case.number,
        "href": reverse("desk_case", args=[case.number]),
        "person": case.person.name,
        "masked_id": case.person.masked_number,
        "service": case.service_title,
        "subline": subline,
        "status": _status(step),
        "tone": "warn" if step.is_prepared or step.is_held else tone(case.status),
        "due_on": step.due_on if step.paused_on is None else None,
        "days_left": left,
        "clerk": str(step.clerk) if step.clerk else "",
        "claim_href": reverse("desk_claim", args=[case.number]) if may_claim else "",
    }


def _status(step: Step) -> str:
    """Return what is to be done; what is decided and waits for letters to go out is done."""
    if step.is_held:
        return _("Decided, held back")
    return _("Second person") if step.is_prepared else task(step)


@require_GET
@at_desk
def desk_queue(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show what waits at the desk, the most urgent first."""
    today = clock.today()
    wanted = DeskFilter(request.GET).wanted
    asked = Asked(who, Fixed(tuple(wanted.items())), today, last_soon_day(who, today))
    pages = BoundedPaginator(asked, ROWS, found=asked.count())
    page = pages.get_page(request.GET.get("page"))
    looking.listed([step.case for step in page.object_list], by=who, now=clock.now())
    context = {
        "does_cases": who.acts_for_agency,
        "form": DeskFilter(initial=wanted),
        "is_filtered": bool(wanted),
        "rows": rows_of(page.object_list, who, today=today),
        "page_obj": page,
        "query": urlencode(wanted),
        "found": pages.found if pages.found <= MOST else None,
        "most": MOST,
    }
    return render(request, "desk/queue.html", context)


@require_GET
@at_desk
def desk_next(request: HttpRequest, who: Actor) -> HttpResponse:
    """Open the case to take up next: one's own first, then nobody's, the most urgent first."""
    left, today = request.GET.get("after", ""), clock.today()
    for whose in ("mine", "unassigned"):
        waiting = steps_waiting(who, {"whose": whose}, today=today, soon=today)
        found = waiting.exclude(case__number=left).select_related("case").first()
        if found:
            return redirect("desk_case", found.case.number)
    return redirect("desk_today")


@require_GET
@at_desk
def desk_today(request: HttpRequest, who: Actor) -> HttpResponse:
    """Open the day: what is due, what is next, what was told to the agency."""
    today = clock.today()
    mine = _first_turns(by=who, whose=Fixed("mine"), today=today)
    unassigned = _first_turns(by=who, whose=Fixed("unassigned"), today=today)
    told = _told(by=who)
    raised = _escalations(by=who) if who.position == Position.SUPERVISOR else None
    rows = rows_of([*mine, *unassigned], who, today=today)
    shown = [each.case for each in (*mine, *unassigned, *told, *(raised or ()))]
    looking.listed(filter(None, shown), by=who, now=clock.now())
    context = {
        "today": today,
        "does_cases": who.acts_for_agency,
        "counts": _counts(who, today),
        "mine": rows[: len(mine)],
        "unassigned": rows[len(mine) :],
        "notices": notice_rows(told),
        "escalations": raised,
    }
    return render(request, "desk/today.html", context)


@question
def _first_turns(*, by: Actor, whose: Fixed, today: date) -> QuerySet[Step]:
    found = steps_waiting(by, {"whose": whose.value}, today=today, soon=today)
    return with_case(found)[:NEXT_UP]


@question
def _told(*, by: Actor) -> QuerySet[Notice]:
    return told_to(by)[:LATEST]


def _counted(who: Actor) -> list[tuple[str, dict[str, str], str]]:
    """Return what is counted: the terms for everybody, the work for those who do it."""
    terms = [
        (_("late"), {"due": "late"}, "alert"),
        (_("due today"), {"due": "today"}, "warn"),
        (_("due within 5 working days"), {"due": "soon"}, ""),
        (_("nobody's yet"), {"whose": "unassigned"}, ""),
    ]
    work = [
        (_("mine"), {"whose": "mine"}, ""),
        (_("for me as the second person"), {"whose": "second"}, "warn"),
        (_("questions to answer"), {"step": "question"}, "warn"),
        (_("waiting for others"), {"whose": "waiting"}, ""),
        (_("with unread messages"), {"whose": "unread"}, "warn"),
    ]
    return [*terms, *work] if who.acts_for_agency else terms


def _counts(who: Actor, today: date) -> list[dict[str, Any]]:
    """Return the counts of the day: one query, in which each counts no further than it must."""
    [numbers] = _numbers(by=who, today=today, soon=last_soon_day(who, today))
    return [_count(*each, number) for each, number in zip(_counted(who), numbers, strict=True)]


@question
def _numbers(*, by: Actor, today: date, soon: date) -> QuerySet[Agency, tuple[int, ...]]:
    found = (found_for(by, wanted, today=today, soon=soon) for _text, wanted, _tone in _counted(by))
    asked = [CountUpToMost(each) for each in found]
    return Agency.objects.filter(pk=by.agency.pk).values_list(*asked)


def _count(text: str, wanted: dict[str, str], tone: str, number: int) -> dict[str, Any]:
    href = f"{reverse('desk_queue')}?{urlencode(wanted)}"
    shown = number if number <= MOST else f"{MOST:,}+"
    return {"number": shown, "text": text, "href": href, "tone": tone}


@question
def _escalations(*, by: Actor) -> QuerySet[Escalation]:
    raised = escalations_of(by).open().filter(supervisor=by.agency)
    return raised.with_turns()[:LATEST]


def case_rows(found: Iterable[Case], who: Actor, *, today: date) -> list[dict[str, Any]]:
    """Return cases as the queue draws them: with the turn that is open, or without."""
    numbers = [case.pk for case in found]
    turns = with_case(Step.objects.of_the_way().filter(case__in=numbers).order_by("case", "pk"))
    last = {step.case_id: step for step in turns}
    return rows_of(last.values(), who, today=today)
