"""A portal that runs, its cast, and windows to look at it."""

from datetime import date

import pytest
import time_machine

from accounts import sms
from records.models import Relationship
from tests import owner
from tests.browser.people import Newcomer
from tests.browser.reading import Reader
from tests.cast import HANDLED, MONDAY, identity_number, insure, make_person, make_world


@pytest.fixture(autouse=True)
def monday_morning():
    """The records of the cast end in August 2026; the day goes on as the test does."""
    with time_machine.travel(MONDAY, tick=True):
        yield


@pytest.fixture
def world(transactional_db):
    """The cast, seen by the live server too; what is written once goes when the test is over."""
    sms.outbox.clear()
    yield make_world()
    owner.take_down()


@pytest.fixture
def window(browser, live_server, world):
    """Open windows in the portal: `window("zh-hans", PHONE)`."""
    opened = []

    def open_window(language, device, **more):
        opened.append(Reader(browser, live_server.url, language, device, **more))
        return opened[-1]

    yield open_window
    for each in opened:
        each.close()


@pytest.fixture
def newcomer(world):
    """Somebody who is in the records of both insurances and has no account yet."""
    born_on = date(1991, 8, 20)
    person = make_person("方晓月", born_on)
    for insurance in HANDLED:
        insure(person, world.agency(insurance, "chengdu"), insurance, range(2014, 2025))
        insure(
            person,
            world.agency(insurance, "guangzhou"),
            insurance,
            range(2025, 2027),
            base=800_000,
            status=Relationship.Status.ACTIVE,
            last_month=8,
        )
    return Newcomer(person.name, identity_number(born_on), "138 2345 6789", "three small words")
