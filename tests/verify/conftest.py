"""An acceptance letter that was issued and delivered, and somebody who holds it."""

import pytest
from django.test import Client

from letters.models import Letter
from tests.cast import make_world
from tests.story import Story


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def story(world):
    return Story(world).tell("submit wait accept work")


@pytest.fixture
def letter(story):
    return Letter.objects.get(case=story.case, kind=Letter.Kind.ACCEPTANCE)


@pytest.fixture
def pdf(letter):
    return bytes(letter.file.pdf)


@pytest.fixture
def anybody(world):
    """Somebody at a browser, who reads English and is not signed in."""
    client = Client(raise_request_exception=False)
    client.cookies["django_language"] = "en"
    return client
