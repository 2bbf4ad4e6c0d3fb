"""The home page for whoever has come in: what waits for them, of whichever service."""

import pytest
from django.urls import reverse

from applications.actions import drafting
from tests.applications import samples
from tests.applications.reading import reader, text_of
from tests.cast import MONDAY
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_home_shows_a_person_what_waits_for_them_and_nobody_elses(world):
    story = Story(world)
    applicant, other = reader(world.applicant), reader(world.other_person)

    assert "not sent yet" in text_of(applicant.get(reverse("home")))
    assert "Nothing waits for you" in text_of(other.get(reverse("home")))

    story.tell("submit ask_correction")
    assert "the agency has a question" in text_of(applicant.get(reverse("home")))

    story.tell("answer")
    assert "Nothing waits for you" in text_of(applicant.get(reverse("home")))


def test_staff_find_the_desk_and_no_cases_of_their_own_on_the_home_page(world):
    page = text_of(reader(world.pension_new_a).get(reverse("home")))

    assert "Nothing waits for you" not in page
    assert "Today" in page


def test_an_application_of_any_service_waits_there_until_it_is_sent(world):
    drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)

    page = text_of(reader(world.applicant).get(reverse("home")))

    assert "Waiting for you A plate not sent yet" in page
