"""The cast on a Monday; nobody has called or signed in before."""

import pytest
from django.core.cache import cache

from tests.cast import MONDAY, World, make_world


@pytest.fixture
def world(db, time_machine) -> World:
    """Everybody, and empty counters."""
    cache.clear()
    time_machine.move_to(MONDAY, tick=False)
    return make_world()
