"""Names for Celery; each body is one call."""

from celery import shared_task

from accounts.actions import keeping
from agencies import clock
from casework.actions import duties
from casework.journal import sealing


@shared_task
def tick() -> None:
    """Do what is due."""
    duties.do_what_is_due(now=clock.now(), driver="celery")


@shared_task
def forget_words() -> None:
    """Forget what was typed, not sent, and not come back for."""
    keeping.forget_old(now=clock.now())


@shared_task
def seal_journal() -> None:
    """Seal the days of the journal that have ended."""
    sealing.seal_what_is_due(now=clock.now())
