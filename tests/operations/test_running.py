"""A real broker and a real worker: a message becomes work, and force breaks neither."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
import redis
from celery import Celery
from django.conf import settings

from portal import programs
from portal.supervisor import Supervisor

pytestmark = pytest.mark.skipif(
    programs.broker_binary() is None, reason="no broker for this platform"
)


class Installation:
    """A portal of its own in a folder: database, broker and worker."""

    def __init__(self, folder):
        self.folder = folder
        self.socket = folder / "b.sock"
        self.url = f"redis+socket://{self.socket}?virtual_host=1"
        self.environment = {
            **programs.environment_of_children(self.url),
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "VAR_DIR": str(folder),
            "DATABASE_URL": "",
        }

    def migrate(self):
        command = [sys.executable, "manage.py", "migrate", "--skip-checks", "-v", "0"]
        environment = os.environ | self.environment
        subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)

    def ring(self):
        Celery(broker=self.url).send_task("casework.tasks.tick")

    def last_tick(self):
        with sqlite3.connect(self.folder / "portal.sqlite3") as database:
            found = database.execute("SELECT at FROM casework_tick WHERE driver = 'celery'")
            row = found.fetchone()
        database.close()
        return row and row[0]

    def waiting_messages(self):
        with redis.Redis(unix_socket_path=str(self.socket), db=1) as client:
            return client.llen("celery")


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    installation = Installation(tmp_path_factory.mktemp("p"))
    installation.migrate()
    return installation


@pytest.fixture
def supervisor():
    supervisor = Supervisor(lambda sentence: None)
    yield supervisor
    supervisor.stop()


@pytest.fixture
def broker(installation, supervisor, settings):
    settings.VAR_DIR = installation.folder
    broker = programs.broker(programs.broker_binary(), installation.socket)
    up = installation.socket
    supervisor.start(broker, ready=lambda: programs.is_broker_up(up), patience=10)
    return broker


def start_worker(installation, supervisor, monkeypatch):
    schedule = str(installation.folder / "beat-schedule")
    monkeypatch.setattr(settings, "CELERY_BEAT_SCHEDULE_FILENAME", schedule)
    worker = programs.worker(installation.environment)
    supervisor.start(worker, ready=lambda: True, patience=1)
    return worker


def until(condition, seconds=60):  # waited out only where something is wrong
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def processes_of(group):
    listed = subprocess.run(["ps", "-eo", "pgid,stat"], capture_output=True, text=True).stdout
    return [
        line for line in listed.splitlines() if line.split()[0] == str(group) and "Z" not in line
    ]


def test_a_message_is_worked_on(installation, supervisor, broker, monkeypatch):
    before = installation.last_tick()
    start_worker(installation, supervisor, monkeypatch)

    installation.ring()

    assert until(lambda: installation.last_tick() != before)


def test_a_message_outlives_a_broker_killed_by_force(installation, supervisor, broker):
    waiting = installation.waiting_messages()
    installation.ring()
    time.sleep(1.1)  # its log reaches the disk every second

    broker.process.kill()
    broker.process.wait()
    broker.start()

    assert until(lambda: programs.is_broker_up(installation.socket))
    assert installation.waiting_messages() == waiting + 1


def test_a_worker_killed_by_force_leaves_no_beat(installation, supervisor, broker, monkeypatch):
    worker = start_worker(installation, supervisor, monkeypatch)
    group = worker.process.pid
    assert until(lambda: len(processes_of(group)) == 2)
    before = installation.last_tick()
    installation.ring()
    assert until(lambda: installation.last_tick() != before)  # all is up, beat too

    os.kill(group, signal.SIGKILL)
    worker.process.wait()

    assert until(lambda: not processes_of(group))
