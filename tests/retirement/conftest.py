"""The cast of those who retire."""

import pytest

from tests.blank_letters import print_blank_letters
from tests.retirement.story import world_of_retiring


@pytest.fixture
def world(db, monkeypatch):
    print_blank_letters(monkeypatch)
    return world_of_retiring()
