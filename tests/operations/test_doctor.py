"""Whoever runs the portal is told what is wrong with it, and how it is mended."""

import os
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as portal
from django.core.management import CommandError, call_command

from agencies.models import CalendarNotice
from letters.models import LetterFile
from portal import doctoring, health, keys, stored_keys
from portal.doctoring import How
from tests.blank_letters import print_blank_letters
from tests.cast import make_world
from tests.story import at_stage

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def forgetful():
    stored_keys.forget()
    yield
    stored_keys.forget()


def found(on=date(2026, 9, 7)):
    return {each.what: each for each in doctoring.examine(on)}


def test_it_says_what_is_wrong_and_how_it_is_mended(settings, tmp_path, monkeypatch):
    world = make_world()
    print_blank_letters(monkeypatch)
    at_stage(world, "letter delivered")
    assert LetterFile.objects.exists()
    settings.LETTER_NUMBER_BOOK = str(tmp_path / "book")
    settings.OUTGOING = ["https://127.0.0.1:1/messages"]
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    CalendarNotice.objects.filter(year=2027).delete()

    seen = found(on=date(2026, 11, 30))

    wrong = {what for what, each in seen.items() if each.how is How.WRONG}
    weak = {what for what, each in seen.items() if each.how is How.WEAK}
    assert {"number book", "https://127.0.0.1"} <= wrong
    assert {"broker", "calendar 2027", "driver celery", "driver sweep", "posts"} <= weak
    assert all(each.mend for each in seen.values() if each.how is not How.WELL)
    assert seen["VAR_DIR"].how is How.WELL
    assert seen["migrations"].how is How.WELL


def test_a_disk_that_is_full_or_nobodys_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(doctoring, "LEAST_FREE", 10**18)
    assert doctoring._disk("PAPERS_DIR", tmp_path / "new").how is How.WRONG
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "Nothing can be written" in doctoring._disk("PAPERS_DIR", tmp_path).said


def test_the_command_ends_with_one_where_something_is_wrong(settings, tmp_path):
    settings.OUTGOING = ["https://127.0.0.1:1/messages"]
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("doctor", stdout=out)

    assert "WRONG  https://127.0.0.1" in out.getvalue()
    assert "→ Look at the address" in out.getvalue()


def test_settings_that_do_not_load_are_told_in_a_sentence():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.production"}
    command = [sys.executable, "manage.py", "doctor"]

    told = subprocess.run(command, env=environment, cwd=portal.BASE_DIR, capture_output=True)

    assert told.returncode == 1
    assert told.stderr.decode().startswith("WRONG  settings: Set SECRET_KEY_FILE")
    assert "Traceback" not in told.stderr.decode()


@pytest.mark.parametrize(
    ("name", "said"), [("FIELD_KEYS", "cannot be read"), ("BLIND_INDEX_KEY", "cannot be found")]
)
def test_keys_of_another_installation_are_found_before_anybody_is_shown(
    settings, forgetful, rf, name, said
):
    make_world()
    assert stored_keys.misfit() == ""
    stored_keys.forget()

    setattr(settings, name, keys.MAKERS[name]())

    assert said in stored_keys.misfit()
    assert health.readyz(rf.get("/readyz")).status_code == 503
    assert any(said in each.said for each in found().values())


def test_an_older_key_that_left_the_ring_is_missed(settings, forgetful):
    """What was stored under it can be read no more, although new data could."""
    make_world()
    kept = settings.FIELD_KEYS
    settings.FIELD_KEYS = f"{keys.new_field_keys()},{kept}"
    assert stored_keys.misfit() == ""
    stored_keys.forget()

    settings.FIELD_KEYS = settings.FIELD_KEYS.partition(",")[0]

    assert stored_keys.misfit()


def test_a_file_of_a_secret_that_everybody_reads_is_told(monkeypatch, tmp_path):
    file = Path(tmp_path / "key")
    file.write_text("x")
    file.chmod(0o644)
    monkeypatch.setenv("FIELD_KEYS_FILE", str(file))

    assert any(each.mend == f"chmod o-rw {file}" for each in doctoring._secret_files())
