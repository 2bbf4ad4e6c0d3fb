"""How often anything may be tried: counted in the database, whatever is restarted."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.db import connections

from kit import limits
from kit.limits import limit
from kit.models import Attempt
from tests.cast import MONDAY

NAME = "api.person"


@pytest.fixture(autouse=True)
def two_a_minute(settings):
    settings.LIMITS = settings.LIMITS | {NAME: (2, 60)}


@pytest.mark.django_db
def test_a_span_begins_with_the_first_try_and_then_starts_from_nothing():
    tries = [limit(NAME, "wang", now=MONDAY + timedelta(seconds=s)) for s in (0, 30, 59, 60)]

    assert [each.passes() for each in tries] == [True, True, False, True]


@pytest.mark.django_db
def test_somebody_else_is_counted_by_themselves():
    assert [limit(NAME, "wang", now=MONDAY).count() for _time in range(2)] == [1, 2]
    assert limit(NAME, "chen", now=MONDAY).count() == 1


@pytest.mark.django_db
def test_an_emptied_cache_forgets_no_try():
    limit(NAME, "wang", now=MONDAY).count()
    cache.clear()
    assert limit(NAME, "wang", now=MONDAY).counted() == 1


@pytest.mark.django_db
def test_what_was_right_is_taken_back():
    once = limit(NAME, "wang", now=MONDAY)
    once.count()
    once.take_back()
    assert once.counted() == 0


@pytest.mark.django_db
def test_one_hears_when_it_goes_on():
    limit(NAME, "wang", now=MONDAY).count()
    assert limit(NAME, "wang", now=MONDAY + timedelta(seconds=45, milliseconds=300)).wait() == 15


@pytest.mark.django_db
def test_counts_are_forgotten_when_their_span_is_over():
    limit(NAME, "wang", now=MONDAY).count()
    limit(NAME, "chen", now=MONDAY + timedelta(seconds=50)).count()

    limits.forget_old(now=MONDAY + timedelta(seconds=60))

    assert Attempt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_none_is_lost():
    gate, counted = Barrier(12), []

    def run():
        try:
            gate.wait(timeout=30)
            counted.append(limit(NAME, "wang", now=MONDAY).count())
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _thread in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(counted) == list(range(1, 13))
