"""How often anything may be tried: counted in the database, whatever is restarted."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError

from accounts.models import User
from kit import limits
from kit.limits import limit
from kit.models import Attempt
from tests.cast import MONDAY, PASSWORD

pytestmark = pytest.mark.django_db
NAME = "api.person"


@pytest.fixture(autouse=True)
def two_a_minute(settings):
    settings.LIMITS = settings.LIMITS | {NAME: (2, 60)}


def test_a_span_begins_with_the_first_try_and_then_starts_from_nothing():
    tries = [limit(NAME, "wang", now=MONDAY + timedelta(seconds=s)) for s in (0, 30, 59, 60)]

    assert [each.passes() for each in tries] == [True, True, False, True]


def test_somebody_else_is_counted_by_themselves():
    assert [limit(NAME, "wang", now=MONDAY).count() for _time in range(2)] == [1, 2]
    assert limit(NAME, "chen", now=MONDAY).count() == 1


def test_an_emptied_cache_forgets_no_try():
    limit(NAME, "wang", now=MONDAY).count()
    cache.clear()
    assert limit(NAME, "wang", now=MONDAY).counted() == 1


def test_what_was_right_is_taken_back():
    once = limit(NAME, "wang", now=MONDAY)
    once.count()
    once.take_back()
    assert once.counted() == 0


def test_what_the_narrow_limit_refuses_uses_up_nothing_of_the_wide_one():
    wide = limit("api.client", "agency", now=MONDAY)
    for _time in range(5):
        limits.all_pass([limit(NAME, "wang", now=MONDAY), wide])

    assert wide.counted() == 2


def test_where_nothing_can_be_counted_nothing_is_let_through(client, monkeypatch):
    def away(self):
        raise DatabaseError

    User.objects.create_user("wang@people.example", PASSWORD)
    monkeypatch.setattr("kit.limits.Limit.count", away)
    client.raise_request_exception = False

    answer = client.post("/account/login/", {"login": "wang@people.example", "password": PASSWORD})

    assert answer.status_code == 503
    assert "_auth_user_id" not in client.session


def test_one_hears_when_it_goes_on():
    limit(NAME, "wang", now=MONDAY).count()
    assert limit(NAME, "wang", now=MONDAY + timedelta(seconds=45, milliseconds=300)).wait() == 15


def test_counts_are_forgotten_when_their_span_is_over():
    limit(NAME, "wang", now=MONDAY).count()
    limit(NAME, "chen", now=MONDAY + timedelta(seconds=50)).count()

    limits.forget_old(now=MONDAY + timedelta(seconds=60))

    assert Attempt.objects.count() == 1
