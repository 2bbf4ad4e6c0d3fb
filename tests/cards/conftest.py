"""The cast, one of whom has a card."""

import pytest

from tests.blank_letters import print_blank_letters
from tests.cards.story import card_of
from tests.cast import make_world


@pytest.fixture
def world(db, monkeypatch):
    print_blank_letters(monkeypatch)
    made = make_world()
    made.card = card_of(made)
    return made
