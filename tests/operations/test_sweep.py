"""The sweep does what is due without broker or worker, and survives an absent database."""

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from casework.models import Tick
from kit import clock
from portal.management.commands import sweep


@pytest.mark.django_db
def test_it_leaves_a_mark_that_it_looked():
    call_command("sweep", verbosity=0)

    assert Tick.objects.get(driver="sweep").at <= clock.now()


@pytest.mark.django_db
def test_a_container_asks_whether_it_looked_of_late(capsys):
    with pytest.raises(CommandError, match="None seconds"):
        call_command("ticking", "sweep")

    call_command("sweep")
    call_command("ticking", "sweep")

    assert "0 seconds ago" in capsys.readouterr().out


def test_it_works_until_nothing_is_left(monkeypatch):
    batches = iter([200, 200, 7, 0])
    monkeypatch.setattr(sweep.duties, "do_what_is_due", lambda **_: next(batches))
    monkeypatch.setattr(sweep.sealing, "seal_what_is_due", lambda **_: 0)
    monkeypatch.setattr(sweep.clock, "agreed", lambda: None)

    assert sweep.do_all_that_is_due() == 407


@pytest.mark.django_db
def test_it_outlives_a_database_that_is_away(monkeypatch, caplog):
    def away():
        raise OperationalError("no connection")

    monkeypatch.setattr(sweep, "do_all_that_is_due", away)

    sweep.sweep_once()

    assert "the sweep could not look: OperationalError" in caplog.text
