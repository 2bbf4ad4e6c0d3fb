"""A world whose rules may change."""

import pytest

from tests.cast import make_world


@pytest.fixture
def world(db):
    return make_world()
