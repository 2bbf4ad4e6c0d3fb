"""Whoever owes an answer in a thread is reminded after three and ten working days."""

from datetime import timedelta

import pytest

from casework.actions import messaging
from casework.actions.duties import do_what_is_due
from casework.models import Case, Duty, Notice

pytestmark = pytest.mark.django_db


def write(story, who, text="请问您在哪个单位工作？", **how):
    by = story.world.applicant if who == "person" else story.world.pension_new_a
    return messaging.write(Case.objects.get(pk=story.pk), text, by=by, now=story.now, **how)


def asked(story, days=30):
    return write(story, "agency", answer_due_on=(story.now + timedelta(days=days)).date())


def days_told(kind, story, until=20):
    """Let days pass, and return on which of them something was told."""
    for day in range(until):
        while do_what_is_due(now=story.now + timedelta(days=day)):
            pass
    told = Notice.objects.filter(kind=kind).order_by("at")
    return [(each.at - story.now).days for each in told]


def test_the_person_is_reminded_of_a_question_twice(story):
    asked(story)

    # Monday 7 September: three working days end on Thursday, ten on the 20th, a worked Sunday
    assert days_told("answer-awaited", story) == [3, 13]
    first = Notice.objects.filter(kind="answer-awaited").last()
    assert first.to_person == story.case.person


def test_the_agency_is_reminded_of_a_question_of_the_person(story):
    write(story, "person")

    assert days_told("answer-owed", story) == [3, 13]
    assert Notice.objects.filter(kind="answer-owed").first().to_agency.code == "P440100"


def test_a_message_that_asks_for_nothing_reminds_nobody(story):
    write(story, "agency")
    assert days_told("answer-awaited", story) == []


def test_an_answer_ends_the_reminding(story):
    asked(story)
    story.now += timedelta(days=1)
    write(story, "person", "在示例公司。")

    assert days_told("answer-awaited", story) == []
    assert Notice.objects.filter(kind="answer-owed").count() == 2


def test_three_questions_that_wait_remind_once(story):
    for _each in range(3):
        write(story, "person")

    assert days_told("answer-owed", story, until=10) == [3]


def test_after_weeks_without_a_worker_one_reminder_goes_out(story):
    asked(story)
    late = story.now + timedelta(days=25)

    while do_what_is_due(now=late):
        pass

    assert Notice.objects.filter(kind="answer-awaited").count() == 1


def test_an_ended_case_reminds_nobody(story):
    write(story, "person")
    story.withdraw()

    assert days_told("answer-owed", story) == []
    assert not Duty.objects.waiting().filter(kind=Duty.Kind.AWAIT_ANSWER).exists()
