"""Checks of everything hold little at a time, say how far they are, and go on where they were."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from casework import invariants
from casework.models import Case, Event
from journal import verifying
from tests.blank_letters import print_blank_letters
from tests.cast import make_world
from tests.journal import attacker
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(monkeypatch):
    print_blank_letters(monkeypatch)
    return Story(make_world()).tell("submit wait")


def test_what_has_not_changed_since_is_passed_by_and_found_by_a_whole_look(story):
    with attacker.superuser():
        attacker.change(Event.objects.get(case=story.pk, sequence=2), note="changed")
    Case.objects.filter(pk=story.pk).update(status="letter-issued")
    later = story.now + timedelta(days=1)

    for check in invariants.LONG:
        assert list(check())
        assert list(check(story.now - timedelta(days=400)))
        assert list(check(later)) == []


def test_each_check_says_how_long_it_took_and_one_begins_where_one_stopped(story, capsys):
    call_command("check_invariants", first="money_in_is_money_out")

    told = capsys.readouterr()
    assert "money_in_is_money_out: 0." in told.err
    assert "hash_chains_are_whole" not in told.err
    with pytest.raises(CommandError, match="hash_chains_are_whole"):
        call_command("check_invariants", first="nothing_of_the_kind")


def test_a_journal_that_was_interrupted_is_gone_on_with(story, tmp_path, monkeypatch):
    monkeypatch.setattr(verifying, "WINDOW", 1)
    file = tmp_path / "how-far"
    seen, judged = [], verifying.judge

    def interrupted(history):
        seen.append(history.number)
        raise KeyboardInterrupt

    monkeypatch.setattr(verifying, "judge", interrupted)
    with pytest.raises(KeyboardInterrupt):
        call_command("verify_journal", resume=str(file))
    assert int(file.read_text()) == story.pk

    monkeypatch.setattr(verifying, "judge", lambda history: seen.append("again") or judged(history))
    call_command("verify_journal", resume=str(file))

    assert seen[1:] == ["again"]
    assert not file.exists()
