"""The cast, with the library of the release."""

import pytest
import time_machine

from services.advice.actions import loading
from tests.cast import MONDAY, make_world
from tests.kept import kept


@pytest.fixture
def world(db):
    """Regions, agencies, people, answers."""
    return kept(("library",), _with_library)


def _with_library():
    made = make_world()
    loading.load(now=MONDAY)
    return made


@pytest.fixture(autouse=True)
def monday():
    """It is Monday morning; `monday.shift` lets time pass."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller
