"""`make chaos`: the whole portal at work, hit again and again; then everything is counted.

Real processes: PostgreSQL that survives its own death, a broker, web server with two workers,
worker with beat, sweep. Ends with 1 where anything was lost, doubled, forgotten or too early, or
where the judge does not see what was broken on purpose. `ARGS="--seeds 1 --injections 60"` is a
short run.
"""

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
os.environ.pop("DATABASE_URL", None)

import django

django.setup()

from portal import programs  # noqa: E402
from tests.chaos import controls, faults, judging  # noqa: E402
from tests.chaos.playing import Journal, Player  # noqa: E402
from tests.chaos.receiver import Receiver  # noqa: E402
from tests.chaos.server import Server  # noqa: E402
from tests.chaos.stack import Stack  # noqa: E402

BETWEEN = 1.4  # seconds between two faults, on the whole
PATIENCE = 240  # seconds until all is done that was owed when the last fault was over
PEOPLE_FOR_EACH, LATE = 1.2, 12  # people for each fault, and cases that become late meanwhile
REDIS = shutil.which("redis-server")


class Setting:
    """As pytest's `monkeypatch`, for a program that ends afterwards."""

    setattr = staticmethod(setattr)


def main() -> int:
    """Play each seed and say how it went."""
    parser = argparse.ArgumentParser(prog="chaos")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--injections", type=int, default=170, help="of each seed")
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--log", default=os.devnull, help="what the programs say goes there")
    options = parser.parse_args()
    _keep_words_apart(options.log)
    if REDIS:
        programs.broker_binary = lambda: REDIS
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    wrong = [each for seed in seeds for each in _play(seed, options.injections)]
    _say(f"\n{len(wrong)} findings" if wrong else "\nNothing lost, doubled, forgotten or early.")
    return 1 if wrong else 0


def _play(seed: int, injections: int) -> list[str]:
    _say(f"\nseed {seed}: {injections} injections")
    folder = Path(tempfile.mkdtemp(prefix="ch-", dir="/tmp"))
    server = stack = None
    try:
        database = folder / "pg"
        database.mkdir(mode=0o755)
        folder.chmod(0o755)
        server = Server(database)
        (folder / "portal").mkdir()
        stack = Stack(folder / "portal", server.urls, Setting)
        stack.environment["WEB_WORKERS"] = "2"
        return _day(stack, server, seed, injections)
    finally:
        for each in (stack, server):
            if each is not None:
                each.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _day(stack: Stack, server: Server, seed: int, injections: int) -> list[str]:
    people, seconds = int(injections * PEOPLE_FOR_EACH), injections * BETWEEN
    receiver = Receiver()
    lasts = str(int(seconds) + 20)
    office = json.loads(stack.office("open", str(people), str(LATE), lasts, receiver.url))
    receiver.secret = office["secret"]
    stack.start()
    scene = faults.Scene(stack, server, random.Random(seed), receiver)
    journal = Journal(stack.folder / "client.jsonl")
    player = Player(stack.port, journal)
    began = time.monotonic()
    load = faults.in_background(
        lambda: player.play(office["applicants"], office["clerks"], seconds=seconds)
    )
    money = faults.in_background(lambda: player.money(office["payers"], seconds=seconds))
    for name in faults.chosen(scene.chance, injections):
        faults.inject(scene, name)
        time.sleep(scene.chance.uniform(0.3, 2 * BETWEEN - 0.3) / 2)
    load.join()
    money.join()
    took = time.monotonic() - began
    stack.office("hurry")
    _settled(stack)
    player.pay(office["payers"])  # what the last run has made
    end = judging.End(journal, _settled(stack), LATE, receiver.received)
    wrong = end.findings()
    for name, measured, wanted in judging.figures(scene, end, took):
        _say(f"  {name:<58} {measured:>8}  {wanted}")
    _say_each("finding", wrong)

    def judge() -> list[str]:
        stands = json.loads(stack.office("judge"))
        return judging.End(journal, stands, LATE, receiver.received).findings()

    stack.stop()  # so that nobody mends what is broken on purpose
    for name, seen in controls.blind_spots(server, judge):
        _say(f"  control: {name:<49} {'seen' if seen else 'NOT SEEN':>8}")
        wrong += [] if seen else [f"not seen: {name}"]
    return wrong


def _settled(stack: Stack) -> dict:
    """Wait until nothing is owed any more, no longer than is allowed, and say what stands there."""
    deadline = time.monotonic() + PATIENCE
    while True:
        stands = json.loads(stack.office("judge"))
        if stands["owed"] == 0 or time.monotonic() > deadline:
            return stands
        time.sleep(2)


def _say_each(what: str, some: list[str]) -> None:
    for each in some[:40]:
        _say(f"  {what}: {each}")


def _keep_words_apart(log: str) -> None:
    """Let the programs, which are killed in mid-sentence, speak into a file, and the report not."""
    sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for stream in (1, 2):
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), stream)
    sys.stderr = sys.stdout  # what fails in the drill itself is for whoever reads the report


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
