"""Names for Celery; each body is one call."""

import logging

from celery import shared_task
from django.conf import settings
from kombu.exceptions import OperationalError

from casework.actions import answers, duties, sending
from casework.rules.wishes import Way
from kit import clock

log = logging.getLogger(__name__)
AT_A_TIME = 25  # seconds of one task; the next one comes within half a minute
A_BELL = 30  # seconds for which one is worth hearing: the next one rings by then


@shared_task
def tick() -> None:
    """Do what is due, and have sent what is to leave."""
    duties.do_what_is_due(now=clock.agreed(), driver="celery")
    for way in Way:
        ring_for(way)


def ring_for(way: Way) -> None:
    """Ask a worker to send by one way; without a broker the sweep does."""
    if not settings.NUDGE_WORKERS:
        return
    try:
        send.apply_async([way.value], retry=False, ignore_result=True, expires=A_BELL)
    except (OperationalError, OSError) as error:
        log.warning("no worker could be asked to send: %s", type(error).__name__)


@shared_task
def send(way: str = "") -> None:
    """Send what is to leave by one way, or by each, in a task of its own: a slow server holds up
    itself."""
    for each in [Way(way)] if way else Way:
        sending.send_what_is_due(each, now=clock.agreed(), seconds=AT_A_TIME)


@shared_task
def forget_answers() -> None:
    """Forget the answers to programs that are no longer repeated."""
    answers.forget_old(now=clock.now())
