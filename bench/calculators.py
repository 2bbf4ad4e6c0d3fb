"""How many questions a second `manage.py calculate` answers, with one process on one core.

The floor is a program that only reads the same lines as JSON and writes them again.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from bench import load
from law.identity_number import check_character

LINES, LONG_LINES = 40_000, 1_000
FLOOR = (
    "import json, sys\n"
    "for line in sys.stdin.buffer:\n"
    "    sys.stdout.buffer.write(json.dumps(json.loads(line)).encode() + b'\\n')\n"
    "    sys.stdout.buffer.flush()\n"
)
# Four places in thirty years: share recorded, employer's rate, first year.
PLACES = (
    ("0.11", "0.20", 1996),
    ("0.11", "0.20", 2004),
    ("0.08", "0.14", 2012),
    ("0.08", "0.16", 2019),
)
YEARS = range(1996, 2026)


def show() -> None:
    """Measure the simple calculators and a long history, and print a table."""
    print(f"\n{'calculator':<26} {'lines/s':>10} {'of the floor':>14} {'ms a line':>11}")
    for name, (number, questions) in QUESTIONS.items():
        with tempfile.TemporaryDirectory() as folder:
            lines = Path(folder) / "lines"
            lines.write_text("\n".join(map(json.dumps, islice(questions(), number))), "utf-8")
            pace = _pace([sys.executable, "manage.py", "calculate", name], lines, number)
            floor = _pace([sys.executable, "-c", FLOOR], lines, number)
        print(f"{name:<26} {pace:>10.0f} {pace / floor:>14.2f} {1000 / pace:>11.3f}", flush=True)
    print("(asked for: at least 10,000 lines/s; a history of 360 months in under 2 ms)")


def _pace(command: list[str], lines: Path, number: int) -> float:
    """Return lines a second, without the time in which the program starts."""
    first = lines.with_name("first")
    first.write_bytes(lines.read_bytes().split(b"\n", 1)[0])
    started, took = (min(_seconds(command, each) for _run in range(3)) for each in (first, lines))
    return (number - 1) / (took - started)


def _seconds(command: list[str], lines: Path) -> float:
    """Return the processor's seconds: what else the machine is busy with does not count."""
    before = _used()
    with lines.open("rb") as asked, tempfile.TemporaryFile() as answers:
        subprocess.run(command, stdin=asked, stdout=answers, env=load.environment(), check=True)
    return _used() - before


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _terms() -> Iterator[dict[str, Any]]:
    for number in range(LINES):
        day = date(2024, 1, 1) + timedelta(number % 1000)
        yield {"received_on": day.isoformat(), "working_days": (5, 10, 15, 20)[number % 4]}


def _numbers() -> Iterator[dict[str, Any]]:
    for number in range(LINES):
        born = date(1950, 1, 1) + timedelta(number % 20_000)
        first = f"330106{born:%Y%m%d}{number % 1000:03d}"
        yield {"document_type": "resident-id", "number": first + check_character(first)}


def _births() -> Iterator[dict[str, Any]]:
    categories = ("male", "female-55", "female-50")
    for number in range(LINES):
        born = f"{1950 + number % 50}-{number % 12 + 1:02d}"
        yield {"category": categories[number % 3], "born": born}


def _histories() -> Iterator[dict[str, Any]]:
    """Return thirty years at four places, every year with another base."""
    for number in range(LONG_LINES):
        months = [
            _month(year, month, base=2000 + 250 * (year - YEARS[0]) + number)
            for year in YEARS
            for month in range(1, 13)
        ]
        yield {
            "transfer_on": "2025-12-31",
            "account": "general",
            "pre_1998_personal": "1234.56",
            "balance_at_last_year_end": "180000.00",
            "months": months,
        }


def _month(year: int, month: int, *, base: int) -> dict[str, Any]:
    account, employer, _first = next(place for place in reversed(PLACES) if year >= place[2])
    return {
        "month": f"{year}-{month:02d}",
        "base": f"{base}.00",
        "account_rate": account,
        "employer_rate": employer,
        "personal_rate": "0.08",
    }


QUESTIONS: dict[str, tuple[int, Callable[[], Iterator[dict[str, Any]]]]] = {
    "deadline": (LINES, _terms),
    "identity-number": (LINES, _numbers),
    "retirement-age": (LINES, _births),
    "pension-transfer-amount": (LONG_LINES, _histories),
}
