"""A restored copy sends nothing again: it keeps quiet until an administrator has looked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from accounts import mails, sms
from casework.actions import keeping_quiet
from casework.actions.duties import do_what_is_due
from casework.models import Dispatch, Duty, Event, Quiet, Tick
from journal import sealing
from journal.models import JournalDay
from kit.errors import NotPermitted
from kit.gateways import Known
from portal import condition, doctoring
from tests.cast import MONDAY
from tests.notices.conftest import send, states, tell_person

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def restored(story):
    """At noon, of a copy made the evening before: what fell due since then has been told."""
    story.now = lateness().due_at + 12 * HOUR
    Tick.objects.update(at=story.now - 15 * HOUR)
    Dispatch.objects.all().delete()
    tell_person(story, at=story.now - 2 * MINUTE)
    keeping_quiet.begin(Quiet.Why.MOVED, now=story.now)
    return story


def end(story, **how):
    return keeping_quiet.end(by=story.world.administrator.user, now=story.now + MINUTE, **how)


def lateness():
    """Return what is told of the turn of the story once it is late: owed, and not told yet."""
    return Duty.objects.waiting().get(kind=Duty.Kind.LATE)


def test_nothing_leaves_and_nothing_is_done_or_sealed(restored, mailoutbox):
    mailoutbox.clear()

    assert do_what_is_due(now=restored.now + MINUTE) == 0
    send(restored.now + MINUTE)
    assert sealing.seal_what_is_due(now=restored.now + timedelta(days=3)) == 0

    assert set(states().values()) == {"waiting"}
    assert (len(mailoutbox), len(sms.outbox), JournalDay.objects.count()) == (0, 0, 0)
    assert Event.objects.exists()


def test_a_code_leaves_all_the_same_for_somebody_waits_to_sign_in(restored):
    code = Dispatch(key="code", what=Dispatch.What.CODE, way="sms", topic="security")
    code.made_at = code.due_at = restored.now

    code.save()

    assert list(Dispatch.objects.due("sms", restored.now + MINUTE)) == [code]


def test_what_waited_is_asked_about_and_sent_only_where_the_gateway_knows_nothing(
    restored, mailoutbox, monkeypatch
):
    mailoutbox.clear()
    monkeypatch.setattr(mails, "asked", lambda _mark: Known.ACCEPTED)
    monkeypatch.setattr(sms, "asked", lambda _mark: Known.NOTHING)

    assert end(restored) == 2
    for n in (2, 3):
        send(restored.now + n * MINUTE)

    assert states() == {"mail": "sent", "sms": "sent"}
    assert (len(mailoutbox), len(sms.outbox)) == (0, 1)


def test_where_nobody_can_be_asked_a_person_decides(restored, mailoutbox, monkeypatch):
    mailoutbox.clear()
    for each in (mails, sms):
        monkeypatch.setattr(each, "asked", lambda _mark: None)

    end(restored)
    send(restored.now + 2 * MINUTE)

    assert states() == {"mail": "uncertain", "sms": "uncertain"}
    assert (len(mailoutbox), len(sms.outbox)) == (0, 0)


def test_what_is_told_once_more_is_asked_about_as_well(restored, mailoutbox, monkeypatch):
    Dispatch.objects.all().delete()
    monkeypatch.setattr(mails, "asked", lambda _mark: Known.ACCEPTED)
    monkeypatch.setattr(sms, "asked", lambda _mark: Known.ACCEPTED)
    end(restored)
    mailoutbox.clear()

    do_what_is_due(now=restored.now + 2 * MINUTE)
    assert lateness().due_at > restored.now  # the next one
    assert set(states().values()) == {"sending"}
    send(restored.now + 3 * MINUTE)

    assert (set(states().values()), len(mailoutbox), len(sms.outbox)) == ({"sent"}, 0, 0)


def test_what_falls_due_afterwards_is_told_as_always(restored):
    Dispatch.objects.all().delete()
    Duty.objects.filter(pk=lateness().pk).update(due_at=restored.now + MINUTE)
    end(restored)

    do_what_is_due(now=restored.now + 5 * MINUTE)

    assert set(states().values()) == {"waiting"}


def test_when_nothing_was_lost_nothing_is_asked_about(restored):
    assert end(restored, nothing_was_lost=True) == 0

    assert set(states().values()) == {"waiting"}
    send(restored.now + 2 * MINUTE)
    assert set(states().values()) == {"sent"}


def test_only_an_administrator_ends_it(restored, capsys):
    with pytest.raises(NotPermitted):
        keeping_quiet.end(by=restored.world.applicant.user, now=restored.now)
    with pytest.raises(CommandError, match="name the e-mail"):
        call_command("quiet", "end")
    assert keeping_quiet.is_quiet()

    call_command("quiet", "end", by=restored.world.administrator.user.email)

    assert "2 messages that may have left are asked about" in capsys.readouterr().out
    assert not keeping_quiet.is_quiet()


def test_an_operator_can_ask_for_it_and_everybody_is_told(story, capsys):
    call_command("quiet", "begin", reason="trying a copy")
    call_command("quiet", "begin", reason="twice is once")

    with translation.override("zh-hans"):
        said = {part.name: part for part in condition.parts()}["平台自动处理的事项"]
    assert not said.well
    assert "trying a copy" in capsys.readouterr().out
    assert [each.how for each in doctoring._quiet()] == [doctoring.How.WRONG]


def test_another_server_or_timeline_is_noticed_by_whoever_looks(story, monkeypatch):
    if connection.vendor != "postgresql":
        return  # there is no other server of a file
    monkeypatch.setattr(keeping_quiet.settings, "DATABASE_POOLED", True)  # asked each time
    do_what_is_due(now=story.now)
    here = keeping_quiet.server()
    assert (here.system.isdigit(), here.timeline, keeping_quiet.is_quiet()) == (True, 1, False)

    for moved in (replace(here, timeline=2), replace(here, system="7")):
        monkeypatch.setattr(keeping_quiet, "server", lambda moved=moved: moved)
        do_what_is_due(now=story.now)
        assert keeping_quiet.is_quiet()
        end(story)
        do_what_is_due(now=story.now + 2 * MINUTE)
        assert not keeping_quiet.is_quiet()


def test_two_who_look_for_the_first_time_at_once_find_that_nothing_has_moved():
    here = keeping_quiet.Server("7", timeline=1, written=10)

    for _driver in range(2):  # each has found no server remembered, and then waits for the other
        keeping_quiet._come_to(here, MONDAY)

    assert not keeping_quiet.is_quiet()


def test_an_image_of_the_disk_that_is_put_back_is_noticed_too(story, monkeypatch, tmp_path):
    if connection.vendor != "postgresql":
        return
    monkeypatch.setattr(keeping_quiet.settings, "DATABASE_POOLED", True)
    monkeypatch.setattr(keeping_quiet.settings, "LETTER_NUMBER_BOOK", str(tmp_path))
    do_what_is_due(now=story.now)
    here = keeping_quiet.server()
    assert (tmp_path / "database.position").read_text().startswith(here.system)

    monkeypatch.setattr(keeping_quiet, "server", lambda: replace(here, written=10))
    do_what_is_due(now=story.now)
    assert keeping_quiet.is_quiet()
