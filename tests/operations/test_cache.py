"""A cache that is away costs a memory, never a page."""

import pytest
from django.core.cache import caches

from kit.cache import Absence, cache_at, cache_beside


@pytest.fixture
def absent_cache(settings, monkeypatch):
    monkeypatch.setattr(Absence, "until", 0.0)
    settings.CACHES = {"default": cache_at("unix:///nowhere/cache.sock?db=2")}
    return caches.create_connection("default")


def test_reading_finds_nothing(absent_cache):
    assert absent_cache.get("key", "fallback") == "fallback"


def test_a_lock_is_granted(absent_cache):
    assert absent_cache.add("key:lock", True)


def test_it_is_asked_only_once_in_a_while(absent_cache):
    absent_cache.get("key")

    assert Absence.lasts()


def test_the_cache_lives_beside_the_broker_in_a_database_of_its_own():
    assert cache_beside("redis+socket:///run/b.sock?virtual_host=1") == "unix:///run/b.sock?db=2"
    assert cache_beside("redis://:word@host:6379/0") == "redis://:word@host:6379/2"
