"""Names for Celery; each body is one call."""

from celery import shared_task

from applications.actions import forgetting, listing
from kit import clock


@shared_task
def forget_papers() -> None:
    """Erase the papers of drafts that nobody sends, and files that no row names."""
    forgetting.forget_old(now=clock.now())
    listing.forget_old(now=clock.now())
