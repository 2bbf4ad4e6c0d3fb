"""Duties of a full portal: how many a second two drivers do, and what a look at nothing costs.

The whole of it, on a machine that does nothing else:
`make bench ARGS="--duties --cases 1000000 --due 10000 --moved 1000000"`.
"""

import random
import statistics
import subprocess
import sys
import threading
import time
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from agencies import work_calendar
from agencies.models import Agency, CalendarNotice
from bench import load, world
from casework.actions import duties, rescheduling
from casework.models import Case, Duty, Event, Step
from kit import wall
from law.workdays import count_deadline

DRIVERS = 2
LOOKS = 30
SEEN = 5000  # cases that somebody works on meanwhile
FILLED = 100  # by the ORM; the database multiplies the last of them
# What `manage.py sweep` does, telling how much it did and the seconds of processor that took.
DRIVER = """
import django; django.setup()
import sys, time
from kit import wall
from bench import world
from casework.actions import duties
done = 0
with wall.as_house("bench"):
    sys.stdout.write("ready\\n"); sys.stdout.flush(); sys.stdin.readline()
    began = time.process_time()
    while more := duties.do_what_is_due(now=world.NOW, driver="bench" + sys.argv[1]):
        done += more
print(done, round((time.process_time() - began) * 1000))
"""


def measure(turns: int, due: int, original: Agency, new: Agency, *, moved: int) -> None:
    """Print how quickly lateness is told, and passed over, what nothing costs, and a notice."""
    began = time.perf_counter()
    world.fill(FILLED, original, new)
    world.fill_many(turns - FILLED, original, new, start=FILLED)
    world.analyze()
    print(f"{turns:,} open turns made in {time.perf_counter() - began:.0f} s", flush=True)
    duties.do_what_is_due(now=world.NOW, driver="bench")
    _show_look("nothing is due", turns)
    for name, ends in (("lateness to tell", False), ("turns that have ended", True)):
        _let_be_due(due, ends=ends)
        _show_pace(name, due)
    _show_look("nothing is due any more", turns)
    _show_notice(min(moved, turns))


def _let_be_due(number: int, *, ends: bool) -> None:
    """Let the next lateness of so many turns be due; `ends`: the turns have ended meanwhile."""
    ahead = Duty.objects.waiting().filter(kind=Duty.Kind.LATE, due_at__gt=world.NOW)
    keys = list(ahead.filter(milestone=-1).order_by("pk").values_list("pk", "step_id")[:number])
    if ends:
        turns = Step.objects.filter(pk__in=[step for _duty, step in keys])
        turns.update(closed_at=world.NOW, is_case_open=False)
    late = Duty.objects.filter(pk__in=[duty for duty, _step in keys])
    late.update(due_at=world.NOW - timedelta(minutes=1))


def _show_look(name: str, turns: int) -> None:
    with CaptureQueriesContext(connection) as asked:
        duties.do_what_is_due(now=world.NOW, driver="bench")
    queries = sum(each["sql"] not in ("BEGIN", "COMMIT") for each in asked)
    took = statistics.median(_look() for _each in range(LOOKS))
    print(f"{name}: a look takes {took:.1f} ms and {queries} queries at {turns:,} turns")


def _look() -> float:
    began = time.perf_counter()
    duties.do_what_is_due(now=world.NOW, driver="bench")
    return (time.perf_counter() - began) * 1000


def _show_notice(number: int) -> None:
    """Print how long a notice takes that moves so many of the open terms, and who waits for it."""
    _let_all_but(number)
    loaded_at = world.NOW + timedelta(seconds=1)
    CalendarNotice.objects.filter(year=world.NOW.year, area=None).update(loaded_at=loaded_at)
    began = time.perf_counter()
    parts = rescheduling.follow_the_calendar(now=world.NOW)
    print(f"a notice: cut into {parts:,} parts in {time.perf_counter() - began:.1f} s", flush=True)
    clerk = _Clerk(
        list(Step.objects.running().order_by("-pk").values_list("case", flat=True)[:SEEN])
    )
    clerk.start()
    began = time.perf_counter()
    _took, done, processor = _through_drivers()
    took = time.perf_counter() - began
    clerk.go_home()
    moved = Event.objects.filter(kind=Event.Kind.RESCHEDULED).count()
    print(
        f"{moved:,} terms moved by {DRIVERS} drivers in {took:.0f} s, "
        f"{processor / max(done, 1):.0f} ms of processor for each of {done:,} parts"
    )


class _Clerk(threading.Thread):
    """Somebody at work meanwhile: takes hold of one case after the other, as every act does."""

    def __init__(self, cases: list[int]) -> None:
        super().__init__(daemon=True)
        self.cases, self.waits, self._is_over = cases, [], threading.Event()

    def run(self) -> None:
        """Hold each case for a moment, and note how long one had to wait for it."""
        with wall.as_house("bench"):
            while not self._is_over.wait(0.02):
                began = time.perf_counter()
                with transaction.atomic():
                    Case.objects.select_for_update().get(pk=random.choice(self.cases))
                self.waits.append((time.perf_counter() - began) * 1000)
        connection.close()

    def go_home(self) -> None:
        """End, and print how long the waits were."""
        self._is_over.set()
        self.join()
        waits = sorted(self.waits)
        print(
            f"a clerk meanwhile took hold of {len(waits):,} cases: half within "
            f"{waits[len(waits) // 2]:.0f} ms, 99 % within {waits[int(len(waits) * 0.99)]:.0f} ms, "
            f"the longest {waits[-1]:.0f} ms"
        )


def _let_all_but(number: int) -> None:
    """Let the due day of each open term be right, but for so many."""
    calendar = work_calendar.known().national
    running = Step.objects.running()
    for day, days in set(running.values_list("starts_on", "working_days")):
        counted = count_deadline(day, days, calendar)
        alike = running.filter(starts_on=day, working_days=days)
        alike.update(due_on=counted.due_on, is_provisional=counted.may_still_move)
    wrong = list(running.order_by("-pk").values_list("pk", flat=True)[:number])
    Step.objects.filter(pk__in=wrong).update(due_on=F("due_on") - timedelta(days=1))


def _show_pace(name: str, due: int) -> None:
    took, done, processor = _through_drivers()
    if done != due:
        raise RuntimeError(f"{done} of {due} duties were done")
    print(
        f"{name}: {due:,} duties by {DRIVERS} drivers in {took:.1f} s: {done / took:.0f} a second, "
        f"{processor / done:.1f} ms of processor each"
    )


def _through_drivers() -> tuple[float, int, int]:
    """Let processes do what is due; return seconds, duties done, and milliseconds of processor."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", DRIVER, str(number)],
            env=load.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(DRIVERS)
    ]
    for driver in started:
        driver.stdout.readline()  # type: ignore[union-attr]
    began = time.perf_counter()
    for driver in started:
        driver.stdin.write("go\n")  # type: ignore[union-attr]
        driver.stdin.flush()  # type: ignore[union-attr]
    said = [driver.communicate()[0].split() for driver in started]
    took = time.perf_counter() - began
    return took, sum(int(done) for done, _ms in said), sum(int(ms) for _done, ms in said)
