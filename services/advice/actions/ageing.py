"""Answers that have to be looked at again, because the law moved or a year has passed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from services.advice import library
from services.advice.actions.following import tell_followers
from services.advice.models import Answer


def review_answers(*, now: datetime) -> None:
    """Mark the answers under which a rule has moved, and tell whoever wanted to hear of it."""
    today = timezone.localdate(now)
    for entry in library.current().entries.values():
        if entry.row.to_review_since is None and library.waits_for_review(entry, today=today):
            _mark(entry, now)


@transaction.atomic
def _mark(entry: library.Entry, now: datetime) -> None:
    moved = list(library.moved_under(entry))
    waiting = Answer.objects.current().filter(pk=entry.row.pk, to_review_since=None)
    if waiting.update(to_review_since=now, to_review_rules=moved) and (library.has_moved(entry)):
        tell_followers(entry.slug, now=now)
