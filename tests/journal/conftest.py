"""Three cases in review, and a day or two sealed."""

from datetime import timedelta

import pytest

from journal import sealing
from tests import owner
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_world
from tests.story import Story

NEXT_MORNING = MONDAY + timedelta(hours=15)  # one in the morning of Tuesday in Shanghai


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def story(world):
    """A case with four events of Monday, none of them sealed."""
    told = Story(world)
    told.submit()
    told.now += timedelta(minutes=10)
    told.ask_correction()
    told.now += timedelta(minutes=10)
    told.answer()
    return told


@pytest.fixture
def sealed(story):
    """The same case, its Monday sealed."""
    sealing.seal_what_is_due(now=NEXT_MORNING)
    return story


@pytest.fixture
def shared_world(transactional_db):
    """A world that other connections see too; what is written once goes when the test is over."""
    owner.put_up()
    yield make_world()
    owner.take_down()


@pytest.fixture(autouse=True)
def letters_are_plain(monkeypatch):
    """What a letter looks like is tested elsewhere; here it only has to arrive."""
    print_blank_letters(monkeypatch)
