"""The page for whoever begins: each command is run as it stands there, against the real server."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from casework.models import Case
from feeds.models import Entry
from tests import owner
from tests.api.calling import program_of
from tests.cast import MONDAY, make_world

PAGE = Path(__file__).parents[2] / "docs/integrator/first-transfer.md"
COMMANDS = re.findall(r"```sh\n(.*?)```", PAGE.read_text(), re.DOTALL)
CLERKS = {"CLERK_A": "pension_new_a", "CLERK_B": "pension_new_b", "PERSON": "applicant"}

pytestmark = pytest.mark.skipif(
    not (shutil.which("curl") and shutil.which("jq")), reason="the page asks for curl and jq"
)


@pytest.fixture
def shared_world(transactional_db):
    """A world that the server sees too."""
    yield make_world()
    owner.take_down()


def test_the_first_transfer_goes_as_the_page_says(
    shared_world, live_server, time_machine, tmp_path
):
    time_machine.move_to(MONDAY)
    world = shared_world
    tokens = {
        name: program_of(getattr(world, who)).headers["authorization"].split()[1]
        for name, who in CLERKS.items()
    }

    script = "\n".join(["set -e", *COMMANDS]).replace("curl -s ", "curl -s --fail-with-body ")
    done = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, **tokens, "PORTAL": live_server.url},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    case = Case.objects.get()
    assert case.status == "letter-issued"
    assert Entry.objects.filter(case=case, moved_to="letter-issued").exists()
