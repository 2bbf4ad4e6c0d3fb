"""Current answers that readers call wrong since somebody last looked at them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils import timezone

from agencies import rule_book, work_calendar
from agencies.models import Agency
from law.workdays import add_workdays
from services.advice.models import Answer, Rating
from services.advice.rules.values import RECHECKED_WITHIN

MOST = 500  # ratings that are looked through; the first of each answer counts


@dataclass(frozen=True)
class CalledWrong:
    """What readers say of an answer, and by when somebody has to look at it."""

    due_on: date
    notes: tuple[str, ...]
    times: int


def called_wrong(agency: Agency) -> dict[int, CalledWrong]:
    """Return them by the key of the answer; the day is by the calendar of an agency."""
    said = Rating.objects.filter(
        kind=Rating.Kind.WRONG,
        answer__state=Answer.State.CURRENT,
        at__gte=F("answer__written_at"),
    ).order_by("at", "pk")[:MOST]
    by_answer: dict[int, list[Rating]] = {}
    for each in said:
        by_answer.setdefault(each.answer_id, []).append(each)
    return {key: _of(ratings, agency) for key, ratings in by_answer.items()}


def _of(ratings: list[Rating], agency: Agency) -> CalledWrong:
    day = timezone.localdate(ratings[0].at)
    days = RECHECKED_WITHIN.count(day, rule_book.current())
    return CalledWrong(
        due_on=add_workdays(day, days, work_calendar.of(agency)),
        notes=tuple(each.note for each in ratings if each.note),
        times=len(ratings),
    )
