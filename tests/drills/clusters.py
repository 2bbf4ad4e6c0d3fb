"""A database with its backup beside it, and the second cluster that it is restored into."""

import os
import subprocess
import time
from pathlib import Path

from scripts import postgresql
from tests.chaos.server import Server, children_of

BACKUP = Path(__file__).parents[2] / "deploy" / "backup"
# Not of .venv, which lies where the server's user may not look.
LOOKING = "/usr/bin/env python3"
WAITS_FOR_THE_RECEIVER = "synchronous_standby_names"


class Backup:
    """The scripts of deploy/backup, run as the user of the database's server."""

    def __init__(self, server: Server, folder: Path) -> None:
        programs, self.owner = postgresql.programs_and_owner_of(server.folder)
        folder.mkdir()
        if self.owner is not None:
            os.chown(folder, self.owner, self.owner)
        self.bases, self.wal, self.said = folder / "bases", folder / "wal", folder / "said"
        self.environment = {
            "PATH": f"{programs}:/usr/bin:/bin",
            "PGHOST": str(server.folder),
            "PGUSER": "postgres",
            "BASES": str(self.bases),
            "WAL": str(self.wal),
            "VERIFY": f"{LOOKING} {Path(__file__).with_name('verify_manifest.py')}",
        }
        self.receiver: subprocess.Popen | None = None

    def run(self, script: str, *words: str, **more: str) -> str:
        """Run one of the scripts and return what it says."""
        done = subprocess.run(
            ["sh", BACKUP / script, *words],
            env=self.environment | more,
            user=self.owner,
            cwd="/",
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{script}: {done.stderr}")
        return done.stdout.strip()

    def receive(self, server: Server) -> None:
        """Start to write every change down, and let the database wait for that."""
        self.receiver = subprocess.Popen(
            ["sh", BACKUP / "wal.sh"],
            env=self.environment,
            user=self.owner,
            cwd="/",
            stdout=self.said.open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        server.ask(f"ALTER SYSTEM SET {WAITS_FOR_THE_RECEIVER} = 'wal'")
        server.ask("SELECT pg_reload_conf()")
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if server.ask("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"):
                return
            time.sleep(0.1)
        raise RuntimeError(f"nobody receives: {self.said.read_text()}")

    def stop(self) -> None:
        """End the receiver, where one runs."""
        if self.receiver is not None and self.receiver.poll() is None:
            for pid in (*children_of(self.receiver.pid), self.receiver.pid):
                os.kill(pid, 15)
            self.receiver.wait(20)


class Restored(Server):
    """A second cluster, with the programs of the first."""

    def __init__(self, first: Server, folder: Path) -> None:
        programs, self.owner = postgresql.programs_and_owner_of(first.folder)
        self.first, self.folder = first, folder
        folder.mkdir(mode=0o755)
        if self.owner is not None:
            os.chown(folder, self.owner, self.owner)
        data = [programs / "postgres", "-D", folder / "data", "-k", folder]
        settings = [f"-c{name}={value}" for name, value in postgresql.SETTINGS.items()]
        self.command = [*data, *settings]

    def start(self) -> None:
        """Start it and wait until it is the database: it has taken in all there is."""
        self.process = subprocess.Popen(
            self.command,
            user=self.owner,
            start_new_session=True,
            preexec_fn=postgresql.end_with_this_process,
            cwd="/",
            stderr=(self.folder / "log").open("w"),
        )
        postgresql.wait_until_it_answers(self.process, self.folder)
        while self.ask("SELECT pg_is_in_recovery()") == [(True,)]:
            time.sleep(0.1)
