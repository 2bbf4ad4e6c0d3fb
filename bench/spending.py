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
    """Return what one request costs in the best of some rounds of runs."""
    return min((_round(ask, runs) for _each in range(rounds)), key=lambda each: each.ms)


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
