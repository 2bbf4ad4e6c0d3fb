"""What an operator does with the journal: copies of it, and a new key."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from journal import keys, sealing
from journal.models import JournalDay, JournalKey
from tests.journal.attacker import found
from tests.journal.conftest import NEXT_MORNING


def test_one_line_for_a_newspaper(sealed, capsys):
    call_command("journal_roots", latest=True)

    day = JournalDay.objects.get()
    assert capsys.readouterr().out == f"{day.day} {day.hash}\n"


def test_without_a_day_there_is_nothing_to_print(db, capsys):
    call_command("journal_roots", latest=True)

    assert capsys.readouterr().out == ""


def test_a_new_key_is_made_introduced_and_signs_once_it_is_mounted(sealed, tmp_path, settings):
    path = tmp_path / "journal_key.next"
    call_command("journal_key", new=str(path))
    sealing.seal_what_is_due(now=NEXT_MORNING + timedelta(days=1))
    settings.JOURNAL_KEY = path.read_text()
    sealing.seal_what_is_due(now=NEXT_MORNING + timedelta(days=2))

    first, second = JournalKey.objects.all()
    signed_by = [day.key for day in JournalDay.objects.order_by("day")]
    assert signed_by == [first, first, second]
    assert path.stat().st_mode & 0o777 == 0o600
    assert found(NEXT_MORNING + timedelta(days=2)) == []


def test_the_old_key_seals_no_more_once_the_new_one_has(sealed, tmp_path, settings, caplog):
    old, path = settings.JOURNAL_KEY, tmp_path / "journal_key.next"
    call_command("journal_key", new=str(path))
    settings.JOURNAL_KEY = path.read_text()
    sealing.seal_what_is_due(now=NEXT_MORNING + timedelta(days=1))
    settings.JOURNAL_KEY = old

    assert sealing.seal_what_is_due(now=NEXT_MORNING + timedelta(days=2)) == 0
    assert "was replaced" in caplog.text


def test_a_day_under_a_key_that_was_replaced_is_found(sealed, tmp_path, settings, monkeypatch):
    old, path = settings.JOURNAL_KEY, tmp_path / "journal_key.next"
    call_command("journal_key", new=str(path))
    settings.JOURNAL_KEY = path.read_text()
    sealing.seal_what_is_due(now=NEXT_MORNING + timedelta(days=1))
    settings.JOURNAL_KEY = old
    monkeypatch.setattr(JournalKey, "is_replaced", False)
    sealing.seal_what_is_due(now=NEXT_MORNING + timedelta(days=2))

    assert found(NEXT_MORNING + timedelta(days=2)) == ["key-swapped 2026-09-09"]


def test_a_key_is_never_overwritten(sealed, tmp_path):
    path = tmp_path / "journal_key"
    path.write_text("the only copy")

    with pytest.raises(CommandError, match="never overwritten"):
        call_command("journal_key", new=str(path))
    assert path.read_text() == "the only copy"


def test_the_keys_are_listed_with_the_one_that_is_mounted(sealed, capsys):
    call_command("journal_key")

    assert f"{keys.mounted().name} " in (said := capsys.readouterr().out)
    assert "(mounted)" in said
