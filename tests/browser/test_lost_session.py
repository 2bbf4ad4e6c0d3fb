"""A sign-in that ends while somebody fills in a form costs them nothing."""

import pytest

from accounts.models import SignIn
from tests.browser.people import ADDRESS, EMPLOYER, fill_in, sign_in
from tests.browser.reading import PHONE
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def test_after_signing_in_again_the_same_page_holds_the_same_answers(world, window):
    person = window("zh-hans", PHONE)
    sign_in(person, world.applicant.user.email)
    fill_in(person, "pension")
    person.page.go_back()
    page = person.page.url
    person.fill(employer_name=EMPLOYER + "分公司", contact_address=ADDRESS + "二楼")

    SignIn.objects.all().delete()
    person.press("Continue")
    assert person.reads("You had been signed out. Sign in again: what you typed is still here.")
    person.fill(login=world.applicant.user.email, password=PASSWORD)
    person.press("Sign in")

    assert person.page.url == page
    assert person.page.locator("[name=employer_name]").input_value() == EMPLOYER + "分公司"
    assert person.page.locator("[name=contact_address]").input_value() == ADDRESS + "二楼"
    person.press("Continue")
    assert person.page.url.endswith("/check/")
