"""What the wall costs: each page with the policies of the database, and as if there were none.

Counted is time of the processor, of this process and of the database's process that answers it:
both are what a page takes from a machine, and neither says who else was using it.
"""

import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.test import Client

from bench.pages import Page
from kit import wall

ROUNDS, TURNS = 12, 10  # so often one way and then the other, so many requests each time
MOST = 1.1  # a page may cost a tenth more
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """Milliseconds of a request: in this process, and in the database's."""

    python: float
    database: float

    @property
    def whole(self) -> float:
        """Both."""
        return self.python + self.database


def measure(pages: list[Page]) -> None:
    """Print the table."""
    print(f"\nThe wall: processor time of a page in ms, {ROUNDS * TURNS} requests each way")
    print(f"{'page':<14} {'without':>16} {'with':>16} {'more':>7}   (process + database)")
    for page in pages:
        without, stands = _both_ways(page)
        more = (stands.whole / without.whole - 1) * 100
        late = "" if more <= (MOST - 1) * 100 else f"  more than {MOST - 1:.0%}"
        print(f"{page.name:<14} {_said(without)} {_said(stands)} {more:>6.1f}%{late}", flush=True)


def _said(cost: Cost) -> str:
    return f"{cost.python:>8.2f} +{cost.database:>6.2f}"


def _both_ways(page: Page) -> tuple[Cost, Cost]:
    """Ask one way and the other in turns, so that whatever else happens meets both."""
    client = Client(headers={"accept-language": "zh-hans"})
    if page.reader is not None:
        client.force_login(page.reader)
    found: tuple[list[Cost], list[Cost]] = ([], [])
    for turn in range(ROUNDS + 1):  # the first warms both
        with _taken_away():
            without = _cost(client, page.path)
        stands = _cost(client, page.path)
        if turn:
            found[0].append(without)
            found[1].append(stands)
    return _of(found[0]), _of(found[1])


def _of(costs: list[Cost]) -> Cost:
    """The median of this process; the database's clock is coarse, so its times are added up."""
    return Cost(
        statistics.median(each.python for each in costs),
        statistics.mean(each.database for each in costs),
    )


def _cost(client: Client, path: str) -> Cost:
    in_database, began = _database_ms(), time.process_time()
    for _turn in range(TURNS):
        status = client.get(path).status_code
        if status != 200:
            raise RuntimeError(f"{path} answers {status}")
    python = (time.process_time() - began) * 1000
    return Cost(python / TURNS, (_database_ms() - in_database) / TURNS)


def _database_ms() -> float:
    """Return what the database's process of this connection has used so far."""
    pid = connection.connection.info.backend_pid if connection.connection else 0
    if not pid:
        connection.ensure_connection()
        pid = connection.connection.info.backend_pid
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) * 1000 / TICKS


@contextmanager
def _taken_away() -> Iterator[None]:
    """Say nothing of who asks, as the owner, whom no policy binds."""
    connection.ensure_connection()
    connection.execute_wrappers.remove(wall._say)
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        connection.execute_wrappers.append(wall._say)
