"""Which term runs, from which day, and when its last day may still move."""

import pytest

from agencies.models import RuleValue
from casework.actions import steps
from casework.models import Step
from tests.deadlines.dates import at
from tests.story import HANDED_OVER, Story

pytestmark = pytest.mark.django_db


def due(story):
    return steps.current_step(story.case).due_on.isoformat()


@pytest.mark.parametrize(
    ("insurance", "verbs", "due_on"),
    [
        ("pension", "submit", "2026-09-28"),
        ("pension", "submit wait accept wait", "2026-09-30"),  # delivered on the 9th, 15 days
        (
            "pension",
            f"{HANDED_OVER} wait record_arrival",
            "2026-10-09",
        ),  # form and money on the 11th, 15 days
        ("medical", "submit wait accept wait", "2026-09-22"),  # delivered on the 9th, 10 days
        ("medical", HANDED_OVER, "2026-09-16"),  # from the form on the 9th, 5 days
    ],
)
def test_each_turn_ends_after_the_working_days_of_its_insurance(world, insurance, verbs, due_on):
    assert due(Story(world, insurance).tell(verbs)) == due_on


def test_the_clock_of_the_original_agency_starts_when_the_letter_is_delivered(world):
    story = Story(world).tell("submit wait accept")
    planned = story.case.steps.get(kind="hand-over")

    assert (planned.opened_at, planned.starts_on, planned.due_on) == (None, None, None)


def test_the_last_clock_of_a_pension_waits_for_the_money(world):
    story = Story(world).tell(HANDED_OVER)

    assert steps.current_step(story.case).due_on is None


@pytest.mark.parametrize(
    ("moment", "due_on", "is_provisional"),
    [
        (at("2026-12-01"), "2026-12-22", False),
        (at("2026-12-11"), "2027-01-01", True),  # a Friday, until the notice says it is a holiday
        (at("2026-12-23"), "2027-01-13", True),
        (at("2026-12-08"), "2026-12-29", True),  # the notice of 2027 may still move late December
    ],
)
def test_a_due_day_that_leans_on_an_unpublished_year_says_so(world, moment, due_on, is_provisional):
    story = Story(world, now=moment).tell("submit")

    step = steps.current_step(story.case)
    assert (step.due_on.isoformat(), step.is_provisional) == (due_on, is_provisional)


def test_an_hour_before_midnight_in_shanghai_is_still_the_same_day(world):
    story = Story(world, now=at("2026-09-07", 23, 59)).tell("submit")

    assert Step.objects.get().starts_on.isoformat() == "2026-09-07"
    assert due(story) == "2026-09-28"


def test_a_case_keeps_the_term_in_force_when_its_turn_began(world):
    story = Story(world).tell("submit")
    RuleValue.objects.of("term.pension.review").update(number=5)

    assert due(story) == "2026-09-28"
    assert steps.current_step(story.case).working_days == 15
