"""What somebody types outlives their sign-in and their browser, on a phone, in Chinese."""

import pytest

from accounts.models import KeptWords, SignIn
from tests.browser.people import ADDRESS, EMPLOYER, fill_in, sign_in
from tests.browser.reading import PHONE
from tests.cast import PASSWORD
from transfers.models import Transfer

pytestmark = pytest.mark.browser
WAITING = "138 0"


def saved(person, words="Saved"):
    """Wait until the page says that it has saved itself."""
    status = person.page.locator("main [data-autosave-status]").first
    status.filter(has_text=person.words(words)).wait_for()


def test_half_a_page_survives_a_lost_sign_in_and_a_crash(world, window):
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
    person.fill(contact_phone=WAITING, contact_address=ADDRESS + "三楼")
    saved(person)
    person.close()  # without a word: the browser has crashed

    again = window("zh-hans", PHONE)
    sign_in(again, world.applicant.user.email)
    again.open(page)
    assert again.page.locator("[name=contact_phone]").input_value() == WAITING
    assert again.page.locator("[name=contact_address]").input_value() == ADDRESS + "三楼"
    again.fill(contact_phone="138 0000 0000")
    again.press("Continue")

    assert again.page.url.endswith("/check/")
    assert Transfer.objects.get().contact_address == ADDRESS + "三楼"
    assert not KeptWords.objects.exists()
