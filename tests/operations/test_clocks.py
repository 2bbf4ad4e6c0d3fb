"""A process whose clock differs from the database's changes nothing and seals nothing."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.models import Tick
from casework.tasks import tick
from journal.models import JournalDay
from journal.tasks import seal_journal
from kit import clock
from portal import condition
from portal.management.commands import sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def clocks_count(settings):
    settings.CLOCK_TOLERANCE = timedelta(seconds=5)


@pytest.fixture
def three_days_ahead(clocks_count, monkeypatch):
    """This process runs three days ahead of the database."""
    behind = timezone.now() - timedelta(days=3)
    monkeypatch.setattr(clock, "of_database", lambda: behind)


def test_the_moment_is_the_databases(clocks_count, monkeypatch):
    theirs = timezone.now() - timedelta(seconds=2)
    monkeypatch.setattr(clock, "of_database", lambda: theirs)

    assert clock.agreed() == theirs


def test_database_and_process_agree_here(clocks_count):
    assert abs(clock.agreed() - timezone.now()) < timedelta(seconds=2)


def test_the_database_is_asked_for_its_moment_and_not_for_its_transactions(clocks_count):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has the clock of this machine")
    assert clock.agreed() < clock.agreed()


def test_no_day_is_sealed_by_a_clock_that_runs_ahead(three_days_ahead):
    with pytest.raises(clock.ClocksApart):
        seal_journal()

    assert not JournalDay.objects.exists()


def test_nothing_is_called_late_by_a_clock_that_runs_ahead(three_days_ahead, caplog, monkeypatch):
    with pytest.raises(clock.ClocksApart):
        tick()
    monkeypatch.setattr(sweep, "close_old_connections", lambda: None)  # the test's own
    sweep.sweep_once()

    assert not Tick.objects.exists()
    assert "the sweep could not look: ClocksApart" in caplog.text


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/preferences/", "text/html"), ("/api/v1/cases/", "application/problem+json")],
)
def test_what_would_change_something_is_refused_with_a_sentence(three_days_ahead, path, kind):
    answer = Client().post(path)

    assert answer.status_code == 503
    assert answer["Content-Type"].startswith(kind)
    assert answer["Retry-After"] == "30"
    is_json = "json" in kind
    told = json.loads(answer.content)["detail"] if is_json else answer.content.decode()
    assert str(clock.ClocksApart().reason) in told


def test_reading_goes_on(three_days_ahead):
    assert Client().get("/help/").status_code == 200


def test_a_proxy_sends_nobody_there(three_days_ahead):
    answer = Client().get("/readyz")

    assert (answer.status_code, answer.json()["clock"]) == (503, "apart")


def test_the_public_page_says_so(three_days_ahead):
    told = [part.sentence for part in condition.parts() if not part.well]

    assert str(_("The clocks disagree. Until they agree, nothing is changed.")) in told
