"""What a person, or the family, reads of a move that was not the first, not whole, or stopped."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from casework.actions import deaths
from records.models import Relationship
from tests.blank_letters import print_blank_letters
from tests.cast import insure, make_world, pay_again
from tests.story import Story, at_stage
from tests.transfers.pages import signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plain_letters(monkeypatch):
    print_blank_letters(monkeypatch)


@pytest.fixture
def world():
    return make_world()


def held(world, place):
    agency = world.agency("pension", place)
    return Relationship.objects.get(person=world.person, agency=agency, scheme="employee")


def words(response):
    return " ".join(strip_tags(text(response)).split())


def page_of(story):
    return signed_in(story.world.applicant).get(reverse("case", args=[story.case.number]))


def test_of_a_second_move_only_the_new_months_are_said_to_travel(world):
    first = at_stage(world, "completed")
    pay_again(held(world, "chengdu"), 6)

    second = Story(world, now=first.now).tell("submit wait")

    assert page_of(second).context["route"].months == 6


def test_two_schemes_stand_apart_on_my_page_and_at_the_desk(world):
    chengdu = world.agency("pension", "chengdu")
    insure(world.person, chengdu, "pension", range(2010, 2011), base=10_000, scheme="resident")
    story = Story(world).tell("submit")

    mine = words(signed_in(world.applicant).get(reverse("my_page")))
    clerk = signed_in(world.pension_new_a)
    desk = words(clerk.get(reverse("desk_case", args=[story.case.number])))

    assert re.search(r"12 years 8 months Employee scheme · ¥65,600\.00 in your", mine)
    assert re.search(r"1 year Resident scheme · ¥96\.00 in your", mine)
    assert re.search(r"Counted onceEmployee scheme 152 ¥65,600", desk)
    assert re.search(r"Counted onceResident scheme 12 ¥96\.00", desk)


def test_of_two_moves_each_says_which_months_came_with_it(world):
    first = at_stage(world, "completed")
    pay_again(held(world, "chengdu"), 6)
    second = Story(world, now=first.now).tell(
        "submit wait accept wait prepare_form send_form wait record_arrival prepare_settlement "
        "complete wait"
    )

    places = page_of(second).context["came_of_it"]["merged"].places

    came = [each.months for each in places if each.note == "came with this transfer"]
    assert came == [6]


def test_what_could_not_be_moved_is_said_at_the_end(world):
    story = Story(world).tell("submit wait accept wait")
    story.prepare_notice(codes=["B03"], first_month=date(2014, 1, 1), last_month=date(2015, 12, 1))
    story.tell_what_stays()
    story.tell("prepare_form send_form wait record_arrival prepare_settlement complete")

    shown = text(page_of(story))

    assert "January 2014 – December 2015: 24 months could not be moved." in shown
    assert "They stay in your record in Chengdu" in shown


def test_what_has_moved_on_is_not_said_to_be_nothing(world):
    first = at_stage(world, "completed")
    held(world, "guangzhou").periods.update(gone_as="moved", gone_with="x")

    shown = text(page_of(first))

    assert "has moved on since" in shown
    assert "counted in all" not in shown


def test_the_way_names_the_schemes_of_somebody_who_is_in_both(world):
    story = at_stage(world, "in review")
    assert page_of(story).context["route"].schemes == ""
    agency = world.agency("pension", "chengdu")

    insure(world.person, agency, "pension", range(2010, 2011), base=10_000, scheme="resident")

    assert page_of(story).context["route"].schemes == "Employee scheme → Employee scheme"


def test_resident_months_are_named_where_they_joined_an_employees(world):
    story = at_stage(world, "completed", "medical")
    joined = story.transfer.new_relationship
    joined.periods.exclude(came_from=None).update(scheme="resident")

    shown = page_of(story)

    notes = [place.note for place in shown.context["came_of_it"]["merged"].places]
    assert "Resident scheme · came with this transfer" in notes
    assert "counted by themselves" in text(shown)


def test_no_sentence_promises_a_move_of_somebody_who_has_died(world):
    story = at_stage(world, "letter delivered")
    deaths.report(story.case, died_on=story.now.date(), source="x", **story.by("original_a"))
    deaths.confirm(story.case, **story.by("original_b"))

    shown = text(page_of(story))

    assert "This case stands still" in shown
    assert "adds your months" not in shown
    assert "sends the money" not in shown
    assert "They must finish" not in shown
