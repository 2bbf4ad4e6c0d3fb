"""The attack from its first to its last request, and what it says."""

import argparse
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from django.core.management import call_command

from accounts.models import User
from attack.firing import fire, guess_at_once, server, slowest_beside_dripping
from attack.judging import faults
from attack.people import World, make_world
from attack.questions import questions

AT_LEAST = 30_000
SHOWN = 6  # examples of each fault
LONGEST_WAIT = 1.0
PASSWORD = "a right-enough password"  # noqa: S105 -- of nobody


def main() -> int:
    """Attack, tell what was found, and return 1 if anything was."""
    parser = argparse.ArgumentParser(prog="attack")
    parser.add_argument("--requests", type=int, default=AT_LEAST)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    world = make_world()
    guessed = User.objects.create_user("guessed@people.example", PASSWORD)
    with tempfile.TemporaryDirectory() as folder, server(Path(folder) / "errors.log"):
        wait = slowest_beside_dripping()
        anonymous = next(each for each in world.visitors if each.name == "anonymous")
        opened = guess_at_once(anonymous, guessed.email, PASSWORD.replace(" ", "+"))
        found = _matrix(world, options.requests)
    found += _say_of_the_rest(wait, opened=opened)
    print("Nothing was found." if not found else f"{found} faults were found.")
    return 1 if found else 0


def _matrix(world: World, number: int) -> int:
    began, asked, slowest = time.monotonic(), 0, 0.0
    statuses: Counter[int] = Counter()
    found: dict[str, list[str]] = defaultdict(list)
    for question, answer in fire(questions(world, number)):
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


def _show(found: dict[str, list[str]]) -> None:
    for fault, where in sorted(found.items(), key=lambda each: -len(each[1])):
        print(f"\n{fault} ({len(where)} times)")
        for each in where[:SHOWN]:
            print(f"  {each}")


def _say_of_the_rest(wait: float, *, opened: bool) -> int:
    print(f"beside forty who drip, others waited {wait:.2f} s at most")
    print(f"after forty wrong passwords at once the right one {'opens' if opened else 'waits'}")
    return (wait > LONGEST_WAIT) + opened
