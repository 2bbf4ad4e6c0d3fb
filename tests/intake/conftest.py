"""The cast, as agencies whose records come in, and who brings and releases them at one."""

import pytest

from agencies.models import Post
from tests.cast import make_clerk, make_world
from tests.kept import kept


def _cast():
    made = make_world()
    agency = made.agency("pension", "guangzhou")
    made.people["head"] = make_clerk("head", agency, Post.Role.SUPERVISOR)
    return made


@pytest.fixture
def world(db):
    return kept(("records come in",), _cast)


@pytest.fixture
def two(world):
    """Who brings, and who releases."""
    return {"by": world.head, "second": world.pension_new_a}
