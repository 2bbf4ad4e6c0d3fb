"""What waits inside a state is followed up on its days, told to those it concerns, and ends."""

from datetime import timedelta

import pytest

from accounts.models import Looked
from casework.actions import looking, urging
from casework.models import Correction, Duty, Notice, Step
from casework.rules.statuses import Status
from letters.models import Letter
from tests.cast import make_draft
from tests.deadlines.dates import told
from tests.story import Story
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(world):
    """Return a review in which the person was asked to correct something."""
    return Story(world).tell("submit wait ask_correction")


def days_of(kind, story):
    """Return on which day after it was asked this was told, to the person."""
    asked_on = Correction.objects.get(case=story.case).asked_at.date()
    found = Notice.objects.filter(case=story.case, kind=kind, to_agency=None).order_by("at")
    return [(each.at.date() - asked_on).days for each in found]


def test_a_correction_is_reminded_of_warned_of_twice_and_closed_by_itself(asked):
    asked.wait(59)
    assert asked.case.state == Status.CORRECTION_ASKED

    asked.wait(2)

    assert days_of("correction-reminder", asked) == [15, 30]
    assert days_of("correction-ends-soon", asked) == [45, 55]
    assert days_of("correction-unanswered", asked) == [60]
    assert asked.case.state == Status.WITHDRAWN
    assert not list(violations())


def test_what_the_end_means_is_said_plainly_and_the_agency_is_told(asked):
    asked.wait(61)

    assert told("correction-unanswered") == ["P440100", "person"]
    warning = Notice.objects.filter(kind="correction-ends-soon").last()
    assert (warning.data["is_decided"], warning.data["until"]) == (False, "2026-11-07")


def test_whoever_answers_is_reminded_no_more_and_nothing_ends(asked):
    asked.wait(46)
    asked.answer()

    asked.wait(20)

    assert asked.case.state == Status.SUBMITTED
    assert days_of("correction-ends-soon", asked) == [45]


def test_a_new_application_can_be_made_at_once_and_nothing_has_moved(asked):
    asked.wait(61)

    again = Story(asked.world, now=asked.now)
    again.pk = make_draft(asked.world, "pension", again.now).pk
    again.submit()

    assert again.case.state == Status.SUBMITTED
    assert again.transfer.original_relationship is not None


def test_after_weeks_without_any_worker_no_case_is_closed_before_it_was_warned_of(asked):
    asked.now += timedelta(days=80)
    asked.work()

    assert asked.case.state == Status.CORRECTION_ASKED
    asked.wait(46)

    assert len(days_of("correction-ends-soon", asked)) == 2
    assert asked.case.state == Status.WITHDRAWN


def test_a_question_to_the_new_agency_has_a_day_and_is_late_when_it_is_late(world):
    story = Story(world).tell("submit wait accept wait ask")
    step = Step.objects.open().get(case=story.pk, kind="answer-question")

    assert (step.working_days, step.agency.code) == (5, "P440100")
    story.wait(12)

    assert Notice.objects.filter(kind="late", data__isnull=False, case=story.pk).exists()
    story.clarify()
    assert not Step.objects.open().filter(case=story.pk, kind="answer-question").exists()
    owed = Duty.objects.waiting().filter(step=step)
    assert not owed.exists()


@pytest.mark.parametrize("insurance", ["pension", "medical"])
def test_recording_that_money_arrived_is_a_duty_with_a_day(world, insurance):
    story = Story(world, insurance).tell("submit wait accept wait prepare_form wait send_form")
    step = Step.objects.running().get(case=story.pk, kind="record-arrival")

    assert step.agency == story.transfer.new_agency
    assert step.working_days == 5
    assert not list(violations())
    story.tell("wait record_arrival")

    step.refresh_from_db()
    assert step.closed_at is not None
    assert not list(violations())


def test_what_one_person_prepared_is_brought_to_the_second_and_then_above(world):
    story = Story(world).tell("submit wait prepare_refusal")

    story.wait(3)
    assert told("second-person-awaited") == ["P440100"]
    story.wait(6)

    assert told("second-person-awaited") == ["P440000", "P440100", "P440100"]
    story.refuse()
    story.wait(30)
    assert len(told("second-person-awaited")) == 3


def test_a_form_nobody_sends_is_followed_up_and_one_that_was_sent_is_not(world):
    story = Story(world).tell("submit wait accept wait prepare_form")
    story.wait(3)
    assert told("second-person-awaited") == ["P510100"]

    story.send_form()
    story.wait(10)

    assert told("second-person-awaited") == ["P510100"]


def test_a_letter_nobody_opens_is_told_to_both_agencies_and_then_above(world):
    story = Story(world).tell("submit wait accept")
    story.wait(7)

    assert Letter.objects.get(kind=Letter.Kind.ACCEPTANCE).delivery
    assert told("letter-unopened") == ["P440100", "P510100"]
    story.wait(6)

    assert "P510000" in told("letter-unopened")


def test_a_letter_somebody_looked_at_is_not_followed_up(world):
    story = Story(world).tell("submit wait accept wait wait")
    looking.looked(story.case, Looked.CASE, **story.by("original_a"))

    story.wait(15)

    assert told("letter-unopened") == []


@pytest.fixture
def urged(world):
    """Return a hand-over of which the new agency has reminded the original one."""
    story = Story(world).tell("submit wait accept wait")
    urging.remind(story.case, **story.by("new_a"))
    return story


def test_a_reminder_nobody_answers_is_told_again_and_above(urged):
    urged.wait(6)
    assert told("urging-unanswered") == ["P510100"]

    urged.wait(5)

    assert told("urging-unanswered") == ["P510000", "P510100", "P510100"]


def test_a_promised_day_that_passes_is_told_and_frees_whoever_was_promised_it(urged):
    day = (urged.now + timedelta(days=2)).date()
    urging.answer(urged.case, done_by=day, **urged.by("original_a"))
    urged.wait(2)
    assert told("promise-passed") == []
    assert urging.may_remind(urged.case, urged.who("new_a"), today=urged.now.date()) is None

    urged.wait(3)  # over a weekend

    assert told("promise-passed") == ["P440100", "P510000", "P510100"]
    assert urging.may_remind(urged.case, urged.who("new_a"), today=urged.now.date())
    assert told("urging-unanswered") == []
