"""A world of everybody who may come to the door."""

from unittest import mock

import pytest
from django.http import HttpResponseNotFound
from django.utils import translation
from django.views.defaults import page_not_found

from kit.errors import NotPermitted
from portal import urls
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


@pytest.fixture
def nothing_is_drawn_once():
    """Draw the page for what is not there once for each visitor: it is told nothing of the place.

    Half of all answers at foreign doors are this page, and drawing it is half of what they cost.
    """
    drawn = {}

    def not_found(request, exception):
        place = request.user.pk, request.path.split("/", 2)[1]
        if place not in drawn:
            drawn[place] = page_not_found(request, exception).content
        return HttpResponseNotFound(drawn[place])

    with mock.patch.object(urls, "handler404", not_found, create=True):
        yield
