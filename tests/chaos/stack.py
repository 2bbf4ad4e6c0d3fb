"""The real thing in a folder of its own: broker, worker with beat, sweep, web server, database."""

import os
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import environ
import psycopg2
import redis
from django.conf import settings

from portal import programs
from portal.supervisor import Supervisor


def free_port():
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def database_urls():
    """A database that no test wipes: an SQLite file of the folder, or one more on the server."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield {"DATABASE_URL": ""}
        return
    of_owner = os.environ.get("MIGRATION_DATABASE_URL") or os.environ["DATABASE_URL"]
    server = environ.Env.db_url_config(of_owner)
    host = server["HOST"] or server["OPTIONS"].get("host", "")
    user = server["USER"] or server["OPTIONS"].get("user", "")
    name = f"chaos_{uuid4().hex[:12]}"
    connection = psycopg2.connect(
        dbname=server["NAME"],
        host=host,
        user=user,
        password=server["PASSWORD"],
        port=server["PORT"] or None,
    )
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield {
            which: urlsplit(os.environ[which])._replace(path=f"/{name}").geturl()
            for which in ("DATABASE_URL", "MIGRATION_DATABASE_URL")
            if os.environ.get(which)
        }
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    connection.close()


class Stack:
    """Starts everything, kills parts of it by force; what was killed is started again."""

    def __init__(self, folder, databases, monkeypatch):
        self.folder, self.socket, self.port = folder, folder / "b.sock", free_port()
        self.environment = {
            **programs.environment_of_children(f"redis+socket://{self.socket}?virtual_host=1"),
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "VAR_DIR": str(folder),
            "DATABASE_URL": databases["DATABASE_URL"],
            "WEB_WORKERS": "1",
            "LOG_LEVEL": "CRITICAL",
        }
        self.of_owner = databases  # the office migrates
        monkeypatch.setattr(settings, "VAR_DIR", folder)
        schedule = str(folder / "beat-schedule")
        monkeypatch.setattr(settings, "CELERY_BEAT_SCHEDULE_FILENAME", schedule)
        self.said, self.kills = [], 0
        self.supervisor = Supervisor(self.said.append)
        self.watching = threading.Thread(target=self.supervisor.watch, daemon=True)

    def office(self, *words):
        """Run a command of the office in a process of its own and return what it says."""
        command = [sys.executable, "-m", "tests.chaos.office", *words]
        environment = os.environ | self.environment | self.of_owner
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self):
        """Start broker, worker, sweep and web server, and keep them running."""
        start, environment = self.supervisor.start, self.environment
        self.broker = programs.broker(programs.broker_binary(), self.socket)
        start(self.broker, ready=lambda: programs.is_broker_up(self.socket), patience=20)
        self.worker = programs.worker(environment)
        start(self.worker, ready=lambda: True, patience=1)
        self.sweep = programs.sweep(environment)
        start(self.sweep, ready=lambda: True, patience=1)
        self.web = programs.web("127.0.0.1", self.port, environment)
        is_up = lambda: programs.is_web_up("127.0.0.1", self.port)  # noqa: E731
        start(self.web, ready=is_up, patience=60)
        self.watching.start()

    def kill(self, program):
        """End a program by force, in the middle of whatever it does."""
        if program.process is not None:
            self.kills += 1
            program.process.kill()

    def forget_all_messages(self):
        """Empty the broker."""
        with redis.Redis(unix_socket_path=str(self.socket)) as client:
            client.flushall()

    def stop(self):
        """Stop everything."""
        self.supervisor._told_to_stop.set()
        if self.watching.is_alive():
            self.watching.join()
        self.supervisor.stop()
