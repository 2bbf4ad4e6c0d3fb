"""Processor time that a request takes, of this process and of the database's server process.

Time on a clock depends on who else uses the machine; so does, a little, processor time: of some
rounds the best is told, which was disturbed least.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

ENOUGH, CLOSE = 4, 1.03  # rounds at least, and how near the three best come to each other
BARE_RUNS = 4  # bare answers for each request beside them: they are short


@dataclass(frozen=True)
class Spent:
    """Processor milliseconds: of this process, and of the database where it is another one."""

    own: float
    database: float

    @property
    def ms(self) -> float:
        """All of it."""
        return self.own + self.database


def best_of(ask: Callable[[], object], *, rounds: int, runs: int) -> Spent:
    """Return what one request costs in the best of some rounds of runs.

    It ends sooner where no disturbance is left: once the three best lie close together.
    """
    found: list[Spent] = []
    for _each in range(rounds):
        found = sorted([*found, _round(ask, runs)], key=lambda each: each.ms)
        if len(found) >= ENOUGH and found[2].ms <= found[0].ms * CLOSE:
            break
    return found[0]


def beside(
    ask: Callable[[], object], bare: Callable[[], object], *, rounds: int, runs: int
) -> tuple[Spent, float]:
    """Return what a request costs, and the milliseconds of a bare answer beside it.

    The bare answer is asked for in turns with it, so that both meet the same disturbances.
    """
    pairs: list[tuple[Spent, Spent]] = []
    for _each in range(rounds):
        pairs.append((_round(bare, runs * BARE_RUNS), _round(ask, runs)))
        three = sorted(each.ms for _bare, each in pairs)[:3]
        if len(pairs) >= ENOUGH and three[2] <= three[0] * CLOSE:
            break
    least = min(each.own for each, _asked in pairs)
    return min((each for _bare, each in pairs), key=lambda each: each.ms), least


def _round(ask: Callable[[], object], runs: int) -> Spent:
    own, database = time.process_time(), _of_database()
    for _run in range(runs):
        ask()
    own, database = time.process_time() - own, _of_database() - database
    return Spent(own / runs * 1000, database / runs * 1000)


def _of_database() -> float:
    """Return the seconds of the connection's server process, if it runs on this machine."""
    if connection.vendor != "postgresql":
        return 0.0  # SQLite works inside this process
    connection.ensure_connection()
    spent = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(spent.read_text(encoding="ascii").split()[0]) / 1e9 if spent.exists() else 0.0


def whose() -> str:
    """Return whose processor time is counted."""
    own = connection.vendor != "postgresql"
    return "SQLite within it" if own else f"the database's on this machine, of {os.cpu_count()}"
