"""Doing what is owed: claimed, done and marked in a way that no repetition can double."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db import transaction

from casework.actions import awaiting, claiming, digests, following, halting, rescheduling
from casework.actions.claiming import LEASE, MILESTONES, MOST_TRIES, QUEUES, Queue
from casework.actions.owing import owe_again
from casework.actions.reminding import remind, tell_lateness
from casework.errors import IssuingStopped
from casework.models import Case, Duty
from kit import held, traces, wall

BATCH = 200
SECONDS_OF_A_QUEUE = 5.0  # in one round; then the others have their turn
_busy = {queue: threading.Lock() for queue in QUEUES}


@wall.as_house("do what is due")
def do_what_is_due(*, now: datetime, driver: str = "tick", most: int = BATCH) -> int:
    """Do up to `most` duties of each queue; any number of drivers may run at once or twice.

    A process works off each queue in one thread at a time: two bells do the work of one, and a slow
    letter in one thread holds up no deadline in another.
    """
    seen = claiming.look(driver, now=now)
    if seen.chores_wait and claiming.claim_chores(now):
        for look_after in CHORES:
            look_after(now=now)
        seen = claiming.look(driver, now=now)
    due = [queue for queue in QUEUES if seen.due.intersection(queue.kinds)]
    return sum(_work_off(queue, seen.due, now=now, most=most) for queue in due)


def _work_off(queue: Queue, due: frozenset[str], *, now: datetime, most: int) -> int:
    """Do up to `most` duties of one queue, unless another thread is at it."""
    if not _busy[queue].acquire(blocking=False):
        return 0
    try:
        return sum(_in_turn(queue, due, now, most))
    finally:
        _busy[queue].release()


def _in_turn(queue: Queue, due: frozenset[str], now: datetime, most: int) -> Iterator[bool]:
    """Claim and do, kind after kind, until nothing is free or the round is over."""
    begun, left = time.monotonic(), most
    waiting = deque((kind, tried) for kind in queue.kinds if kind in due for tried in (False, True))
    while waiting and left > 0 and (passed := time.monotonic() - begun) < SECONDS_OF_A_QUEUE:
        kind, tried = waiting.popleft()
        at_once = 1 if tried else min(queue.at_once, left)
        moment = now + timedelta(seconds=passed)
        claimed = claiming.claim(kind, most=at_once, now=moment, tried=tried)
        if claimed:
            waiting.append((kind, tried))
            left -= len(claimed)
            yield from _do_all(claimed, moment)


def _do_all(claimed: list[Duty], now: datetime) -> Iterator[bool]:
    """Do what was claimed together, and let go what its lease might not last for."""
    begun = time.monotonic()
    for done, duty in enumerate(claimed):
        passed = timedelta(seconds=time.monotonic() - begun)
        if passed > LEASE / 2:
            claiming.let_go(claimed[done:])
            return
        yield do_claimed(duty, now=now + passed)


def do_duty(pk: int, *, now: datetime) -> bool:
    """Do one duty if it is still owed and nobody else is at it; say whether it was done here."""
    duty = claiming.claim_one(pk, now=now)
    return duty is not None and do_claimed(duty, now=now)


def do_claimed(duty: Duty, *, now: datetime) -> bool:
    """Do a duty that was claimed here; say whether it was done."""
    if duty.attempts > MOST_TRIES:
        claiming.bury(duty, now=now)
        return False
    try:
        with traces.within(traces.begun(traceparent=duty.trace)), held.asking_once():
            return _do_in_pieces(duty, now) if duty.kind in IN_PIECES else _do_once(duty, now)
    except Exception as error:  # whatever happened, the duty is still owed
        claiming.put_back(duty.pk, error, now=now)
        return False


@transaction.atomic
def _do_once(duty: Duty, now: datetime) -> bool:
    """Mark first, then do, in one transaction: what is already marked is not done again."""
    is_milestone = duty.kind in MILESTONES.kinds
    if is_milestone:
        _hold_case(duty)
    if _is_stopped(duty):
        claiming.let_go([duty])
        return False
    if not _mark_as_done(duty, now):
        return False
    if is_milestone:  # now that nothing of the case moves
        duty = Duty.objects.select_related("case__person", "step").get(pk=duty.pk)
    HANDLERS[Duty.Kind(duty.kind)](duty, now)
    return True


def _do_in_pieces(duty: Duty, now: datetime) -> bool:
    """Do first, then mark: each piece is a transaction of its own, and doing it again is none."""
    HANDLERS[Duty.Kind(duty.kind)](duty, now)
    return _mark_as_done(duty, now)


def _mark_as_done(duty: Duty, now: datetime) -> bool:
    still = Duty.objects.waiting().filter(pk=duty.pk)
    return bool(still.update(done_at=now, last_error=""))


def _is_stopped(duty: Duty) -> bool:
    """Whether a letter may not go out since it was claimed; stopping waits for those under way."""
    if duty.issuer is None:
        return False
    try:
        halting.check_may_issue(duty.issuer)
    except IssuingStopped:
        return True
    return False


def _hold_case(duty: Duty) -> None:
    """Let a milestone and a move of its case wait for each other.

    A move holds the case first and drops the milestones afterwards; in the other order the two
    would hold each other up for ever.
    """
    if duty.case_id is not None:
        Case.objects.select_for_update().only("pk").get(pk=duty.case_id)


def revive(duty: Duty, *, now: datetime) -> None:
    """Owe a dead duty once more."""
    owe_again(Duty.objects.filter(pk=duty.pk).exclude(dead_at=None), now=now)


HANDLERS: dict[Duty.Kind, Callable[[Duty, datetime], None]] = {
    Duty.Kind.AWAIT_ANSWER: awaiting.remind,
    Duty.Kind.COUNT_ANEW: rescheduling.count_part,
    Duty.Kind.FOLLOW_UP: following.follow_up,
    Duty.Kind.REMIND: remind,
    Duty.Kind.LATE: tell_lateness,
}
# Held up by no transaction of their own: what they do again does no harm. Rooms above add theirs.
IN_PIECES = {Duty.Kind.COUNT_ANEW}
# Rooms above add how duties of their kinds are done, and what else wants looking after once in a
# minute; they are called with `now=` and are safe to repeat.
CHORES: list[Callable[..., object]] = [rescheduling.follow_the_calendar, digests.owe]
