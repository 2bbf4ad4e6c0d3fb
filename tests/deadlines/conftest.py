"""A world in which terms run."""

import pytest

from tests import owner
from tests.blank_letters import print_blank_letters
from tests.cast import make_world


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def shared_world(transactional_db):
    """A world that other connections see too; what is written once goes when the test is over."""
    yield make_world()
    owner.take_down()


@pytest.fixture(autouse=True)
def letters_are_plain(monkeypatch):
    """What a letter looks like is tested elsewhere; here it only has to arrive."""
    print_blank_letters(monkeypatch)
