"""Doing what is owed: claimed, done and marked in a way that no repetition can double."""

import logging
import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from casework.actions import awaiting, digests, halting
from casework.actions.owing import owe_again
from casework.actions.reminding import remind, tell_lateness
from casework.actions.rescheduling import follow_the_calendar
from casework.errors import IssuingStopped
from casework.models import Case, Duty, Tick
from kit import held, wall

log = logging.getLogger(__name__)

# Longer than any duty takes; nothing but a needless second try depends on it.
LEASE = timedelta(seconds=30)
MOST_TRIES = 5
BATCH = 200
MILESTONES = (Duty.Kind.REMIND, Duty.Kind.LATE)
LETTERS = (Duty.Kind.DELIVER,)
# Each has a batch of its own at every round, the quickest first: a thousand letters that are to be
# sealed hold up no deadline, and a page that is slow to be judged holds up no letter.
QUEUES = (
    Q(kind__in=MILESTONES),
    Q(kind__in=LETTERS),
    ~Q(kind__in=(*MILESTONES, *LETTERS)),
)


@wall.as_house("do what is due")
def do_what_is_due(*, now: datetime, driver: str = "tick", most: int = BATCH) -> int:
    """Do up to `most` duties of each queue; any number of drivers may run at once or twice."""
    Tick.objects.update_or_create(driver=driver, defaults={"at": now})
    follow_the_calendar(now=now)
    for look_after in CHORES:
        look_after(now=now)
    done = sum(_do_queue(queue, now=now, most=most) for queue in QUEUES)
    return done + _do_what_was_held(now=now, most=most)


def _do_queue(queue: Q, *, now: datetime, most: int) -> int:
    """Do up to `most` duties of one queue."""
    begun, done = time.monotonic(), 0
    due = Duty.objects.due(now).filter(queue).order_by("due_at", "pk")
    for pk in list(due.values_list("pk", flat=True)[:most]):
        passed = timedelta(seconds=time.monotonic() - begun)
        done += do_duty(pk, now=now + passed)
    return done


def _do_what_was_held(*, now: datetime, most: int) -> int:
    """Carry out held decisions one after the other: each lets the next of its agency come up."""
    for done in range(most):
        held = Duty.objects.due(now).filter(kind=Duty.Kind.ISSUE).order_by("held_act").first()
        if held is None or not do_duty(held.pk, now=now):
            return done
    return most


def do_duty(pk: int, *, now: datetime) -> bool:
    """Do one duty if it is still owed and nobody else is at it; say whether it was done here."""
    if not _claim(pk, now):
        return False
    try:
        with held.asking_once(), transaction.atomic():
            return _do_once(pk, now)
    except Exception as error:  # whatever happened, the duty is still owed
        _put_back(pk, error, now)
        return False


def _do_once(pk: int, now: datetime) -> bool:
    """Mark first, then do, in one transaction: what is already marked is not done again."""
    _hold_case(pk)
    if _is_stopped(pk):
        return False
    if not Duty.objects.waiting().filter(pk=pk).update(done_at=now, last_error=""):
        return False
    related = ("case__person", "step")
    duty = Duty.objects.select_related(*related).get(pk=pk)
    HANDLERS[Duty.Kind(duty.kind)](duty, now)
    return True


def _is_stopped(pk: int) -> bool:
    """Whether a letter may not go out since it was claimed; stopping waits for those under way."""
    duty = Duty.objects.filter(pk=pk).exclude(issuer=None).first()
    if duty is None or duty.issuer is None:
        return False
    try:
        halting.check_may_issue(duty.issuer)
    except IssuingStopped:
        return True
    return False


def _hold_case(pk: int) -> None:
    """Let a milestone and a move of its case wait for each other.

    A move holds the case first and drops the milestones afterwards; in the other order the two
    would hold each other up for ever.
    """
    milestone = Duty.objects.filter(pk=pk, kind__in=MILESTONES)
    list(Case.objects.select_for_update().only("pk").filter(pk__in=milestone.values("case")))


@transaction.atomic
def _claim(pk: int, now: datetime) -> bool:
    """Take a duty on, past any that somebody is at; count the try before it is made.

    So a duty that ends its worker each time is not tried for ever.
    """
    due = Duty.objects.due(now).filter(pk=pk)
    duty = due.select_for_update(skip_locked=True, of=("self",)).first()
    if duty is None:
        return False
    if duty.attempts >= MOST_TRIES:
        log.error("duty %s died: no try ever came to an end", pk)
        Duty.objects.filter(pk=pk).update(dead_at=now)
        return False
    Duty.objects.filter(pk=pk).update(claimed_until=now + LEASE, attempts=F("attempts") + 1)
    return True


def _put_back(pk: int, error: Exception, now: datetime) -> None:
    """Try again later, ever later; after the last try the duty is dead and an alarm is raised.

    Only the kind of error is kept: its text may hold personal data.
    """
    what = type(error).__name__
    waiting = Duty.objects.waiting().filter(pk=pk)
    if waiting.filter(attempts__gte=MOST_TRIES).update(dead_at=now, last_error=what):
        log.error("duty %s died of %s", pk, what)
        return
    tries = waiting.values_list("attempts", flat=True).first()
    if tries is None:  # meanwhile somebody else did it, or it is owed no more
        return
    log.warning("duty %s failed with %s, try %s", pk, what, tries)
    pause = timedelta(seconds=2**tries * random.uniform(5, 10))  # noqa: S311 -- no secret
    waiting.update(claimed_until=now + pause, last_error=what)


def revive(duty: Duty, *, now: datetime) -> None:
    """Owe a dead duty once more."""
    owe_again(Duty.objects.filter(pk=duty.pk).exclude(dead_at=None), now=now)


HANDLERS: dict[Duty.Kind, Callable[[Duty, datetime], None]] = {
    Duty.Kind.AWAIT_ANSWER: awaiting.remind,
    Duty.Kind.REMIND: remind,
    Duty.Kind.LATE: tell_lateness,
}
# Rooms above add how duties of their kinds are done, and what else wants looking after at each
# round; they are called with `now=` and are safe to repeat.
CHORES: list[Callable[..., object]] = [digests.owe]
