"""A clock that stops keeps what is left, and goes on from the day it is started again."""

import pytest

from casework.actions import steps
from casework.models import Event, Step
from tests.deadlines.dates import at, milestones_ahead, milestones_done, told, work
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(world):
    story = Story(world)
    story.submit()
    story.work()
    return story


def correct(story, *, asked, answered):
    """Ask for a correction and answer it; between the two nothing may happen."""
    story.now = asked
    story.ask_correction()
    assert not steps.current_step(story.case).is_late(answered.date())
    work(answered)
    story.now = answered
    story.answer()
    return steps.current_step(story.case)


def test_the_days_left_run_from_the_day_of_the_answer(waiting):
    step = correct(waiting, asked=at("2026-09-10"), answered=at("2026-09-14"))

    assert step.due_on.isoformat() == "2026-09-30"  # twelve days were left
    assert milestones_ahead() == [(5, "09-22 08:30"), (1, "09-29 08:30"), (-1, "10-01 00:00")]


def test_what_has_fired_before_the_pause_does_not_fire_again(waiting):
    work(at("2026-09-20", 9))

    correct(waiting, asked=at("2026-09-21"), answered=at("2026-10-12"))
    work(at("2026-10-15", 9))
    work(at("2026-10-16", 9))

    assert milestones_done() == [5, 1]
    assert told("late") == []


def test_reminders_that_lie_behind_are_not_sent_after_the_answer(waiting):
    correct(waiting, asked=at("2026-09-21", 7), answered=at("2026-10-12"))

    assert milestones_ahead() == [(1, "10-15 08:30"), (-1, "10-17 00:00")]


def test_a_turn_that_was_late_stays_as_late_and_is_told_again(waiting):
    work(at("2026-09-29", 9))  # one working day late

    step = correct(waiting, asked=at("2026-09-29"), answered=at("2026-10-13"))

    assert step.due_on.isoformat() == "2026-10-12"
    assert milestones_ahead() == [(-6, "10-19 00:00")]
    work(at("2026-10-19", 9))
    assert told("late") == ["P440100", "P440100", "person", "person"]


def test_a_clock_stopped_on_the_due_day_ends_on_the_working_day_it_goes_on(waiting):
    step = correct(waiting, asked=at("2026-09-28"), answered=at("2026-10-03"))

    assert step.due_on.isoformat() == "2026-10-08"


def test_a_question_stops_the_clock_of_the_agency_that_asks(world):
    story = Story(world, "medical").tell("submit wait accept wait")
    due = steps.current_step(story.case).due_on
    story.ask()
    story.wait(30)
    late = Event.objects.filter(kind=Event.Kind.LATE)
    assert {each.data["step"] for each in late} == {"answer-question"}

    story.clarify()

    step = steps.current_step(story.case)
    assert step.kind == "hand-over"
    assert step.due_on > due
    assert milestones_ahead()


def test_a_new_correction_counts_from_the_last_answer(waiting):
    correct(waiting, asked=at("2026-09-10"), answered=at("2026-09-14"))

    step = correct(waiting, asked=at("2026-09-16"), answered=at("2026-09-18"))

    assert step.due_on.isoformat() == "2026-10-09"  # ten days were left; a holiday is between
    assert Step.objects.get().resumed_on.isoformat() == "2026-09-18"
