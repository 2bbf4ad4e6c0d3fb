"""Names for Celery; each body is one call."""

from celery import shared_task

from accounts import telling
from accounts.actions import codes, ending, keeping
from kit import clock


@shared_task
def forget_words() -> None:
    """Forget what was typed, not sent, and not come back for."""
    keeping.forget_old(now=clock.now())


@shared_task
def forget_ways_in() -> None:
    """Forget the sign-ins and tokens that have run out."""
    ending.forget_over(now=clock.now())


@shared_task
def tell_of_guesses() -> None:
    """Tell owners that somebody guessed at codes of theirs, and forget old codes."""
    telling.of_guesses(clock.now())
    codes.forget_old(now=clock.now())
