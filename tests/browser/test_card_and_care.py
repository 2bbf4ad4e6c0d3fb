"""A card lost at night and found next morning; treatment in another place by a promise."""

import pytest

from agencies.actions.reference import load_terms
from applications.models import Offer
from casework.models import Case
from services.cards.models import Card
from services.cards.rules.states import State
from services.care.long_stay import CARE_LONG
from tests.browser.people import ADDRESS, latest_code, sign_in
from tests.browser.reading import PHONE
from tests.cards.story import card_of
from tests.cast import MONDAY
from tests.particulars.story import real_person

pytestmark = pytest.mark.browser


def test_a_card_is_stopped_at_night_without_a_sign_in_and_found_next_morning(world, window):
    card_of(world)
    night = window("zh-hans", PHONE, elder=True, reads_both=False)
    night.open("/cards/lost/")
    night.fill(number=str(world.person.number), named=str(world.person.name))
    night.press("Send me the code")
    night.fill(code=latest_code())
    night.press("Stop the card now")
    assert Card.objects.get().state == State.TEMPORARY

    real_person(world)
    morning = window("zh-hans", PHONE, elder=True)
    sign_in(morning, world.applicant.user.email)
    morning.open("/cards/")
    morning.follow("I have it again", within="main")
    morning.press("Yes, I have it again")
    assert Card.objects.get().state == State.NORMAL


def test_whoever_lives_elsewhere_promises_it_and_sees_what_a_stay_costs(world, window):
    load_terms(now=MONDAY)
    Offer.objects.create(
        service=CARE_LONG.name, agency=world.agency("medical", "guangzhou"), since=MONDAY
    )
    real_person(world)
    person = window("zh-hans", PHONE)
    sign_in(person, world.applicant.user.email)
    person.open("/services/care-long/apply/")
    person.press("Begin")
    person.tick("kind", "long-resident")
    person.press("Continue")
    person.page.evaluate("document.querySelector('main [name=place]').value = '510100'")
    person.fill(address=ADDRESS)
    person.press("Continue")
    person.tick("proof", "promise")
    person.press("Continue")
    person.tick("promise")
    person.press("Continue")
    person.tick("notice_read")
    person.press("Continue")
    assert person.page.get_by_text("30,000").count() >= 5  # a stay in five situations
    person.tick("declared")
    person.press("Send it")
    assert Case.objects.get().submitted_at
