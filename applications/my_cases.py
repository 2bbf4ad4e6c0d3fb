"""The cases of one person, of every service: what may still move first, in few queries."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from itertools import groupby
from operator import or_

from django.db.models import Case as Choice
from django.db.models import IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.actions.living import with_reports
from casework.case_pages import MONEY, QUESTION, CaseLine, Waiting, all_pages, pages_of
from casework.models import Case
from kit.questions import question

NOTHING_WAITS = MONEY + 1
MOST_LOOKED_THROUGH = 40  # of one person; more are open in nobody's life


@question
def first_cases(*, by: Actor) -> QuerySet[Case]:
    """Return as many of somebody's own cases as their first page looks through."""
    return my_cases(by)[:MOST_LOOKED_THROUGH]


def my_cases(who: Actor) -> QuerySet[Case]:
    """Return somebody's own cases: open ones and those that ask something of them, then ended."""
    still = reduce(or_, (pages.waiting for pages in all_pages()), Q(closed_at=None))
    place = Choice(When(still, then=Value(0)), default=Value(1), output_field=IntegerField())
    own = with_reports(Case.objects.visible_to(who).filter(person=who.applies_for_id))
    own = own.select_related("thread")
    return own.annotate(place=place).order_by("place", "-created_at", "-pk")


def lines_of(cases: Iterable[Case], who: Actor, *, today: date) -> list[CaseLine]:
    """Return cases as lines of a list in their order, asking each room once."""
    in_order = list(cases)
    for case in in_order:
        if case.person_id == who.applies_for_id:
            case.person = who.applies_for
    found: dict[int, CaseLine] = {}
    by_room = sorted(in_order, key=_room)
    for _key, some in groupby(by_room, key=_room):
        together: Sequence[Case] = list(some)
        lines = pages_of(together[0].service).lines(together, who, today)
        found |= {line.case.pk: line for line in lines}
    found = {case.pk: with_messages(found[case.pk], case) for case in in_order if case.pk in found}
    return [found[case.pk] for case in in_order if case.pk in found]


def with_messages(line: CaseLine, case: Case) -> CaseLine:
    """Return a line with what is unread in its case; an answer that is awaited waits first."""
    waiting = line.waiting
    if waiting is None and case.is_open and case.answer_due_on is not None:
        day = {"number": case.number, "day": date_format(case.answer_due_on, "DATE_FORMAT")}
        waiting = Waiting(
            rank=QUESTION,
            title=_("An agency has written and waits for your answer"),
            body=_("Case %(number)s: please answer by %(day)s.") % day,
            href=reverse("case_messages", args=[case.number]),
            link_text=_("Answer now"),
        )
    return replace(line, unread=case.unread_by_person, waiting=waiting)


def _room(case: Case) -> int:
    return id(pages_of(case.service))


def urgent_first(lines: Iterable[CaseLine]) -> list[CaseLine]:
    """Return lines in their order, but what waits for the person before the others."""
    return sorted(lines, key=lambda line: line.waiting.rank if line.waiting else NOTHING_WAITS)


def first_waiting(lines: Iterable[CaseLine]) -> Waiting | None:
    """Return what waits for the person before everything else."""
    waiting = [line.waiting for line in lines if line.waiting]
    return min(waiting, key=lambda each: each.rank, default=None)
