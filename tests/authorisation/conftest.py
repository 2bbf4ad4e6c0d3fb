"""A world of everybody who may come to the door."""

import pytest
from django.utils import translation

from kit.errors import NotPermitted
from tests.authorisation.cast import make_everybody
from tests.blank_letters import print_blank_letters


@pytest.fixture
def world(db):
    return make_everybody()


@pytest.fixture
def refused():
    """Expect that something is not permitted, for a reason that says so."""

    def expect(reason=None):
        return pytest.raises(NotPermitted, match=reason)

    with translation.override("en"):
        yield expect


@pytest.fixture(autouse=True)
def letters_are_plain(monkeypatch):
    """What a letter looks like is tested elsewhere; here it only has to arrive."""
    print_blank_letters(monkeypatch)
