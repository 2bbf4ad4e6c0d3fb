"""A working life at a glance, worked out without a database."""

from datetime import date
from types import SimpleNamespace

import pytest

from law.values import RELEASE
from portal.glance import bar_of, ring_of
from transfers.presenting.grids import History


def somebody(sex, born):
    return SimpleNamespace(sex=sex, born_on=born)


@pytest.mark.parametrize(
    ("sex", "born", "needed", "is_latest"),
    [
        ("male", date(1966, 1, 1), 180, False),  # retires before 2030
        ("male", date(1985, 6, 1), 240, False),  # twenty years from 2039 on
        ("female", date(1990, 1, 1), 240, True),
    ],
)
def test_the_ring_asks_for_the_months_of_the_year_of_retirement(sex, born, needed, is_latest):
    ring = ring_of(somebody(sex, born), 90, book=RELEASE)

    assert (ring.needed, ring.is_latest) == (needed, is_latest)
    assert ring.share == 90 * 100 // needed
    assert not ring.is_full


def test_a_ring_is_never_fuller_than_full():
    ring = ring_of(somebody("male", date(1966, 1, 1)), 300, book=RELEASE)

    assert ring.share == 100
    assert ring.is_full


def test_without_a_day_of_birth_there_is_no_ring():
    assert ring_of(somebody("male", None), 90, book=RELEASE) is None


def month(number, state, *places):
    return {"month": date(2024, number, 1), "state": state, "places": list(places)}


def test_the_bar_begins_and_ends_with_what_was_paid_and_leaves_gaps_free():
    months = [
        month(1, "none"),
        month(2, "paid", "A"),
        month(3, "paid", "A"),
        month(4, "gap"),
        month(5, "overlap", "A", "B"),
        month(6, "paid", "B"),
        month(7, "none"),
    ]

    bar = bar_of(History(months=months, places=[]))

    drawn = [(each.x, each.width, each.state, each.place) for each in bar.stretches]
    assert bar.months == 5
    assert drawn == [(0, 2, "paid", "a"), (3, 1, "overlap", "a"), (4, 1, "paid", "b")]


def test_of_nothing_there_is_no_bar():
    assert bar_of(History(months=[month(1, "none")], places=[])) is None
