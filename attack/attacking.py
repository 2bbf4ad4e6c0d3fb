"""The attack from its first to its last request, and what it says."""

import argparse
import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, takewhile
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from applications.models.paper_pages import PaperPage
from attack.firing import fire, guess_at_once, provider, server, slowest_beside_dripping
from attack.fitting import fitting, of_rooms
from attack.judging import faults
from attack.people import World, make_world
from attack.questions import SEED, Question, questions
from casework.actions.duties import do_what_is_due
from casework.models import Duty

AT_LEAST = 40_000
SHOWN = 6  # examples of each fault
LONGEST_WAIT = 1.0
TRACE, LONGEST_TRACE = "Traceback (most recent call last)", 1500
BROKEN = re.compile("Internal Server Error|an API request failed")  # the line before such a trace
PASSWORD = "a right-enough password"  # noqa: S105 -- of nobody


def main() -> int:
    """Attack, tell what was found, and return 1 if anything was."""
    parser = argparse.ArgumentParser(prog="attack")
    parser.add_argument("--requests", type=int, default=AT_LEAST)
    parser.add_argument("--only-rooms", action="store_true", help="what the services keep, alone")
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    world = make_world()
    guessed = User.objects.create_user("guessed@people.example", PASSWORD)
    with (
        tempfile.TemporaryDirectory() as folder,
        provider(Path(folder) / "people.json"),
        server(Path(folder) / "errors.log"),
    ):
        wait = slowest_beside_dripping()
        anonymous = next(each for each in world.visitors if each.name == "anonymous")
        opened = guess_at_once(anonymous, guessed.email, PASSWORD.replace(" ", "+"))
        chance = random.Random(SEED)
        asked = (
            of_rooms(world, options.requests, chance)
            if options.only_rooms
            else _everything(world, options.requests, chance)
        )
        found = _matrix(asked)
        _show_what_broke(Path(folder) / "errors.log")
    found += _say_of_the_rest(wait, opened=opened) + _look_into_what_was_sent()
    print("Nothing was found." if not found else f"{found} faults were found.")
    return 1 if found else 0


def _matrix(every: Iterable[Question]) -> int:
    began, asked, slowest = time.monotonic(), 0, 0.0
    statuses: Counter[int] = Counter()
    found: dict[str, list[str]] = defaultdict(list)
    for question, answer in fire(every):
        asked += 1
        wrong = ["no answer"] if answer is None else faults(question, answer)
        if answer is not None:
            statuses[answer.status] += 1
            slowest = max(slowest, answer.seconds)
        for fault in wrong:
            found[fault].append(str(question))
        if asked % 2000 == 0:
            print(f"  {asked:,} …", flush=True)
    print(f"{asked:,} requests in {time.monotonic() - began:.0f} s, the slowest {slowest:.2f} s")
    print("answers: " + ", ".join(f"{n:,} × {status}" for status, n in sorted(statuses.items())))
    _show(found)
    return sum(map(len, found.values()))


def _everything(world: World, number: int, chance: random.Random) -> Iterator[Question]:
    """Half fits its address; the rest is the matrix of all addresses and what went wrong."""
    yield from fitting(world, number // 2, chance)
    yield from questions(world, number - number // 2)


def _show(found: dict[str, list[str]]) -> None:
    for fault, where in sorted(found.items(), key=lambda each: -len(each[1])):
        print(f"\n{fault} ({len(where)} times)")
        for each in where[:SHOWN]:
            print(f"  {each}")


def _show_what_broke(log: Path) -> None:
    """Show the end of each different trace that the server has left of what it could not answer."""
    parts = log.read_text(encoding="utf-8", errors="replace").split(TRACE)
    broke = [
        _trace(told)
        for before, told in pairwise(parts)
        if BROKEN.search(before.rstrip().rpartition("\n")[2])
    ]
    for trace in sorted(set(broke))[:SHOWN]:
        print(f"\n{trace}")


def _trace(told: str) -> str:
    """Return a trace up to its error; what was logged after it is another's."""
    lines = told.strip("\n").splitlines()
    inside = list(takewhile(lambda line: line.startswith(" "), lines[1:]))
    return "\n".join([*inside, *lines[len(inside) + 1 :][:1]])[-LONGEST_TRACE:]


def _look_into_what_was_sent() -> int:
    """Let a worker do all that was left to do, every page that was taken among it.

    Returns how much of it broke.
    """
    while do_what_is_due(now=timezone.now()):
        pass
    broke = Duty.objects.exclude(last_error="").values_list("kind", "last_error")
    stands = Counter(PaperPage.objects.values_list("state", flat=True))
    print("pages: " + ", ".join(f"{n} × {state}" for state, n in sorted(stands.items())))
    done = Duty.objects.exclude(done_at=None).count()
    print(f"{done} duties were done, {len(broke)} broke the worker", *sorted(set(broke)))
    return len(broke)


def _say_of_the_rest(wait: float, *, opened: bool) -> int:
    print(f"beside forty who drip, others waited {wait:.2f} s at most")
    print(f"after forty wrong passwords at once the right one {'opens' if opened else 'waits'}")
    return (wait > LONGEST_WAIT) + opened
