"""What every test can rely on. The cast lives in tests/cast.py, the guards in tests/guards.py."""

from contextlib import ExitStack
from itertools import chain

import pytest
from celery.signals import before_task_publish
from django.conf import settings as portal_settings
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test import TransactionTestCase

from kit import questions, wall
from tests import owner
from tests.chromium import need_chromium, running_chromium
from tests.guards import (
    UnknownInLibrary,
    every_topic_is_named,
    far_tasks,
    locked_within,
    only_this_machine,
)
from tests.kept import ground
from tests.rounds import (
    LONG,
    POSTGRESQL,
    SQLITE,
    begin_with_the_longest,
    leave_to_the_other_round,
    seconds_by_folder,
)


def pytest_addoption(parser):
    """Without a round, everything that is asked for is judged."""
    rounds = [SQLITE, POSTGRESQL, LONG]
    parser.addoption("--round", choices=rounds, help="what a target of the Makefile judges")


def pytest_collection_modifyitems(config, items):
    """Leave to the other round what it judges, and begin with what takes long."""
    if config.option.round:
        left = leave_to_the_other_round(items, config.option.round)
        config.hook.pytest_deselected(items=left)
    begin_with_the_longest(items)


def pytest_terminal_summary(terminalreporter):
    """Say where the time went."""
    if terminalreporter.config.option.round:
        terminalreporter.section("seconds by folder")
        reports = chain.from_iterable(terminalreporter.stats.values())
        for line in seconds_by_folder(reports):
            terminalreporter.write_line(line)


def pytest_runtest_setup(item):
    """Browser tests need a browser; each test begins on ground of which nothing is known."""
    ground.begin()
    questions.checked.clear()
    if item.get_closest_marker("browser"):
        need_chromium()


@pytest.fixture
def monkeypatch(monkeypatch):
    """Let the ground know what is patched."""
    ground.patches = monkeypatch
    return monkeypatch


@pytest.fixture
def settings(settings):
    """Let the ground know that they may change."""
    ground.has_own_settings = True
    return settings


@pytest.fixture(scope="session", autouse=True)
def unknown_template_variables_fail():
    """Set before the first template is loaded."""
    pages, library = portal_settings.TEMPLATES
    pages["BACKEND"] = "tests.drawing.SeenPages"
    library["OPTIONS"]["string_if_invalid"] = UnknownInLibrary()


@pytest.fixture(scope="session", autouse=True)
def tests_are_tidied_up_by_the_owner():
    """Between two tests that others could see, the owner empties the tables."""
    empty = TransactionTestCase._fixture_teardown

    def emptied_by_owner(case):
        with owner.as_owner():
            empty(case)

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", emptied_by_owner)
        yield


@pytest.fixture
def emptied(transactional_db):
    """A database that is emptied afterwards: its triggers would refuse."""
    owner.put_up()
    yield
    owner.take_down()


@pytest.fixture(scope="session", autouse=True)
def tests_are_the_house():
    """What a test itself reads and writes, it does as the portal; requests have askers."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(wall, "outside", wall.Asker(wall.Kind.HOUSE, purpose="a test"))
        yield


@pytest.fixture(scope="session", autouse=True)
def tests_stay_on_this_machine():
    """No test may depend on, or disturb, anybody else."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        only_this_machine(monkeypatch)
        yield


@pytest.fixture(scope="session", autouse=True)
def persons_are_told_what_a_room_has_named():
    """A kind that was forgotten would be told as a decision, and nobody would see it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        every_topic_is_named(monkeypatch)
        yield


@pytest.fixture(scope="session", autouse=True)
def rows_are_locked_within_a_transaction():
    """What PostgreSQL refuses in production would go unseen within the transaction of a test."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(SQLCompiler, "execute_sql", locked_within)
        yield


@pytest.fixture(scope="session")
def sent_messages():
    """Remember the headers of every message sent to the broker."""
    sent = []

    @before_task_publish.connect(weak=False)
    def remember(headers=None, **kwargs):
        sent.append(headers or {})

    yield sent
    before_task_publish.disconnect(remember)


@pytest.fixture(autouse=True)
def no_task_lies_in_wait(sent_messages):
    """A message that waits longer than the broker's patience would run again and again."""
    sent_messages.clear()
    yield
    assert not list(far_tasks(sent_messages))


@pytest.fixture(scope="session")
def browser():
    """Chromium; open a page with `browser.new_page()`."""
    need_chromium()
    with running_chromium() as started:
        yield started


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Made by its owner, the test database is used as the application.

    What a thread of some test still holds open is ended, so that it can be dropped.
    """
    with django_db_blocker.unblock():
        opened = ExitStack()
        opened.enter_context(owner.sessions_begin_as_the_application())
    yield
    with django_db_blocker.unblock():
        opened.close()
        if connection.vendor == "postgresql":
            owner.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
