"""The first page of the desk: what is due, what is next, what was told to the agency."""

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
from applications.desk import kept_numbers
from applications.desk.lists import rows_of, with_case
from applications.desk.wanted import found_for
from casework.actions import looking
from casework.desk.door import at_desk
from casework.desk.escalations import LATE, escalations_of
from casework.desk.inbox import notice_rows, told_to
from casework.desk.waiting import MOST, CountUpToMost, last_soon_day, steps_waiting
from casework.models import Escalation, Notice, Step
from kit import clock
from kit.questions import Fixed, question

NEXT_UP = 5
LATEST = 6


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
    sums, kept = kept_numbers.sums_of(who), []
    for each in _counted(who):
        number = kept_numbers.number_of(sums, each[1], who=who, today=today, soon=soon)
        kept.append((each, number))
    [live] = _numbers(by=who, today=today, soon=soon) if _counted_live(who) else [()]
    counted = [*kept, *zip(_counted_live(who), live, strict=True)]
    return [_count(*each, number) for each, number in counted if number]


@question
def _numbers(*, by: Actor, today: date, soon: date) -> QuerySet[Agency, tuple[int, ...]]:
    counted = _counted_live(by)
    found = (found_for(by, wanted, today=today, soon=soon) for _text, wanted, _tone in counted)
    asked = [CountUpToMost(each) for each in found]
    return Agency.objects.filter(pk=by.agency.pk).values_list(*asked)


def _count(text: str, wanted: dict[str, str], tone: str, number: int) -> dict[str, Any]:
    href = f"{reverse('desk_queue')}?{urlencode(wanted)}"
    is_cut = number > MOST and not kept_numbers.is_kept(wanted)
    shown = f"{MOST:,}+" if is_cut else number if number < MOST else f"{number:,}"
    return {"number": shown, "text": text, "href": href, "tone": tone}


@question
def _escalations(*, by: Actor) -> QuerySet[Escalation]:
    raised = escalations_of(by).filter(LATE, supervisor=by.agency)
    return raised.with_turns()[:LATEST]
