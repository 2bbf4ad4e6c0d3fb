"""How far it is proven who somebody is: one gate for pages, actions and programs."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.keeping import MARK
from accounts.models import KeptWords
from accounts.rules.levels import Level
from agencies.actors import actor_of
from agencies.levels import LevelNeeded
from applications.actions import drafting
from casework.models import Case
from services.particulars.contact_change import CONTACT_CHANGE
from services.particulars.key_change import KEY_CHANGE
from tests.api.calling import program_of
from tests.applications.reading import text_of
from tests.cast import MONDAY
from tests.particulars.story import NAME_ANSWERS, draft, real_person

pytestmark = pytest.mark.django_db
BEGIN = reverse("apply_start", args=[KEY_CHANGE.name])


@pytest.fixture
def person(world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.applicant.user)
    return client


def test_each_level_holds_what_the_ones_before_it_do():
    assert [level.reaches(Level.NUMBER) for level in Level] == [False, True, True]


def test_the_action_itself_refuses_whoever_has_proven_too_little(world):
    with pytest.raises(LevelNeeded):
        drafting.start(KEY_CHANGE, by=world.applicant, now=MONDAY)
    drafting.start(CONTACT_CHANGE, by=world.applicant, now=MONDAY)

    assert not Case.objects.filter(service=KEY_CHANGE.name).exists()


def test_a_page_leads_to_the_ways_and_knows_where_one_was(world, person):
    led = person.get(f"{BEGIN}?a=1")

    assert urlsplit(led.url).path == reverse("ways_to_prove")
    assert parse_qs(urlsplit(led.url).query) == {
        "level": ["real-person"],
        "next": [f"{BEGIN}?a=1"],
    }
    page = text_of(person.get(led.url))
    assert "Name and number match the record" in page
    assert "in person" in page
    assert "At a social insurance counter" in page
    assert "With your document number and a code" not in page  # it would not be enough


def test_whoever_has_proven_it_goes_on_at_once(world, person):
    real_person(world)

    page = person.get(reverse("ways_to_prove"), {"level": "real-person", "next": BEGIN})

    assert f'href="{BEGIN}"' in page.content.decode()
    assert person.get(BEGIN).status_code in (200, 302)


def test_nothing_typed_is_lost_when_a_level_falls_away_meanwhile(world, person):
    application = draft(world, KEY_CHANGE, NAME_ANSWERS)
    address = reverse("apply_page", args=[application.case.number, "why"])
    shown = person.get(address)
    if shown.status_code == 302:  # the password once more
        person.post(reverse("account_reauthenticate"), {"password": "correct horse battery"})
        shown = person.get(address)
    mark = shown.context["form"].words.mark
    world.applicant.user.real_person_at = None
    world.applicant.user.save(update_fields=["real_person_at"])

    answer = person.post(address, {MARK: mark, "explanation": "half a sentence"})

    assert answer.status_code == 403
    assert address in answer.content.decode()
    assert "half a sentence" in KeptWords.objects.get(address=address).words


def test_a_program_is_told_which_level_and_where_to_raise_it(world):
    answer = program_of(world.applicant).post(f"services/{KEY_CHANGE.name}/applications", {})

    problem = answer.json()
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert problem["code"] == "level_needed"
    assert problem["needed_level"] == "real-person"
    assert urlsplit(problem["prove_at"]).path == reverse("ways_to_prove")


def test_whoever_is_not_known_at_all_is_led_to_the_number_and_back(world):
    client = Client()
    client.force_login(world.unverified.user)

    led = client.get(BEGIN)

    assert led.url == f"{reverse('verify_identity')}?next={BEGIN.replace('/', '%2F')}"
    assert actor_of(world.unverified.user).level is Level.CONTACT


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_the_ways_lead_to_no_other_site(person, elsewhere):
    page = person.get(reverse("ways_to_prove"), {"next": elsewhere, "level": "no-such-level"})

    assert page.status_code == 200
    assert elsewhere not in page.content.decode()
