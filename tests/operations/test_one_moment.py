"""The invariants of a portal at work are asked of one moment, so that none of them cries wolf."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection

from casework import invariants
from casework.models import Tick
from kit import clock
from kit.snapshot import one_moment

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("emptied"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def somebody_ticks():
    def tick():
        Tick.objects.create(driver="meanwhile", at=clock.now())
        connection.close()

    other = threading.Thread(target=tick)
    other.start()
    other.join()


def looks_twice():
    before = Tick.objects.count()
    somebody_ticks()
    if Tick.objects.count() != before:
        yield "something changed while it was looked at"


def test_what_changes_meanwhile_is_not_seen(monkeypatch, capsys):
    monkeypatch.setattr(invariants, "INVARIANTS", [looks_twice])

    call_command("check_invariants")

    assert "invariants hold" in capsys.readouterr().out


def test_without_it_the_same_check_would_be_alarmed():
    assert list(looks_twice())


def test_afterwards_the_session_writes_again():
    with one_moment():
        pass

    Tick.objects.create(driver="afterwards", at=clock.now())
