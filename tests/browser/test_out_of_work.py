"""Somebody without work looks at what they draw, and at what they could ask for, on a phone."""

import pytest

from services.unemployment.actions.ending import end
from services.unemployment.models import Spell
from tests.browser.people import signed_in
from tests.browser.reading import PHONE
from tests.cast import MONDAY
from tests.unemployment.story import TODAY, draw, insure

pytestmark = pytest.mark.browser


def test_what_is_drawn_and_kept_is_read_on_a_phone(world, window):
    insure(world, 84)
    spell = draw(world, months=12)
    person = signed_in(window("zh-hans", PHONE), world.applicant)

    person.open("/my/unemployment/")
    assert person.page.locator(".squares rect").count() == 12
    person.unfold("Show as a table")
    person.follow("I found work", within="main")
    person.open("/my/shares/")
    assert person.reads("Nobody has named you")

    end(spell, Spell.Ended.WORK, on=TODAY, now=MONDAY)
    person.open("/my/unemployment/")
    assert person.reads("Months kept for the next time")


def test_without_a_sign_in_somebody_learns_how_long_and_how_much(world, window):
    person = window("en", PHONE, java_script_enabled=False)

    person.open("/services/unemployment-benefit/")
    person.follow("Can I? Check first", within="main")
    person.fill(months_paid="66")
    person.fill_day("last_day", TODAY)
    person.page.select_option("main [name=ending]", "reduction")
    person.page.select_option("main [name=place]", "440100")
    person.press("Check")

    assert "¥15,750.00" in person.page.locator("main").inner_text()
