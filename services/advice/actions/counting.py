"""Questions that wait, counted for everybody: what they ask stays with whoever asked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Min, Q

from agencies.models import Agency
from kit import wall
from law.wording import Text
from services.advice.models import Question
from services.advice.rules.routing import ABOUT, About

MOST = 100
# Asked without a name, a question is kept for ninety days: what is counted is shorter.
LATELY = timedelta(days=60)


@dataclass(frozen=True)
class Waiting:
    """How many questions about a matter wait at an agency, since when, and until when."""

    about: Text
    agency: Agency
    times: int
    since: datetime
    due_on: date
    is_late: bool


@wall.as_house("count the questions that wait, without their words")
def unanswered(*, today: date) -> list[Waiting]:
    """Return what waits, the oldest first; questions between agencies are not counted."""
    waiting = Question.objects.filter(state=Question.State.OPEN, from_agency=None)
    counted = (
        waiting.order_by()
        .values("about", "agency")
        .annotate(times=Count("pk"), since=Min("asked_at"), due=Min("due_on"))
        .order_by("since", "agency", "about")[:MOST]
    )
    rows = list(counted)
    agencies = Agency.objects.in_bulk({row["agency"] for row in rows})
    return [
        Waiting(
            about=ABOUT[About(row["about"])],
            agency=agencies[row["agency"]],
            times=row["times"],
            since=row["since"],
            due_on=row["due"],
            is_late=row["due"] < today,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Punctual:
    """How many questions of the last sixty days an agency has answered, and how many in time."""

    agency: Agency
    answered: int
    in_time: int
    late: int  # that still wait


@wall.as_house("count how punctual answers are, without their words")
def punctuality(*, today: date) -> list[Punctual]:
    """Return it for each agency that was asked; questions between agencies are not counted."""
    lately = Question.objects.filter(from_agency=None, asked_at__date__gt=today - LATELY)
    is_answered = Q(answered_at__isnull=False)
    counted = (
        lately.order_by()
        .values("agency")
        .annotate(
            answered=Count("pk", filter=is_answered),
            in_time=Count("pk", filter=is_answered & Q(answered_at__date__lte=F("due_on"))),
            late=Count("pk", filter=Q(state=Question.State.OPEN, due_on__lt=today)),
        )
        .filter(Q(answered__gt=0) | Q(late__gt=0))
        .order_by("agency__code")[:MOST]
    )
    rows = list(counted)
    agencies = Agency.objects.in_bulk({row["agency"] for row in rows})
    return [
        Punctual(agencies[row["agency"]], row["answered"], row["in_time"], row["late"])
        for row in rows
    ]
