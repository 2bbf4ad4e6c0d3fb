"""The case on one screen: who it is, what was said last, what is to be looked at, then the days."""

import re
from datetime import timedelta

import pytest

from casework.rules.verdicts import cleared_by
from tests.cast import MONDAY
from tests.desk.conftest import Desk
from tests.story import Story, at_stage
from transfers.facts.judging import checks

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_the_person_stands_in_the_heading_and_checks_before_the_days(world):
    story = Story(world).tell("submit wait")

    page = Desk(world.pension_new_a).page(story.transfer).content.decode()

    heading = page[page.index("<h1>") : page.index("</h1>")]
    assert world.person.name in heading
    assert page.index("<h2>Checks</h2>") < page.index('class="days')


def test_weeks_that_are_over_are_folded(world, monday):
    story = Story(world).tell("submit wait")
    desk = Desk(world.pension_new_a)
    assert not desk.page(story.transfer).context["turn"]["days_over"]

    monday.shift(timedelta(days=16))
    turn = desk.page(story.transfer).context["turn"]

    assert len(turn["days_over"]) >= 7
    assert turn["days_over"][0]["start"]
    assert turn["days"][0]["date"].isoweekday() == 1


def test_why_a_letter_was_returned_stands_under_whose_turn_it_is(world, monday):
    story = at_stage(world, "letter returned")
    monday.move_to(story.now)

    page = Desk(world.pension_new_a).page(story.transfer)

    said = page.context["turn"]["said"]
    assert said
    assert said["text"] in page.content.decode()


def test_a_question_stands_where_it_is_answered_and_a_letter_says_whether_it_was_opened(
    world, monday
):
    story = at_stage(world, "clarification asked")
    monday.move_to(story.now + timedelta(hours=1))

    asking = Desk(world.pension_original_a).page(story.transfer)
    answering = Desk(world.pension_new_a).open(f"/desk/cases/{story.case.number}/clarify/")

    assert answering.context["said"]["text"] in answering.content.decode()
    assert not asking.context["turn"]["is_ours"]
    page = Desk(world.pension_new_a).page(story.transfer).content.decode()
    assert ", opened there" in page


def test_reasons_can_be_ticked_by_their_codes(world):
    story = Story(world).tell("submit wait")

    page = Desk(world.pension_new_a).open(f"/desk/cases/{story.case.number}/prepare-refusal/")

    shown = page.content.decode()
    assert "data-by-code" in shown
    assert "data-code=" in shown


def test_reasons_that_the_records_speak_against_are_folded_and_can_still_be_chosen(world):
    story = Story(world).tell("submit wait")
    desk, path = Desk(world.pension_new_a), f"/desk/cases/{story.case.number}/prepare-refusal/"
    cleared = cleared_by(checks(story.transfer, today=MONDAY.date()))

    shown = desk.open(path).content.decode()
    open_ones, folded = shown.split('<details class="more">', 1)
    codes = re.findall(r'value="(\w+)"', folded.split("</details>")[0])

    assert codes
    assert set(codes) <= cleared
    assert not set(re.findall(r'name="reasons" value="(\w+)"', open_ones)) & cleared
