"""The calculators on a phone, in both languages: the form, the answer, a mistake."""

from urllib.parse import urlencode

import pytest

from agencies import clock
from agencies.actions import reference
from portal.calculators.pages import PAGES
from tests.browser.reading import PHONE
from tests.calculators.test_pages import GOOD

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_calculator_can_be_used_on_a_phone(window, language):
    reference.load(now=clock.now())
    person = window(language, PHONE)
    person.open("/calculators/")

    for name, page in PAGES.items():
        person.open(f"/calculators/{name}/")
        if not page.is_personal:
            person.open(f"/calculators/{name}/?{urlencode(GOOD[name])}")
            assert person.reads("Legal basis"), name
            person.open(f"/calculators/{name}/?{urlencode(dict.fromkeys(GOOD[name], 'x'))}")


def test_a_number_is_checked_without_standing_in_the_address(window):
    person = window("zh-hans", PHONE)
    person.open("/calculators/identity-number/")

    person.page.fill("[name=number]", "11010519491231002x")
    person.page.click("main form .button")
    person.look()

    assert "1949年12月31日" in person.page.locator("main").inner_text()
    assert person.page.url.endswith("/calculators/identity-number/")
