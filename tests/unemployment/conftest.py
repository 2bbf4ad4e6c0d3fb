"""The cast, whose pension agencies take unemployment benefit online."""

import pytest

from agencies.actions.reference import load_terms
from applications.models import Offer
from applications.registry import services
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_world
from tests.kept import kept


@pytest.fixture
def world(db, monkeypatch):
    print_blank_letters(monkeypatch)
    return kept(("out of work",), _world)


def _world():
    made = make_world()
    load_terms(now=MONDAY)  # those of a place, now that it is there
    Offer.objects.bulk_create(
        Offer(service=each.name, agency=made.agency("pension", place), since=MONDAY)
        for each in services()
        for place in ("guangzhou", "chengdu")
        if each.name.startswith("unemployment-")
    )
    return made
