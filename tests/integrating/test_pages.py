"""The pages for whoever begins: each command is run as it stands there, against the real server."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import pytest

from accounts.models import User
from casework.actions.duties import do_what_is_due
from casework.models import Case
from demo import people, staff
from feeds.models import Entry
from intake.models import RecordFile
from intake.rules.layouts import KINDS
from kit import clock
from kit.models import DemoClock
from tests import owner
from tests.blank_letters import print_blank_letters
from tests.cast import make_world

PAGES = Path(__file__).parents[2] / "docs/integrator"
CLIENTS = PAGES.parents[1] / "clients/python"
LIBRARY = str(CLIENTS / "src")
PATIENCE = 120  # seconds

pytestmark = pytest.mark.skipif(
    not (shutil.which("curl") and shutil.which("jq")), reason="the pages ask for curl and jq"
)


@pytest.fixture
def shared_world(transactional_db):
    """A world that the server sees too, with the administrator of the demonstration."""
    world = make_world()
    User.objects.filter(pk=world.administrator.user.pk).update(email=f"admin@{staff.HOST}")
    yield world
    owner.take_down()


def run(page, portal, folder):
    """Run the commands of a page as they stand there, while a worker does what is due.

    It is today: who receives a webhook asks its own clock whether it was signed just now.
    """
    commands = re.findall(r"```sh\n(.*?)```", (PAGES / page).read_text(), re.DOTALL)
    script = "\n".join(["set -e", *commands]).replace("curl -s ", "curl -s --fail-with-body ")
    script = script.replace("sleep 1;", "sleep 0.1;")  # the worker below is close by
    log = folder / "log.txt"
    with log.open("w") as told:
        running = subprocess.Popen(
            ["bash", "-c", script],
            env={**os.environ, "PORTAL": portal, "CLIENTS": str(CLIENTS), "PYTHONPATH": LIBRARY},
            cwd=folder,
            stdout=told,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        until = time.monotonic() + PATIENCE
        while running.poll() is None and time.monotonic() < until:
            do_what_is_due(now=clock.now())
            time.sleep(0.1)
        with suppress(ProcessLookupError):  # and whatever the page has left running
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    assert running.returncode == 0, log.read_text()


@pytest.mark.one_database  # PostgreSQL is asked the same by test_two_agencies.py
def test_the_commands_of_the_pages_run_as_they_stand(
    shared_world, live_server, tmp_path, monkeypatch, settings
):
    print_blank_letters(monkeypatch)
    somewhere = defaultdict(lambda: ["510104"])  # a few places are enough for this world
    monkeypatch.setattr(people, "_counties", lambda: somewhere)

    run("first-transfer.md", live_server.url, tmp_path)

    case = Case.objects.get()
    assert case.status == "completed"
    assert Entry.objects.filter(case=case, moved_to="letter-issued").exists()

    settings.WEBHOOKS_INSIDE = True
    run("working-day.md", live_server.url, tmp_path)

    states = list(RecordFile.objects.order_by("pk").values_list("rows_wrong", flat=True))
    assert states == [1, 0]

    run("sandbox.md", live_server.url, tmp_path)

    assert DemoClock.objects.get().days_ahead >= 6


def test_every_column_of_a_file_of_records_is_told():
    told = (PAGES / "record-files.md").read_text()

    for kind, layout in KINDS.items():
        part = told.split(f"## `{kind}`")[1].split("## ")[0]
        named = re.findall(r"^\| `(\w+)` \| (\S+) \|", part, re.MULTILINE)
        assert named == [(each.name, each.head) for each in layout.columns]
