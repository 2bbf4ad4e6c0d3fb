"""Questions that wait, counted for everybody: what they ask stays with whoever asked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min

from agencies.models import Agency
from kit import wall
from law.wording import Text
from services.advice.models import Question
from services.advice.rules.routing import ABOUT, About

MOST = 100


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
