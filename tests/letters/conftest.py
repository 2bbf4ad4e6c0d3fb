"""A world whose letters are really set."""

import pytest

from tests.cast import make_world


@pytest.fixture
def world(db):
    return make_world()
