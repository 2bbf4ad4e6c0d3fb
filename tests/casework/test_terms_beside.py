"""Days that a ground of the law takes out of a term, and reminding the agency whose turn it is."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from agencies.models import Post
from casework import invariants
from casework.actions import extending, steps, urging
from casework.actions.rescheduling import reproject
from casework.errors import MoveNotPossible
from casework.models import Case, Duty, Event, Notice, TermExtension, Urging
from kit.errors import NotPermitted, NotValid
from tests.cast import MONDAY, make_clerk, make_world
from tests.story import Story

pytestmark = pytest.mark.django_db
DAYS = {"first_day": date(2026, 9, 14), "last_day": date(2026, 9, 18)}  # a week, all worked
FLOOD = {"ground": "force-majeure", "document": "穗府〔2026〕12号", **DAYS}


@pytest.fixture
def story(db):
    told = Story(make_world())
    told.submit()
    return told


@pytest.fixture
def heads(story):
    """Two supervisors of the agency whose turn it is."""
    agency = story.world.agency("pension", "guangzhou")
    return [make_clerk(f"head-{n}", agency, Post.Role.SUPERVISOR) for n in "ab"]


def case_of(story):
    return Case.objects.get(pk=story.pk)


def step_of(story):
    return steps.current_step(case_of(story))


def propose(story, who, now=MONDAY, **otherwise):
    return extending.propose(case_of(story), **{**FLOOD, **otherwise}, by=who, now=now)


def nothing_is_wrong():
    return [found for check in invariants.INVARIANTS for found in check()]


def test_two_supervisors_take_days_out_of_the_term_and_the_due_day_moves(story, heads):
    before = step_of(story).due_on
    propose(story, heads[0])
    assert step_of(story).due_on == before
    with pytest.raises(NotPermitted):
        extending.approve(case_of(story), by=heads[0], now=MONDAY)

    extending.approve(case_of(story), by=heads[1], now=MONDAY)

    step = step_of(story)
    assert (before, step.due_on) == (date(2026, 9, 28), date(2026, 10, 10))  # over National Day
    assert (step.extended_days, TermExtension.objects.get().working_days) == (5, 5)
    late = Duty.objects.waiting().get(step=step, kind=Duty.Kind.LATE)
    assert late.due_at.date() >= step.due_on
    assert Notice.objects.filter(kind="term-extended").count() == 2
    assert Event.objects.get(case=story.pk, kind=Event.Kind.EXTENDED).data["document"]
    assert nothing_is_wrong() == []


def test_the_days_stand_in_the_row_of_days_with_the_document(story, heads, client):
    propose(story, heads[0])
    extending.approve(case_of(story), by=heads[1], now=MONDAY)
    client.force_login(User.objects.get(pk=story.world.applicant.user.pk))

    page = client.get(reverse("case", args=[story.case.number])).text

    assert page.count("穗府〔2026〕12号") >= 5
    assert "2026年9月14日" in page


def test_a_new_calendar_keeps_the_days_that_were_taken_out(story, heads):
    propose(story, heads[0])
    extending.approve(case_of(story), by=heads[1], now=MONDAY)
    due = step_of(story).due_on

    assert reproject(now=MONDAY) == 0
    assert step_of(story).due_on == due


def test_days_that_do_not_fit_are_refused_where_they_are_typed(story, heads):
    for otherwise, name in (
        ({"last_day": date(2026, 9, 13)}, "last_day"),
        ({"first_day": date(2026, 9, 7)}, "first_day"),
        ({"first_day": date(2027, 5, 3), "last_day": date(2027, 5, 7)}, "first_day"),
        ({"first_day": date(2026, 9, 12), "last_day": date(2026, 9, 13)}, "first_day"),
    ):
        with pytest.raises(NotValid) as refusal:
            propose(story, heads[0], **otherwise)
        assert name in refusal.value.errors
    propose(story, heads[0])
    with pytest.raises(MoveNotPossible):
        propose(story, heads[1])
    extending.approve(case_of(story), by=heads[1], now=MONDAY)
    with pytest.raises(NotValid):
        propose(story, heads[0])


def test_a_clerk_extends_nothing_and_one_turned_down_changes_nothing(story, heads):
    before = step_of(story).due_on
    with pytest.raises(NotPermitted):
        propose(story, story.world.pension_new_a)
    propose(story, heads[0])
    extending.turn_down(case_of(story), by=heads[0], now=MONDAY)

    assert step_of(story).due_on == before
    propose(story, heads[1])


def test_the_person_reminds_once_the_term_has_passed_and_is_answered(story):
    world, late = story.world, MONDAY + timedelta(days=30)
    with pytest.raises(MoveNotPossible):
        urging.remind(case_of(story), by=world.applicant, now=MONDAY)

    urging.remind(case_of(story), by=world.applicant, now=late)
    with pytest.raises(MoveNotPossible):  # not twice within five working days
        urging.remind(case_of(story), by=world.applicant, now=late + timedelta(days=1))
    assert Notice.objects.get(kind="urged").to_agency == world.agency("pension", "guangzhou")
    done_by = late.date() + timedelta(days=3)
    urging.answer(case_of(story), done_by=done_by, by=world.pension_new_a, now=late)

    assert Urging.objects.get().done_by == done_by
    assert Notice.objects.get(kind="urge-answered").to_person == world.person
    urging.remind(case_of(story), by=world.applicant, now=late + timedelta(days=10))


def test_an_answer_says_by_when_or_why_not_and_comes_from_whose_turn_it_is(story):
    world, late = story.world, MONDAY + timedelta(days=30)
    urging.remind(case_of(story), by=world.applicant, now=late)
    edge = {"by": world.pension_new_a, "now": late}
    for said in ({}, {"done_by": MONDAY.date()}):
        with pytest.raises(NotValid):
            urging.answer(case_of(story), **said, **edge)
    with pytest.raises(NotPermitted):
        urging.answer(case_of(story), note="x", by=world.applicant, now=late)

    urging.answer(case_of(story), note="等待上级批复", **edge)
    assert Urging.objects.get().note == "等待上级批复"
    with pytest.raises(MoveNotPossible):
        urging.answer(case_of(story), note="再答", **edge)


def test_the_new_agency_reminds_the_original_one_and_nobody_reminds_themselves(db):
    story = Story(make_world()).tell("submit wait accept wait")
    world = story.world
    with pytest.raises(MoveNotPossible):
        urging.remind(story.case, by=world.pension_original_a, now=story.now)

    urging.remind(story.case, by=world.pension_new_a, now=story.now)

    assert Notice.objects.get(kind="urged").to_agency == world.agency("pension", "chengdu")
    urging.answer(story.case, note="档案在途", by=world.pension_original_a, now=story.now)
    answered = Notice.objects.get(kind="urge-answered")
    assert answered.to_agency == world.agency("pension", "guangzhou")


def test_the_person_presses_the_button_and_reads_the_answer(story, client, monkeypatch):
    world, late = story.world, MONDAY + timedelta(days=30)
    monkeypatch.setattr("kit.clock.now", lambda: late)
    client.force_login(User.objects.get(pk=world.applicant.user.pk))
    page = reverse("case", args=[story.case.number])
    button = reverse("case_remind", args=[story.case.number])
    assert button in client.get(page).text

    client.post(button)
    assert button not in client.get(page).text
    urging.answer(case_of(story), note="等待批复", by=world.pension_new_a, now=late)

    assert "等待批复" in client.get(page).text


def test_the_desk_has_a_page_for_all_of_it(story, heads, client):
    address = reverse("desk_term", args=[story.case.number])
    client.force_login(heads[0].user)
    page = client.get(address).text
    assert "propose-extension" in page
    split = {
        f"{name}_{part}": str(number)
        for name, day in DAYS.items()
        for part, number in zip("ymd", (day.year, day.month, day.day), strict=True)
    }
    sent = {"what": "propose-extension", "version": story.case.version, "ground": "assessment"}
    wrong = client.post(address, {**sent, **split})
    assert wrong.status_code == 422
