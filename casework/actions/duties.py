"""Doing what is owed: claimed, done and marked in a way that no repetition can double."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from casework.actions import (
    awaiting,
    claiming,
    digests,
    doubts,
    following,
    halting,
    keeping_quiet,
    rescheduling,
)
from casework.actions.claiming import LEASE, MOST_TRIES, QUEUES, Queue
from casework.actions.owing import owe_again
from casework.actions.reminding import remind, tell_lateness
from casework.errors import IssuingStopped
from casework.models import Case, Duty
from kit import held, traces, wall

log = logging.getLogger(__name__)
BATCH = 200
SECONDS_OF_A_QUEUE = 5.0  # in one round; then the others have their turn
_busy = {queue: threading.Lock() for queue in QUEUES}


@wall.as_house("do what is due")
def do_what_is_due(*, now: datetime, driver: str = "tick", most: int = BATCH) -> int:
    """Do up to `most` duties of each queue; any number of drivers may run at once or twice.

    A process works off each queue in one thread at a time: two bells do the work of one, and a slow
    letter in one thread holds up no deadline in another.
    """
    keeping_quiet.notice(now)
    seen = claiming.look(driver, now=now)
    if seen.chores_wait and not keeping_quiet.is_quiet() and claiming.claim_chores(now):
        for look_after in CHORES:
            look_after(now=now)
        seen = claiming.look(driver, now=now)
    due = [queue for queue in QUEUES if seen.due.intersection(queue.kinds) and _is_ours(queue)]
    return sum(_work_off(queue, seen.due, now=now, most=most) for queue in due)


def _is_ours(queue: Queue) -> bool:
    """Whether this process does duties of a queue: of all, unless it is there for some."""
    return not settings.QUEUES_HERE or queue.name in settings.QUEUES_HERE


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
    done = _try_together(claimed, now)
    yield from (True for _each in done)
    left = [duty for duty in claimed if duty.pk not in done]
    for number, duty in enumerate(left):
        passed = timedelta(seconds=time.monotonic() - begun)
        if passed > LEASE / 2:
            claiming.let_go(left[number:])
            return
        yield do_claimed(duty, now=now + passed)


def _try_together(claimed: list[Duty], now: datetime) -> set[int]:
    """Do in one transaction what can be; return what was done.

    Whatever fails there, or whose case somebody holds, is done by itself afterwards: one that
    cannot be done takes no others along. What a restored copy may have done before is doubted
    singly.
    """
    if len(claimed) < 2 or claimed[0].kind not in TOGETHER:
        return set()
    if doubts.are_about([each.due_at for each in claimed], now):
        return set()
    try:
        with held.asking_once():
            return _do_together(claimed, now, waits=False)
    except Exception as error:  # it is found out singly, which
        log.warning("%s duties failed together with %s", len(claimed), type(error).__name__)
        return set()


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
        trace = traces.begun(traceparent=duty.trace)
        with traces.within(trace), held.asking_once(), doubts.about(duty.due_at, now):
            return _do(duty, now)
    except Exception as error:  # whatever happened, the duty is still owed
        claiming.put_back(duty.pk, error, now=now)
        return False


def _do(duty: Duty, now: datetime) -> bool:
    if duty.kind in TOGETHER:
        return bool(_do_together([duty], now, waits=True))
    return _do_in_pieces(duty, now) if duty.kind in IN_PIECES else _do_once(duty, now)


@transaction.atomic
def _do_together(duties: Sequence[Duty], now: datetime, *, waits: bool) -> set[int]:
    """Mark those whose cases are free, then do them, in one transaction; return which.

    The cases are held first, so that nothing of them moves meanwhile: a move holds its case and
    drops the milestones afterwards; in the other order the two would hold each other up for ever.
    `waits`: for whoever holds a case.
    """
    cases = Case.objects.select_for_update(skip_locked=not waits).order_by("pk")
    free = cases.filter(pk__in={duty.case_id for duty in duties}).values_list("pk", flat=True)
    mine = Duty.objects.filter(pk__in=[duty.pk for duty in duties], case__in=list(free))
    still = list(mine.waiting().select_related("case__person", "step").order_by("due_at", "pk"))
    for duty in still:
        if duty.step is not None and duty.case is not None:
            duty.step.case = duty.case
    mine.waiting().update(done_at=now, last_error="")
    if still:
        TOGETHER[Duty.Kind(still[0].kind)](still, now)
    return {duty.pk for duty in still}


@transaction.atomic
def _do_once(duty: Duty, now: datetime) -> bool:
    """Mark first, then do, in one transaction: what is already marked is not done again."""
    if _is_stopped(duty):
        claiming.let_go([duty])
        return False
    if not _mark_as_done(duty, now):
        return False
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


def revive(duty: Duty, *, now: datetime) -> None:
    """Owe a dead duty once more."""
    owe_again(Duty.objects.filter(pk=duty.pk).exclude(dead_at=None), now=now)


HANDLERS: dict[Duty.Kind, Callable[[Duty, datetime], None]] = {
    Duty.Kind.AWAIT_ANSWER: awaiting.remind,
    Duty.Kind.COUNT_ANEW: rescheduling.count_part,
    Duty.Kind.FOLLOW_UP: following.follow_up,
}
# Milestones: those of many turns at once, whose cases are held meanwhile.
TOGETHER: dict[Duty.Kind, Callable[[Sequence[Duty], datetime], None]] = {
    Duty.Kind.REMIND: remind,
    Duty.Kind.LATE: tell_lateness,
}
# Held up by no transaction of their own: what they do again does no harm. Rooms above add theirs.
IN_PIECES = {Duty.Kind.COUNT_ANEW}
# Rooms above add how duties of their kinds are done, and what else wants looking after once in a
# minute; they are called with `now=` and are safe to repeat.
CHORES: list[Callable[..., object]] = [rescheduling.follow_the_calendar, digests.owe]
