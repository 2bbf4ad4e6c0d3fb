"""Who does a turn: given, handed on, stood in for, served as what comes next, put off."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import document_index
from agencies.models import Post
from applications.desk.next_up import candidates
from casework.actions import assigning, messaging, staffing, steps
from casework.models import Absence, Event, Notice, Step, Urging
from kit.errors import NotPermitted, NotValid
from tests.cast import MONDAY, make_clerk
from tests.desk.conftest import Desk, text_of
from tests.story import Story


@pytest.fixture
def head(world):
    """A supervisor of the new agency."""
    return make_clerk("head", world.agency("pension", "guangzhou"), Post.Role.SUPERVISOR)


@pytest.fixture
def story(world, monday):
    """A transfer that waits for review."""
    return Story(world).tell("submit wait")


def turn(story):
    return steps.current_step(story.case)


def post_of(actor):
    return Post.objects.get(user=actor.user, ended_at=None)


def taken(story, by):
    steps.claim(turn(story), by=by, now=story.now)
    return turn(story)


# --- Giving ---------------------------------------------------------------------------------------
def test_a_head_gives_a_turn_to_a_clerk_and_takes_it_from_another(world, head, story):
    for clerk in (world.pension_new_a, world.pension_new_b):
        assigning.assign(turn(story), post_of(clerk), by=head, now=story.now)
        assert turn(story).clerk == clerk.user

    last = story.case.events.last()
    assert (last.kind, last.data["name"]) == (Event.Kind.ASSIGNED, "pension-new-b")


def test_a_clerk_hands_on_their_own_and_nobody_elses(world, story):
    first, second = world.pension_new_a, world.pension_new_b
    with pytest.raises(NotPermitted):
        assigning.assign(turn(story), post_of(first), by=first, now=story.now)
    taken(story, first)

    assigning.assign(turn(story), post_of(second), by=first, now=story.now)

    assert turn(story).clerk == second.user
    with pytest.raises(NotPermitted):
        assigning.assign(turn(story), post_of(first), by=first, now=story.now)


def test_a_turn_goes_to_nobody_whose_relative_it_is_about(world, head, story):
    post = post_of(world.pension_new_b)
    post.kept_from = [document_index(story.case.person.document)]
    post.save()

    with pytest.raises(NotPermitted):
        assigning.assign(turn(story), post, by=head, now=story.now)

    assert turn(story).clerk is None


def test_several_are_given_at_once_and_each_that_could_not_says_why(world, head, story):
    other = make_clerk("head-chengdu", world.agency("pension", "chengdu"), Post.Role.SUPERVISOR)
    keys, to = [turn(story).pk], post_of(world.pension_new_a).pk

    assert assigning.assign_many(keys, to, by=head, now=story.now) == (1, [])
    given, refused = assigning.assign_many(keys, to, by=world.pension_new_b, now=story.now)

    assert (given, [number for number, _why in refused]) == (0, [story.case.number])
    for by, wrong in ((head, {"keys": [], "to": to}), (other, {"keys": keys, "to": to})):
        with pytest.raises(NotValid):
            assigning.assign_many(**wrong, by=by, now=story.now)


@pytest.mark.one_database
def test_ticked_cases_are_given_from_the_queue_and_go_back_to_it(world, head, story):
    desk, key = Desk(head), turn(story).pk
    page = text_of(desk.open("/desk/cases/"))
    assert "Give the ticked cases to" in page

    for to, holder in ((post_of(world.pension_new_a).pk, "pension-new-a"), ("queue", "")):
        answer = desk.client.post(reverse("desk_assign"), {"steps": [key], "to": to, "query": ""})
        assert answer.url == "/desk/cases/"
        assert str(turn(story).clerk or "") == holder


@pytest.mark.one_database
def test_a_case_is_handed_on_from_its_page(world, story):
    desk = Desk(world.pension_new_a)
    path = f"/desk/cases/{story.case.number}/give/"
    assert desk.open(path).status_code == 409
    step = taken(story, world.pension_new_a)

    page = text_of(desk.open(path))
    sent = {"steps": step.pk, "to": post_of(world.pension_new_b).pk, "case": story.case.number}
    desk.client.post(reverse("desk_assign"), sent)

    assert "pension-new-b" in page
    assert turn(story).clerk == world.pension_new_b.user
    assert "Case given to pension-new-b" in text_of(desk.page(story.transfer))


def test_the_person_reads_no_clerks_name_in_the_history(world, head, story):
    assigning.assign(turn(story), post_of(world.pension_new_a), by=head, now=story.now)

    page = Desk(world.applicant).open(reverse("case", args=[story.case.number]))

    assert "pension-new-a" not in text_of(page)


# --- Standing in ----------------------------------------------------------------------------------
def away(head, whose, stands_in=None, days=5):
    post = post_of(stands_in).pk if stands_in else None
    first = MONDAY.date()
    return staffing.note_absence(
        post_of(whose).pk,
        first_day=first,
        last_day=first + timedelta(days=days),
        substitute=post,
        by=head,
        now=MONDAY,
    )


def test_whoever_stands_in_sees_what_lies_there_and_may_take_it_on(world, head, story):
    first, second = world.pension_new_a, world.pension_new_b
    taken(story, first)

    away(head, first, second)

    assert turn(story).clerk == first.user
    assert story.case.number in text_of(Desk(second).open("/desk/cases/?whose=standing-in"))
    assert taken(story, second).clerk == second.user


def test_whoever_stands_in_gets_what_comes_meanwhile(world, head, story):
    first, second = world.pension_new_a, world.pension_new_b
    away(head, first, second)
    agency = world.agency("pension", "guangzhou")

    step = steps.begin_step(
        story.case, "settle", agency, now=story.now, clock_runs=False, clerk=first.user
    )

    assert step.clerk == second.user


def test_nobody_stands_in_for_themselves_or_while_away_themselves(world, head):
    first, second = world.pension_new_a, world.pension_new_b
    away(head, second)
    for stands_in in (first, second):
        with pytest.raises(NotValid):
            away(head, first, stands_in)
    absence = Absence.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.filter(pk=absence.pk).update(substitute=absence.post)


def test_what_lies_there_is_free_when_who_stood_in_leaves(world, head, story):
    first, second = world.pension_new_a, world.pension_new_b
    taken(story, first)
    away(head, first, second)

    staffing.end(post_of(second).pk, by=head, now=story.now)

    assert turn(story).clerk is None


def test_the_head_is_told_how_many_cases_are_free_when_a_post_ends(world, head, story):
    taken(story, world.pension_new_a)

    staffing.end(post_of(world.pension_new_a).pk, by=head, now=story.now)

    told = Notice.objects.get(kind="post-ended")
    assert told.data["freed"] == 1
    page = Desk(head).open("/desk/notices/")
    assert "1 case lies in the queue again" in text_of(page)
    assert b"/desk/cases/?whose=unassigned" in page.content


@pytest.mark.one_database
def test_the_page_of_the_staff_asks_who_stands_in(world, head):
    desk, whose = Desk(head), post_of(world.pension_new_a).pk
    assert "Who stands in" in text_of(desk.open(reverse("desk_staff")))
    days = {"away-first_day": "2026-09-07", "away-last_day": "2026-09-09"}
    stands_in = post_of(world.pension_new_b).pk

    sent = {"which": whose, "away-substitute": stands_in, **days}
    desk.client.post(reverse("desk_staff_away"), sent)

    assert Absence.objects.get().substitute_id == stands_in
    assert "pension-new-b stands in" in text_of(desk.open(reverse("desk_staff")))


# --- Next -----------------------------------------------------------------------------------------
def served(who, now):
    return [(step.case_id, is_second) for step, is_second in candidates(who, now=now)]


def test_next_claims_what_is_nobodys(world, story):
    answer = Desk(world.pension_new_a).sign_in().post(reverse("desk_next"))

    assert answer.url == f"/desk/cases/{story.case.number}/"
    assert turn(story).clerk == world.pension_new_a.user
    assert served(world.pension_new_b, story.now) == []  # a colleague's


def test_next_brings_the_second_person_what_a_colleague_prepared(world, story):
    taken(story, world.pension_new_a)
    story.prepare_refusal()

    assert served(world.pension_new_a, story.now) == []  # it waits for somebody else
    assert served(world.pension_new_b, story.now) == [(story.pk, True)]
    Desk(world.pension_new_b).sign_in().post(reverse("desk_next"))
    assert turn(story).clerk == world.pension_new_a.user


def test_what_is_put_off_comes_again_tomorrow_and_the_reason_stands_in_the_history(world, story):
    first, second = world.pension_new_a, world.pension_new_b
    taken(story, first)

    assigning.put_off(turn(story), "等单位回电", by=first, now=story.now, gives_back=True)

    assert served(first, story.now) == []
    assert served(second, story.now) == [(story.pk, False)]
    assert served(first, story.now + timedelta(days=1)) == [(story.pk, False)]
    skipped = story.case.events.get(kind=Event.Kind.SKIPPED)
    assert (skipped.note, turn(story).clerk) == ("等单位回电", None)


@pytest.mark.one_database
def test_putting_off_asks_for_a_reason_and_goes_on_to_the_next(world, story):
    desk = Desk(world.pension_new_a)
    taken(story, world.pension_new_a)

    refused = desk.act(story.transfer, "put-off", reason=" ")
    done = desk.act(story.transfer, "put-off", reason="等单位回电")

    assert "why it has to wait" in text_of(refused)
    assert done.url == "/desk/"
    assert "等单位回电" in text_of(desk.page(story.transfer))
    assert "等单位回电" not in text_of(
        Desk(world.applicant).open(reverse("case", args=[story.case.number]))
    )


def test_an_auditor_is_served_nothing(world):
    auditor = Desk(world.pension_auditor).sign_in()

    assert auditor.post(reverse("desk_next")).status_code == 403


# --- Tiles ----------------------------------------------------------------------------------------
def tiles(who):
    return {each["text"]: each for each in Desk(who).open("/desk/").context["counts"]}


def rows_behind(who, tile):
    page = Desk(who).open(tile["href"])
    return [row["number"] for row in page.context["rows"]]


@pytest.mark.parametrize("tile", ["letters to be voided", "reminders to answer"])
def test_a_tile_counts_what_its_link_leads_to(world, story, tile, monday):
    first, second = world.pension_new_a, world.pension_new_b
    if tile == "letters to be voided":
        story.accept()
        story.wait()
        story.propose_voiding()
    else:
        Urging.objects.create(case=story.case, step=turn(story), asked_at=story.now)
    monday.move_to(story.now)

    found = tiles(second)[tile]

    assert found["number"] == 1
    assert rows_behind(second, found) == [story.case.number]
    assert (tile in tiles(first)) == (tile != "letters to be voided")


def test_an_awaited_answer_is_counted_while_the_clock_stands(world, story, monday):
    due_on = (story.now + timedelta(days=9)).date()
    who = world.pension_new_a
    messaging.write(story.case, "请补充", by=who, now=story.now, answer_due_on=due_on)
    Step.objects.filter(case=story.case, closed_at=None).update(
        paused_on=story.now.date(), days_left_at_pause=5
    )

    found = tiles(who)["waiting for the person's answer"]

    assert (found["number"], rows_behind(who, found)) == (1, [story.case.number])
