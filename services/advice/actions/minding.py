"""What is late in this room is told, each once: questions, and answers that readers call wrong."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency
from casework.actions.telling import tell_agency
from services.advice.called_wrong import called_wrong
from services.advice.models import Answer, Question

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


def mind_rechecks(*, now: datetime) -> int:
    """Tell of answers that readers call wrong and that nobody has looked at in time."""
    waiting = Answer.objects.current().filter(late_told_at=None)
    by_key = {each.pk: each for each in waiting.filter(ratings__kind="wrong").distinct()[:MOST]}
    return sum(_tell_of(each, now) for each in by_key.values())


@transaction.atomic
def _tell_of(answer: Answer, now: datetime) -> bool:
    """Tell whoever looks after an answer that its day has passed; the calendar is theirs."""
    keepers = list(_keepers(answer))
    wrong = called_wrong(keepers[0]).get(answer.pk) if keepers else None
    if wrong is None or wrong.due_on >= timezone.localdate(now):
        return False
    if not Answer.objects.filter(pk=answer.pk, late_told_at=None).update(late_told_at=now):
        return False
    data = {"slug": answer.slug, "due": wrong.due_on.isoformat()}
    occasion = f"answer:{answer.pk}:{now:%Y%m%d%H%M%S}"
    for agency in keepers:
        tell_agency(agency, "question-recheck-late", data, now=now, occasion=occasion)
    return True


def _keepers(answer: Answer) -> Iterable[Agency]:
    """Return the agency that has written an answer and the one above it.

    What came with the release was written by none: those above all others look after it.
    """
    if answer.agency is not None:
        return filter(None, (answer.agency.in_office, answer.agency.supervisor))
    return Agency.objects.active().filter(supervisor=None).order_by("code")
