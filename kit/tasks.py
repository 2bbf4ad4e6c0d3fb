"""Names for Celery; each body is one call."""

from celery import shared_task
from django.utils import timezone

from kit import limits


@shared_task
def forget_attempts() -> None:
    """Forget the counts whose span is over."""
    limits.forget_old(now=timezone.now())
