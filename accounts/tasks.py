"""Names for Celery; each body is one call."""

from celery import shared_task

from accounts.actions import keeping
from kit import clock


@shared_task
def forget_words() -> None:
    """Forget what was typed, not sent, and not come back for."""
    keeping.forget_old(now=clock.now())
