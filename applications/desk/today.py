"""The first page of the desk: what is due, what is next, what was told to the agency."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from agencies.actors import Actor, Position
from agencies.models import Agency
from agencies.rules.terms import TermKind
from applications.desk.lists import rows_of, with_case
from applications.desk.wanted import found_for
from casework.actions import counting, looking
from casework.desk.door import at_desk
from casework.desk.escalations import escalations_of
from casework.desk.inbox import notice_rows, told_to
from casework.desk.waiting import MOST, CountUpToMost, last_soon_day, steps_waiting
from casework.models import Escalation, Notice, Step
from casework.models.figures import NO_DAY, NOBODY
from kit import clock, held, wall
from kit.questions import Fixed, question

NEXT_UP = 5
LATEST = 6
KEPT = ("unassigned", "mine")  # counted without end, as what is due is


@require_GET
@at_desk
def desk_today(request: HttpRequest, who: Actor) -> HttpResponse:
    """Open the day: what is due, what is next, what was told to the agency."""
    today = clock.today()
    is_ours = who.acts_for_agency
    mine = _first_turns(by=who, whose=Fixed("mine"), today=today) if is_ours else []
    unassigned = _first_turns(by=who, whose=Fixed("unassigned"), today=today) if is_ours else []
    late = [] if is_ours else _latest_due(by=who, today=today)
    told = _told(by=who)
    raised = _escalations(by=who) if who.position == Position.SUPERVISOR else None
    turns = [*mine, *unassigned, *late]
    rows = rows_of(turns, who, today=today)
    shown = [each.case for each in (*turns, *told, *(raised or ()))]
    looking.listed(filter(None, shown), by=who, now=clock.now())
    context = {
        "today": today,
        "counts": _counts(who, today),
        "mine": rows[: len(mine)],
        "unassigned": [] if late else rows[len(mine) :],
        "late": rows if late else [],
        "notices": notice_rows(told),
        "escalations": raised,
    }
    return render(request, "desk/today.html", context)


@question
def _first_turns(*, by: Actor, whose: Fixed, today: date) -> QuerySet[Step]:
    found = steps_waiting(by, {"whose": whose.value}, today=today, soon=today)
    return with_case(found)[:NEXT_UP]


@question
def _latest_due(*, by: Actor, today: date) -> QuerySet[Step]:
    found = steps_waiting(by, {"due": "late"}, today=today, soon=today)
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
    return [*terms, (_("mine"), {"whose": "mine"}, "")] if who.acts_for_agency else terms


def _counted_live(who: Actor) -> list[tuple[str, dict[str, str], str]]:
    """Return what is counted anew, which is never much: what waits for somebody's words or eyes."""
    if not who.acts_for_agency:
        return []
    return [
        (_("for me as the second person"), {"whose": "second"}, "warn"),
        (_("letters to be voided"), {"whose": "voids"}, "warn"),
        (_("of whom I stand in for"), {"whose": "standing-in"}, ""),
        (_("questions to answer"), {"step": TermKind.ANSWER_QUESTION.value}, "warn"),
        (_("with unread messages"), {"whose": "unread"}, "warn"),
        (_("reminders to answer"), {"whose": "urged"}, "warn"),
        (_("waiting for the person's answer"), {"whose": "asked"}, ""),
        (_("waiting for others"), {"whose": "waiting"}, ""),
    ]


def _counts(who: Actor, today: date) -> list[dict[str, Any]]:
    """Return the counts of the day: those of terms from what is kept, the rest by one query.

    Nobody sees zeros: only what is there to look at.
    """
    soon = last_soon_day(who, today)
    kept = zip(_counted(who), _kept_numbers(who, today, soon), strict=False)
    [live] = _numbers(by=who, today=today, soon=soon) if _counted_live(who) else [()]
    counted = [*kept, *zip(_counted_live(who), live, strict=True)]
    return [_count(*each, number) for each, number in counted if number]


def _kept_numbers(who: Actor, today: date, soon: date) -> tuple[int, ...]:
    """Return how many are late, due today, due soon, nobody's and mine, without counting them.

    What a reader has nothing to do with (a relative's case) is among the sums, and taken off.
    """
    found = counting.waiting_at(offices_of(who))
    for clerk, day in _kept_from(by=who) if who.kept_from else ():
        found[clerk or NOBODY, day or NO_DAY] -= 1
    mine = who.user.pk if who.user else NOBODY

    def number(wanted: Callable[[int, date], bool]) -> int:
        return sum(n for (clerk, day), n in found.items() if wanted(clerk, day))

    return (
        number(lambda _clerk, day: day < today),
        number(lambda _clerk, day: day == today),
        number(lambda _clerk, day: today <= day <= soon),
        number(lambda clerk, _day: clerk == NOBODY),
        number(lambda clerk, _day: clerk == mine),
    )


def offices_of(who: Actor) -> list[int]:
    """Return the keys of the agencies whose turns lie on somebody's desk."""
    if who.agency is None:
        return []
    if who.position != Position.AUDITOR:
        return who.agency.offices
    province = who.agency.region_id[:2]
    return [k for k, each in held.rows_of(Agency).items() if each.region_id.startswith(province)]


def _kept_from(*, by: Actor) -> list[tuple[int | None, date | None]]:
    """Return the turns in the agencies' sums that are not for this reader: a handful."""
    theirs = Step.objects.open().filter(paused_on=None, agency__in=offices_of(by))
    with wall.as_house("take what a reader may not see off what they count"):
        return list(theirs.filter(case__person__in=by.kept_from).values_list("clerk", "due_on"))


@question
def _numbers(*, by: Actor, today: date, soon: date) -> QuerySet[Agency, tuple[int, ...]]:
    counted = _counted_live(by)
    found = (found_for(by, wanted, today=today, soon=soon) for _text, wanted, _tone in counted)
    asked = [CountUpToMost(each) for each in found]
    return Agency.objects.filter(pk=by.agency.pk).values_list(*asked)


def _count(text: str, wanted: dict[str, str], tone: str, number: int) -> dict[str, Any]:
    href = f"{reverse('desk_queue')}?{urlencode(wanted)}"
    is_cut = number > MOST and "due" not in wanted and wanted.get("whose") not in KEPT
    shown = f"{MOST:,}+" if is_cut else number if number < MOST else f"{number:,}"
    return {"number": shown, "text": text, "href": href, "tone": tone}


@question
def _escalations(*, by: Actor) -> QuerySet[Escalation]:
    raised = escalations_of(by).open().filter(supervisor=by.agency)
    return raised.with_turns()[:LATEST]
