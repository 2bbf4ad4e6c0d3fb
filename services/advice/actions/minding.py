"""Questions whose day has passed: their agency is told once, and the one above it as well."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from casework.actions.telling import tell_agency
from services.advice.models import Question

MOST = 200  # in one round; the next one goes on


def mind_late(*, now: datetime) -> int:
    """Tell agencies of questions that are late, and return of how many."""
    late = Question.objects.open().filter(due_on__lt=timezone.localdate(now), late_told_at=None)
    return sum(_tell(pk, now) for pk in late.values_list("pk", flat=True)[:MOST])


@transaction.atomic
def _tell(pk: int, now: datetime) -> bool:
    """Mark first, then tell: of two that look at once, one tells."""
    if not Question.objects.open().filter(pk=pk, late_told_at=None).update(late_told_at=now):
        return False
    question = Question.objects.get(pk=pk)
    above = question.agency.supervisor
    for agency in filter(None, (question.agency, above)):
        data = {"number": question.number}
        tell_agency(agency, "question-late", data, now=now, occasion=f"question:{pk}:late")
    return True
