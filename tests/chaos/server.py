"""PostgreSQL in a folder of its own, which may be killed and begins again on the same data."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2

from scripts import postgresql

# What is acknowledged is on the disk: this one has to survive its own death.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


class Server:
    """The database server, and what can be done to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        postgresql.SETTINGS |= DURABLE
        self.process = postgresql.start(folder)
        postgresql.wait_until_it_answers(self.process, folder)
        postgresql.make_application_role(folder)
        self.command = self.process.args

    @property
    def urls(self) -> dict[str, str]:
        """How the portal, and the owner of its tables, reach it."""
        address = f"@/postgres?host={self.folder}"
        return {
            "DATABASE_URL": f"postgresql://{postgresql.APPLICATION}{address}",
            "MIGRATION_DATABASE_URL": f"postgresql://postgres{address}",
        }

    def die(self) -> None:
        """Be killed with all its processes, and begin again: it reads its log and goes on."""
        _programs, owner = postgresql.programs_and_owner_of(self.folder)
        its_own = children_of(self.process.pid)
        self.process.kill()
        self.process.wait()
        _wait_for_the_end_of(its_own)  # none may write once it begins again
        self.process = subprocess.Popen(
            self.command,
            user=owner,
            start_new_session=True,
            preexec_fn=postgresql.end_with_this_process,
            cwd="/",
        )
        postgresql.wait_until_it_answers(self.process, self.folder)

    def signal(self, which: int) -> None:
        """Send a signal to it and all its processes."""
        for pid in (self.process.pid, *children_of(self.process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, which)

    @contextmanager
    def session(self):
        """A connection as the owner of the tables."""
        connection = psycopg2.connect(
            dbname="postgres", user="postgres", host=str(self.folder), connect_timeout=5
        )
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()

    def ask(self, statement: str, *values: object) -> list[tuple]:
        """Return what a statement finds."""
        with self.session() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def stop(self) -> None:
        """End."""
        self.signal(signal.SIGCONT)
        self.process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        self.process.kill()


def _wait_for_the_end_of(processes: list[int]) -> None:
    """They notice by themselves that the one that started them has died, or are killed as well."""
    for pid in processes:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and any(_stat(pid) for pid in processes):
        time.sleep(0.05)


def _stat(pid: int) -> list[str]:
    """Return state, parent and the rest of a process; nothing where it has ended."""
    with suppress(OSError):
        found = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return [] if found[0] == "Z" else found
    return []


def children_of(pid: int) -> list[int]:
    """Return the processes that one has started."""
    every = (int(name) for name in os.listdir("/proc") if name.isdigit())
    return [each for each in every if (stat := _stat(each)) and int(stat[1]) == pid]
