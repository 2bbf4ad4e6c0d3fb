"""Names for Celery; each body is one call."""

from celery import shared_task

from casework.actions import duties
from kit import clock


@shared_task
def tick() -> None:
    """Do what is due."""
    duties.do_what_is_due(now=clock.agreed(), driver="celery")
