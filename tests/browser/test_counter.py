"""At the counter: a clerk files for whoever stands there, who says yes by a code."""

import pytest

from agencies.actions.reference import load_terms
from casework.models import Case
from services.particulars.contact_change import CONTACT_CHANGE
from tests.browser.people import latest_code, signed_in
from tests.browser.reading import DESKTOP, PHONE, told_at_length
from tests.browser.test_particulars import NEW_PHONE, phone_on_record, send
from tests.cast import MONDAY

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("language", "device"),
    [("zh-hans", DESKTOP), told_at_length("en", PHONE)],
    ids=["desktop", "phone"],
)
def test_a_new_phone_is_filed_at_the_counter_where_nothing_is_online(
    world, window, language, device
):
    load_terms(now=MONDAY)
    clerk = signed_in(window(language, device), world.pension_new_a)
    clerk.open("/desk/counter/")
    clerk.fill(name=world.person.name, number=world.person.number, reason="换手机号")
    clerk.tick("seen")
    clerk.press("Go on")
    clerk.follow(CONTACT_CHANGE.title, within="main")
    clerk.press("Begin")
    clerk.tick("what", "phone")
    clerk.press("Continue")
    clerk.fill(phone=NEW_PHONE)
    clerk.tick("is_family", "no")
    clerk.tick("sign_in_too", "no")
    clerk.press("Send me a code")
    clerk.fill(phone_code=latest_code())
    clerk.press("Continue")

    clerk.follow("Let the person confirm", within="main")
    clerk.press("Send a code")
    clerk.fill(code=latest_code())
    clerk.press("Confirm")
    number = send(clerk)

    assert clerk.reads("It is done")
    assert phone_on_record(world) == "+8613911112222"
    assert Case.objects.get(number=number).channel == "counter"
    clerk.press("End the visit", within=".at-counter")
    assert clerk.reads("The visit has ended.")
