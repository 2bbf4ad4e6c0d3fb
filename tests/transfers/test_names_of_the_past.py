"""Whatever was renamed since: the past keeps its names, and what is new has the new ones."""

import pytest

from applications.desk import showing
from letters.cards import letter_cards
from letters.checking import judging
from letters.models import Letter
from letters.showing import letters_of
from tests.api.calling import program_of
from tests.blank_letters import print_blank_letters
from tests.cast import insure, make_world
from tests.story import at_stage
from tests.transfers.pages import text
from transfers.presenting import timelines

pytestmark = pytest.mark.django_db
OLD, RENAMED = "Guangzhou Social Insurance Fund Centre", "Guangzhou Pension Office"


@pytest.fixture
def world(monkeypatch):
    print_blank_letters(monkeypatch)
    return make_world()


@pytest.fixture
def story(world):
    """A transfer whose new agency, clerk and person were renamed after the letter was delivered."""
    story = at_stage(world, "letter delivered")
    new = world.agency("pension", "guangzhou")
    new.name, new.name_en = "广州市养老保险服务中心", RENAMED
    new.save()
    clerk = world.pension_new_a.user
    clerk.display_name = "renamed"
    clerk.save()
    world.person.name = "王晓燕"
    world.person.save()
    return story


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def acceptance(story):
    return Letter.objects.get(case=story.case, kind=Letter.Kind.ACCEPTANCE)


def past(story):
    events = list(story.case.events.select_related("actor_agency", "actor_user"))
    return timelines.timeline(story.transfer, events, letters=letters_of(story.case))


def test_the_history_names_agency_and_clerk_as_they_were(story):
    event = story.case.events.filter(moved_to="letter-issued").get()

    assert showing.who_acted(event) == f"{OLD} · pension-new-a"
    assert f"{OLD} accepted the application" in " ".join(line["title"] for line in past(story))


def test_what_happens_afterwards_has_the_new_names(world, story):
    story.tell("ask")
    world.people["pension_new_a"] = type(world.pension_new_a)(
        world.pension_new_a.position, world.pension_new_a.user, story.transfer.new_agency
    )
    story.clarify()

    event = story.case.events.last()
    assert showing.who_acted(event) == f"{RENAMED} · renamed"
    assert past(story)[-1]["title"] == f"{RENAMED} answered the question"


def test_the_letters_of_a_case_are_from_whom_they_say(story):
    cards = letter_cards(letters_of(story.case))

    assert {card["from_name"] for card in cards} == {OLD}


def test_whoever_checks_a_letter_reads_the_name_on_it_and_the_name_today(client, story):
    letter = acceptance(story)
    page = client.get(f"/verify/{letter.code}/", headers={"accept-language": "en"})
    told = (
        program_of(story.who("new_a")).get(f"letters/verify/?code={letter.code}").json()["letter"]
    )

    assert f"{OLD} (today {RENAMED})" in text(page)
    assert told["agency"]["name"] == OLD
    assert told["agency_today"] == RENAMED


def test_a_letter_keeps_the_name_of_the_person(story):
    assert "王小燕" in acceptance(story).content
    assert judging.by_code(acceptance(story).code).outcome.is_good


def test_an_agency_that_was_addressed_before_is_named_where_it_acted(world):
    story = at_stage(world, "letter returned")
    hangzhou = world.agency("pension", "hangzhou")
    insure(world.person, hangzhou, "pension", range(2010, 2013))
    story.wait()
    story.reissue(to=hangzhou)
    story.wait()

    titles = [line["title"] for line in past(story)]

    assert "Chengdu Social Insurance Fund Centre returned the acceptance letter" in titles
    assert f"The acceptance letter reached {hangzhou.name_en}" in titles
