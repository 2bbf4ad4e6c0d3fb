"""Break the rules on purpose, one spot at a time, and count how often the tests notice.

Usage: .venv/bin/python scripts/mutants.py [NAME ...]   such as "records.rules.interest*"

mutmut changes one operator, number, word or argument after the other and runs the tests that come
by. It works on a copy in var/mutants, whose survivors `mutmut browse` shows there.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "var" / "mutants"
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "var", "mutants", "node_modules")
ASKED_FOR = 90  # in a hundred, for the rules of each room
SURVIVED, NO_TESTS, NOT_TRIED = "survived", "no tests", "not tried"
# How mutmut writes down what became of a mutant; anything else was noticed.
OUTCOMES = {0: SURVIVED, 5: NO_TESTS, 33: NO_TESTS, None: NOT_TRIED, 2: NOT_TRIED, 34: NOT_TRIED}


def main(names):
    """Return 0 where the tests notice enough in every room."""
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(ROOT, WORK, ignore=LEFT_OUT)
    environment = {**os.environ, "VAR_DIR": str(WORK / "var")}
    subprocess.run(
        [sys.executable, "-m", "mutmut", "run", *names], cwd=WORK, env=environment, check=True
    )
    return 0 if show(read_outcomes()) else 1


def read_outcomes():
    """Return what became of the mutants, by room and file."""
    rooms = defaultdict(lambda: defaultdict(Counter))
    for noted in sorted((WORK / "mutants").glob("*/rules/*.meta")):
        codes = json.loads(noted.read_text(encoding="utf-8"))["exit_code_by_key"].values()
        found = Counter(OUTCOMES.get(code, "noticed") for code in codes)
        if tried := found.total() - found[NOT_TRIED]:
            room = noted.parent.parent.name
            rooms[room][noted.name.removesuffix(".py.meta")] = Counter(found, tried=tried)
    return rooms


def show(rooms):
    """Print a line for each file and room; return whether all rooms reach what is asked for."""
    print(f"\n{'rules':<28} {'mutants':>8} {'noticed':>8} {'survived':>9} {'no tests':>9}")
    for room, files in rooms.items():
        for name, found in files.items():
            print(line(f"{room}/{name}", found))
        print(line(room, whole(files)))
    return all(share(whole(files)) >= ASKED_FOR for files in rooms.values())


def whole(files):
    """Return the sum over the files of a room."""
    return sum(files.values(), Counter())


def share(found):
    """Return how many in a hundred were noticed."""
    return 100 * found["noticed"] / found["tried"]


def line(name, found):
    """Return the line for a file or a room."""
    numbers = f"{found['tried']:>8} {found['noticed']:>8} {found[SURVIVED]:>9} {found[NO_TESTS]:>9}"
    return f"{name:<28} {numbers} {share(found):>7.1f}%"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
