"""No test falls between the two rounds of `make test`."""

from itertools import chain, product
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection

from tests.rounds import (
    LONG,
    POSTGRESQL,
    SQLITE,
    TOLD_ONCE,
    leave_to_the_other_round,
    rounds_of,
    seconds_by_folder,
)

TESTS = settings.BASE_DIR / "tests"


@pytest.mark.parametrize(
    ("marks", "fixtures", "rounds"),
    [
        ([], ["monkeypatch"], {SQLITE}),
        (["django_db"], [], {SQLITE, POSTGRESQL}),
        ([], ["_django_db_helper"], {SQLITE, POSTGRESQL}),
        ([], ["django_db_setup"], {SQLITE, POSTGRESQL}),
        (["django_db", "one_database"], [], {SQLITE}),
        (["browser"], ["live_server"], {POSTGRESQL}),
        (["chaos"], [], {POSTGRESQL}),
        (["django_db", "production"], [], {POSTGRESQL}),
        (["browser", "long"], ["live_server"], {LONG}),
    ],
)
def test_a_test_is_judged_where_it_can_tell_something(marks, fixtures, rounds):
    assert rounds_of(marks, fixtures) == rounds


def test_whatever_its_marks_a_test_has_a_round():
    marks = ("django_db", "one_database", "browser", "chaos", "production", "long", "parametrize")

    for chosen in product((False, True), repeat=len(marks)):
        mine = {mark for mark, is_chosen in zip(marks, chosen, strict=True) if is_chosen}
        for fixtures in (set(), {"db"}, {"transactional_db", "browser"}):
            assert rounds_of(mine, fixtures), (mine, fixtures)


def test_what_one_round_leaves_the_other_judges(request):
    everything = list(request.session.items)
    rounds = {}

    for this in (SQLITE, POSTGRESQL, LONG):
        rounds[this] = list(everything)
        left = leave_to_the_other_round(rounds[this], this)
        assert len(rounds[this]) + len(left) == len(everything)

    assert set(chain.from_iterable(rounds.values())) == set(everything)


def test_each_round_runs_on_its_own_database(request):
    this = request.config.option.round

    assert this in (None, connection.vendor) or (this, connection.vendor) == (LONG, POSTGRESQL)


def test_make_test_plays_both_rounds():
    makefile = (settings.BASE_DIR / "Makefile").read_text()

    assert "test: setup-test lint test-sqlite test-postgresql" in makefile
    assert all(f"--round={this}" in makefile for this in (SQLITE, POSTGRESQL, LONG))


def test_the_time_is_summed_by_folder():
    reports = [
        SimpleNamespace(nodeid="tests/desk/test_lists.py::test_a[x/y]", duration=2),
        SimpleNamespace(nodeid="tests/desk/test_scope.py::test_b", duration=1),
        SimpleNamespace(nodeid="tests/test_kit.py::test_c", duration=9),
        SimpleNamespace(message="a warning took no time"),
    ]

    assert seconds_by_folder(reports) == ["     9.0 s  tests", "     3.0 s  tests/desk"]


def test_what_is_told_once_is_there():
    files = [each.relative_to(settings.BASE_DIR).as_posix() for each in TESTS.rglob("test_*.py")]

    assert not [each for each in TOLD_ONCE if not any(f.startswith(each) for f in files)]
