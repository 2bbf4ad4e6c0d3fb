"""The cast, whose agency in Guangzhou takes survivors' applications online."""

import pytest

from applications.models import Offer
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_world
from tests.kept import kept


@pytest.fixture
def world(db, monkeypatch):
    print_blank_letters(monkeypatch)
    return kept(("in mourning",), _world)


def _world():
    made = make_world()
    agency = made.agency("pension", "guangzhou")
    for service in ("survivors", "record-stop-death"):
        Offer.objects.create(service=service, agency=agency, since=MONDAY)
    return made
