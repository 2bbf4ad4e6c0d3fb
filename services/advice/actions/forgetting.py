"""What was asked goes when its time is over: soon without a name, later with one."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from agencies import rule_book
from services.advice.actions import asking
from services.advice.models import Attachment, MissedWords, Question
from services.advice.rules.values import ANONYMOUS_KEPT, SIGNED_KEPT

WORDS_KEPT = timedelta(days=90)


def forget_old(*, now: datetime) -> None:
    """Delete questions whose time is over, with all that was noted of them."""
    today, book = timezone.localdate(now), rule_book.current()
    closed = Question.objects.exclude(state=Question.State.OPEN)
    without_name = timedelta(days=ANONYMOUS_KEPT.count(today, book))
    anonymous = Q(person=None, from_agency=None, asked_at__lt=now - without_name)
    months = SIGNED_KEPT.count(today, book)
    signed = Q(asked_at__date__lt=_months_before(today, months))
    with transaction.atomic():
        gone = closed.filter(anonymous | signed)
        asking.drop_papers(Attachment.objects.filter(question__in=gone))
        gone.delete()
    MissedWords.objects.filter(day__lt=today - WORDS_KEPT).delete()


def _months_before(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, 1)
