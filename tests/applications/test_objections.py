"""Objections: filed about any case, decided by others, and what follows from them there."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from agencies.models import Post
from applications import known
from applications.actions import applying, drafting
from applications.acts.doing import do
from applications.acts.table import possible
from applications.models import Application
from applications.objection import OBJECTION
from casework import invariants
from casework.actions import steps
from casework.actions.duties import do_what_is_due
from casework.errors import MoveNotPossible
from casework.models import Case, Escalation, Event, Notice
from casework.policies import may
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid
from letters.models import Letter
from tests.applications import samples
from tests.applications.reading import reader, text_of
from tests.cast import MONDAY, make_clerk
from tests.story import Story

pytestmark = pytest.mark.django_db
WRONG = {"what": "decision", "why": "2019年的缴费没有计入。", "wanted": ""}
NOTE = "2019年3月至8月的缴费已经补记。"


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def act(name, application, who, now=MONDAY, **said):
    application = fresh(application)
    return do(name, application, said, by=who, now=now, version=application.case.version)


def refused_plate(world):
    application = drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)
    said = {"line": "Haus", "sure": True}
    drafting.save(application, said, by=world.applicant, now=MONDAY)
    applying.submit(fresh(application), by=world.applicant, now=MONDAY)
    act("prepare-decision", application, world.pension_new_a, outcome="refused", reasons=["SMP01"])
    act("approve-decision", application, world.pension_new_b)
    return Case.objects.get(pk=application.pk)


def refused_story(world):
    story = Story(world)
    story.submit()
    story.prepare_refusal()
    story.refuse()
    return story


def refused_transfer(world):
    return refused_story(world).case


@pytest.fixture(params=[refused_plate, refused_transfer])
def refused(request, world):
    found = request.param(world)
    do_what_is_due(now=MONDAY)
    return found


@pytest.fixture
def others(world):
    """Two of the agency who had no part in it."""
    agency = world.agency("pension", "guangzhou")
    return make_clerk("other-c", agency), make_clerk("other-d", agency)


def objected(world, about, now=MONDAY, **answers):
    application = drafting.start(OBJECTION, by=world.applicant, now=now, about=about)
    drafting.save(application, {**WRONG, **answers}, by=world.applicant, now=now)
    return fresh(applying.submit(fresh(application), by=world.applicant, now=now))


def decide(application, others, outcome, now=MONDAY, **said):
    act("prepare-decision", application, others[0], now, outcome=outcome, **said)
    return act("approve-decision", application, others[1], now)


def nothing_is_wrong():
    return [found for check in invariants.INVARIANTS for found in check()]


def test_it_is_filed_with_a_receipt_a_term_and_a_line_in_the_case(world, refused):
    application = objected(world, refused)
    step = application.case.steps.get()

    assert application.case.about == refused
    assert (step.agency, step.working_days) == (world.agency("pension", "guangzhou"), 14)
    assert application.case.letters.get().kind == Letter.Kind.RECEIPT
    event = Event.objects.get(case=refused, kind=Event.Kind.OBJECTED)
    assert event.data == {"objection": application.case.number}


def test_one_that_is_upheld_opens_the_refused_case_again(world, refused, others):
    application = objected(world, refused)
    letter = decide(application, others, "granted", note=NOTE)

    refused.refresh_from_db()
    assert (refused.status, refused.closed_at) == ("submitted", None)
    assert refused.steps.open().get().due_on is not None
    assert fresh(application).case.status == "completed"
    assert letter.kind == Letter.Kind.OBJECTION
    said = json.loads(letter.content)
    assert (said["about"]["value"], said["note"]) == (refused.number, NOTE)
    no = refused.letters.exclude(kind=Letter.Kind.RECEIPT).get()
    assert not Letter.objects.valid().filter(pk=no.pk).exists()
    assert Notice.objects.filter(case=refused, kind="reopened").exists()
    answer = reader(world.applicant).get(application.case.get_absolute_url())
    assert " Upheld " in text_of(answer)
    assert re.search(r"<h2>\s*Upheld\s*</h2>", answer.content.decode())
    assert "Decided as you asked" not in text_of(answer)
    assert nothing_is_wrong() == []


def test_a_case_that_was_opened_again_is_decided_once_more(world, others):
    about = refused_plate(world)
    decide(objected(world, about), others, "granted", note=NOTE)
    plate = Application.objects.get(pk=about.pk)

    act("prepare-decision", plate, world.pension_new_a, outcome="granted")
    act("approve-decision", plate, world.pension_new_b)

    assert fresh(plate).decision.outcome == "granted"
    assert [each.outcome for each in plate.case.decisions.all()] == ["refused", "granted"]
    assert nothing_is_wrong() == []


def test_a_transfer_that_was_opened_again_may_be_refused_again(world, others):
    story = refused_story(world)
    decide(objected(world, story.case), others, "granted", note=NOTE)
    story.prepare_refusal()
    story.refuse()

    assert story.case.status == "refused"
    assert nothing_is_wrong() == []


def test_one_that_is_confirmed_changes_nothing_and_names_the_remedies(world, refused, others):
    application = objected(world, refused)
    letter = decide(application, others, "refused", reasons=["OBJ03"])

    refused.refresh_from_db()
    assert refused.status == "refused"
    assert Event.objects.filter(case=refused, kind=Event.Kind.CONFIRMED).exists()
    assert "行政复议" in json.loads(letter.content)["reasons"][0]["way_forward"]["zh"]
    assert Notice.objects.filter(case=application.case, kind="objection-confirmed").exists()


@pytest.mark.parametrize("name", ["pension_new_a", "pension_new_b"])
def test_nobody_decides_what_is_about_their_own_decision(world, refused, name):
    application, who = objected(world, refused), getattr(world, name)

    for action in (Action.CLAIM, Action.PREPARE_DECISION, Action.APPROVE_DECISION):
        assert not may(who, action, application.case)
    assert possible(application, who) == []
    with pytest.raises(NotPermitted):
        act("prepare-decision", application, who, outcome="refused", reasons=["OBJ03"])
    with pytest.raises(NotPermitted):
        steps.claim(application.case.steps.get(), by=who, now=MONDAY)


def test_what_is_put_right_is_said_in_words(world, refused, others):
    with pytest.raises(NotValid) as refusal:
        act("prepare-decision", objected(world, refused), others[0], outcome="granted")

    assert "note" in refusal.value.errors


def test_one_that_comes_late_is_taken_and_looked_at(world, refused):
    filed = MONDAY + timedelta(days=61)
    application = objected(world, refused, now=filed)
    on_time = objected_by_the_sixtieth_day = MONDAY + timedelta(days=60)

    from_rules = [each.code for each in reasons(application, filed + timedelta(days=9))]
    assert from_rules == ["OBJ01"]
    assert application.case.status == "submitted"
    Case.objects.filter(pk=application.pk).update(submitted_at=on_time)
    assert reasons(fresh(application), objected_by_the_sixtieth_day + timedelta(days=9)) == []


def reasons(application, now):
    return list(known.rules_say(application, today=now.date()).verdict.reasons)


def test_there_is_one_objection_to_a_case_at_a_time_and_another_after_it(world, refused, others):
    first = objected(world, refused)
    with pytest.raises(MoveNotPossible):
        objected(world, refused)
    decide(first, others, "refused", reasons=["OBJ04"])

    assert fresh(objected(world, refused)).case.status == "submitted"


def test_nobody_objects_to_a_foreign_case_a_draft_or_an_objection(world, refused):
    objection = objected(world, refused)
    draft = drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)

    with pytest.raises(NotPermitted):
        drafting.start(OBJECTION, by=world.other_person, now=MONDAY, about=refused)
    for about in (None, draft.case, objection.case):
        with pytest.raises(MoveNotPossible):
            drafting.start(OBJECTION, by=world.applicant, now=MONDAY, about=about)


def test_a_case_that_was_asked_for_anew_stays_closed(world, others):
    about = refused_plate(world)
    application = objected(world, about)
    again = drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)
    drafting.save(again, {"line": "Hof", "sure": True}, by=world.applicant, now=MONDAY)
    applying.submit(fresh(again), by=world.applicant, now=MONDAY)

    decide(application, others, "granted", note=NOTE)

    about.refresh_from_db()
    assert about.status == "refused"
    assert Event.objects.filter(case=about, kind=Event.Kind.UPHELD).exists()


def test_one_that_is_late_is_brought_before_the_supervisor(world, refused):
    application = objected(world, refused)
    do_what_is_due(now=MONDAY + timedelta(days=30))

    assert Escalation.objects.filter(case=application.case).exists()


def test_one_that_is_late_shows_late_in_the_queue_on_the_board_and_to_its_person(
    world, refused, client, monkeypatch
):
    late = MONDAY + timedelta(days=40)
    application = objected(world, refused)
    do_what_is_due(now=late)
    monkeypatch.setattr("kit.clock.now", lambda: late)
    agency = world.agency("pension", "guangzhou")
    above = make_clerk("su-above", world.agency("pension", "guangdong"), Post.Role.SUPERVISOR)
    number = application.case.number

    client.force_login(make_clerk("third", agency).user)
    assert number in client.get(reverse("desk_queue"), {"due": "late"}).text
    client.force_login(above.user)
    assert number in client.get("/desk/escalations/").text
    client.force_login(User.objects.get(pk=world.applicant.user.pk))
    page = client.get(reverse("case", args=[number])).text
    assert 'data-tone="alert"' in page
    assert reverse("case_remind", args=[number]) in page


def test_it_is_begun_on_the_page_of_the_case_and_walks_through_the_wizard(world, refused, client):
    client.force_login(User.objects.get(pk=world.applicant.user.pk))
    door = reverse("case_object", args=[refused.number])
    assert door in client.get(reverse("case", args=[refused.number])).text

    assert "14" in client.get(door).text
    begun = client.post(door)
    application = Application.objects.get(case__about=refused)
    assert begun.url == reverse("apply_page", args=[application.case.number, "what"])
    what = client.post(begun.url, {"what": "decision"})
    why = client.post(what.url, {"why": WRONG["why"]})
    assert why.url == reverse("apply_check", args=[application.case.number])
    assert client.post(why.url, {"declared": "on"}).status_code == 302
    page = client.get(reverse("case", args=[application.case.number])).text
    assert refused.number in page
    assert application.case.number in client.get(reverse("case", args=[refused.number])).text


def test_the_desk_shows_what_it_is_about_and_to_whom_it_is_not_theirs(world, refused, client):
    application = objected(world, refused)
    client.force_login(world.pension_new_a.user)

    page = client.get(reverse("desk_case", args=[application.case.number])).text

    assert reverse("desk_case", args=[refused.number]) in page
    assert "prepare-decision" not in page
