"""Names for Celery; each body is one call."""

from celery import shared_task

from journal import sealing
from kit import clock


@shared_task
def seal_journal() -> None:
    """Seal the days of the journal that have ended."""
    sealing.seal_what_is_due(now=clock.agreed())
