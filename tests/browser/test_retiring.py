"""A woman of 54 who does not know which of three dates is best: from the forecast to the notice."""

from datetime import date

import pytest

from accounts.models import Person
from agencies.actions.reference import load_terms
from applications.models import Offer
from services.retirement.choosing import RETIREMENT_CHOICE
from services.retirement.models import Choice
from tests.browser.people import sign_in
from tests.browser.reading import PHONE
from tests.cast import MONDAY

pytestmark = pytest.mark.browser


@pytest.fixture
def of_54(world):
    """Let the applicant be 54, and Guangzhou take notices online."""
    load_terms(now=MONDAY)
    Person.objects.filter(pk=world.person.pk).update(born_on=date(1972, 3, 10))
    world.person.refresh_from_db()
    agency = world.agency("pension", "guangzhou")
    Offer.objects.create(service=RETIREMENT_CHOICE.name, agency=agency, since=MONDAY)
    return world


def test_she_sees_three_dates_and_seals_the_one_she_chooses(window, of_54):
    person = window("zh-hans", PHONE)
    sign_in(person, of_54.applicant.user.email)
    person.open("/my/forecast/")
    person.tick("category", "female-55")
    person.press("Show my dates")
    cards = person.page.locator(".choices-of-time > li")
    assert cards.count() == 3
    assert person.page.locator(".time-line rect").count() >= 40
    assert person.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    person.follow("Choose earlier or later", within="main")
    assert "/services/retirement-choice/" in person.page.url
    person.press("Begin")
    person.tick("when", "early")
    person.press("Continue")
    person.tick("post", "management")
    person.fill_day("day", date(2027, 5, 10))
    person.press("Continue")
    person.tick("is_true")
    person.press("Continue")
    person.tick("declared")
    person.press("Send it")
    made = Choice.objects.get()
    assert (made.way, made.chosen_day) == ("early", date(2027, 5, 10))
