"""From an errand in one's own words to the answer whether it will be granted."""

from dataclasses import replace

import pytest

from agencies.rules import terms
from applications import registry
from applications.models import Offer
from casework.rules import procedures
from tests.applications import samples
from tests.browser.reading import DESKTOP, PHONE
from tests.cast import MONDAY

pytestmark = pytest.mark.browser


@pytest.fixture
def plate(world, monkeypatch):
    """Declare a service that Guangzhou does online."""
    tables = ((registry, "_SERVICES"), (procedures, "_PROCEDURES"), (terms, "_OF_SERVICES"))
    for module, name in tables:
        monkeypatch.setattr(module, name, dict(getattr(module, name)))
    registry.declare(replace(samples.PLATE, pre_check=(samples.LINE,)))
    agency = world.agency("pension", "guangzhou")
    Offer.objects.create(service="sample-plate", agency=agency, since=MONDAY)


def test_without_script_and_sign_in_one_learns_whether_it_will_be_granted(plate, window):
    person = window("zh-hans", PHONE, java_script_enabled=False)

    person.open("/")
    person.fill(q="门牌怎么办")
    person.press("Search")
    person.follow("门牌", within="main")
    person.page.select_option("main [name=region]", "440100")
    person.press("Show this place")
    person.follow("Can I? Check first", within="main")
    person.fill(line="门" * 21)
    person.press("Check")

    assert person.reads("No, not as things stand")
    assert "名称过长" in person.page.locator("main").inner_text()


def test_the_home_page_is_one_screen_at_a_desk(plate, window):
    person = window("en", DESKTOP)

    person.open("/")
    last_door = person.page.locator(".home__also").bounding_box()
    rows = person.page.locator(".masthead__top > *").all()

    assert last_door["y"] + last_door["height"] < DESKTOP["viewport"]["height"]
    middles = {round(box["y"] + box["height"] / 2) for row in rows if (box := row.bounding_box())}
    assert max(middles) - min(middles) < 8
    person.follow("I changed jobs or moved", within="main")
