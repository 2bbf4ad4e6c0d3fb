"""Supervisors manage the clerks of their own agency: two persons begin a post, one ends it."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User, document_index
from agencies.actors import actor_of
from agencies.models import Post
from casework.actions import posts, staffing, steps
from casework.actions.duties import do_what_is_due
from casework.actions.staffing import look_after_absences
from casework.models import Absence, Event, PostProposal, Step
from kit.errors import NotPermitted, NotValid, Refusal
from law.identity_number import IdentityDocument
from tests.accounts.steps import mailed
from tests.cast import MONDAY, identity_number, make_clerk
from tests.story import Story

pytestmark = pytest.mark.django_db
NUMBER = identity_number(date(1985, 2, 3))
MARKS = [document_index(IdentityDocument("resident-id", NUMBER))]
NEW = "new-clerk@agency.example"


@pytest.fixture
def heads(world):
    """Two supervisors of the new agency."""
    agency = world.agency("pension", "guangzhou")
    return [make_clerk(name, agency, Post.Role.SUPERVISOR) for name in ("head-a", "head-b")]


@pytest.fixture
def taken(world):
    """A case that a clerk of the new agency has taken on."""
    story = Story(world).tell("submit wait")
    steps.claim(steps.current_step(story.case), by=world.pension_new_a, now=story.now)
    return story


def invited(by, email=NEW):
    given = {"name": "周明", "kept_from": MARKS, "language": "zh-hans"}
    return staffing.invite(by=by, email=email, now=MONDAY, **given)


def post_of(actor):
    return Post.objects.get(user=actor.user, ended_at=None)


def browser_of(who, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(who.user)
    return client


# --- Beginning --------------------------------------------------------------------------------
def test_whoever_is_invited_comes_in_by_a_code_and_begins_when_a_second_agrees(heads):
    first, second = heads
    proposal = invited(first)
    assert mail.outbox[-1].to == [NEW]
    with pytest.raises(Refusal):  # the address is not proven
        staffing.confirm(proposal.pk, by=second, now=MONDAY)

    proposal.user.emailaddress_set.update(verified=True)
    staffing.confirm(proposal.pk, by=second, now=MONDAY)

    post = Post.objects.get(user=proposal.user)
    assert (post.role, post.agency, post.kept_from) == ("clerk", first.agency, MARKS)


@pytest.mark.one_database
def test_a_code_to_the_address_proves_it(heads, client):
    proposal = invited(heads[0])

    answer = client.post(reverse("account_request_login_code"), {"contact": NEW})
    client.post(answer.url, {"code": mailed()})

    assert proposal.user.emailaddress_set.get().verified


def test_nobody_confirms_whom_they_have_proposed_or_what_is_their_own(heads):
    first, second = heads
    proposal = invited(first)
    proposal.user.emailaddress_set.update(verified=True)

    with pytest.raises(NotPermitted):
        staffing.confirm(proposal.pk, by=first, now=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        PostProposal.objects.filter(pk=proposal.pk).update(
            approved_by=first.user, approved_at=MONDAY
        )
    assert staffing.confirm(proposal.pk, by=second, now=MONDAY) is None


def test_an_administrator_can_be_the_second_person(world, heads):
    proposal = invited(heads[0])
    proposal.user.emailaddress_set.update(verified=True)

    posts.approve(proposal, by=world.administrator.user, now=MONDAY)

    assert Post.objects.filter(user=proposal.user, role="clerk").exists()


@pytest.mark.parametrize("name", ["pension_new_a", "pension_auditor", "administrator", "applicant"])
def test_nobody_else_manages_clerks(world, name):
    with pytest.raises(NotPermitted):
        invited(getattr(world, name))


def test_clerks_of_another_agency_are_nothing_to_a_supervisor(world, heads):
    theirs = post_of(world.pension_original_a)

    with pytest.raises(Refusal):
        staffing.end(theirs.pk, by=heads[0], now=MONDAY)

    assert Post.objects.filter(pk=theirs.pk, ended_at=None).exists()


def test_posts_of_supervisors_are_not_a_supervisors_to_end(heads):
    first, second = heads
    for whose in (first, second):
        with pytest.raises(NotPermitted):
            staffing.end(post_of(whose).pk, by=first, now=MONDAY)


def test_somebody_at_work_is_not_invited_again(world, heads):
    with pytest.raises(NotValid):
        invited(heads[0], world.pension_new_a.user.email)
    with pytest.raises(NotValid):
        invited(heads[0], world.administrator.user.email)
    invited(heads[0])
    with pytest.raises(NotValid):
        invited(heads[1])
    assert PostProposal.objects.count() == 1
    assert User.objects.filter(email=NEW).count() == 1


# --- Ending -----------------------------------------------------------------------------------
def test_the_turns_of_whoever_leaves_lie_in_the_queue_at_once(world, heads, taken):
    staffing.end(post_of(world.pension_new_a).pk, by=heads[0], now=taken.now)

    assert steps.current_step(taken.case).clerk is None
    last = taken.case.events.order_by("sequence").last()
    assert (last.kind, last.actor_position) == (Event.Kind.RELEASED, "system")
    assert not actor_of(User.objects.get(pk=world.pension_new_a.user.pk)).is_staff
    assert steps.free_turns(world.pension_new_a.user, now=taken.now) == 0  # safe to repeat


def test_locking_an_account_frees_its_turns_too(world, taken):
    posts.end_of_locked(world.pension_new_a.user, now=taken.now)

    assert not Step.objects.filter(clerk=world.pension_new_a.user, closed_at=None).exists()


# --- Away -------------------------------------------------------------------------------------
def away(by, whose, first, last, now=MONDAY):
    post = post_of(whose).pk
    return staffing.note_absence(post, first_day=first, last_day=last, by=by, now=now)


def test_from_the_first_day_away_turns_are_free_and_none_is_given(world, heads, taken):
    start = (taken.now + timedelta(days=2)).date()
    away(heads[0], world.pension_new_a, start, start + timedelta(days=5), taken.now)
    assert steps.current_step(taken.case).clerk == world.pension_new_a.user

    for _twice in range(2):
        look_after_absences(now=taken.now + timedelta(days=2))

    assert steps.current_step(taken.case).clerk is None
    agency, then = world.agency("pension", "guangzhou"), taken.now + timedelta(days=3)
    step = steps.begin_step(
        taken.case, "settle", agency, now=then, clock_runs=False, clerk=world.pension_new_a.user
    )
    assert step.clerk is None


def test_an_absence_is_over_the_day_after_its_last(world, heads):
    absence = away(heads[0], world.pension_new_a, MONDAY.date(), MONDAY.date())

    do_what_is_due(now=MONDAY + timedelta(days=1))

    absence.refresh_from_db()
    assert absence.ended_at is not None


def test_whoever_comes_back_early_is_there(world, heads):
    away(heads[0], world.pension_new_a, MONDAY.date(), MONDAY.date() + timedelta(days=9))

    staffing.end_absence(post_of(world.pension_new_a).pk, by=heads[0], now=MONDAY)

    assert not Absence.objects.standing().exists()


def test_days_that_cannot_be_are_refused_at_their_field(world, heads):
    today = MONDAY.date()
    for first, last in (
        (today, today - timedelta(days=1)),
        (today - timedelta(days=9), today - timedelta(days=3)),
        (today, today + timedelta(days=400)),
    ):
        with pytest.raises(NotValid) as refused:
            away(heads[0], world.pension_new_a, first, last)
        assert set(refused.value.errors) == {"last_day"}


# --- The page ---------------------------------------------------------------------------------
@pytest.mark.one_database
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_shows_who_works_here_and_what_waits(world, heads, language):
    invited(heads[0])

    page = browser_of(heads[1], language).get(reverse("desk_staff")).content.decode()

    assert "周明" in page
    assert world.pension_new_a.user.display_name in page
    assert world.pension_original_a.user.display_name not in page


@pytest.mark.one_database
def test_a_wrong_number_stands_at_its_field_and_nothing_is_kept(heads):
    typed = {"name": "周明", "email": NEW, "document_type": "resident-id", "number": "123"}

    answer = browser_of(heads[0]).post(reverse("desk_staff_invite"), typed)

    assert answer.status_code == 422
    assert "number" in answer.context["form"].errors
    assert not User.objects.filter(email=NEW).exists()
    assert "123" not in mail.outbox


@pytest.mark.one_database
def test_inviting_by_the_page_keeps_no_number(heads):
    typed = {"name": "周明", "email": NEW, "document_type": "resident-id", "number": NUMBER}

    browser_of(heads[0]).post(reverse("desk_staff_invite"), typed)

    assert PostProposal.objects.get().kept_from == MARKS


@pytest.mark.one_database
def test_the_second_person_shows_once_more_who_they_are(heads, settings):
    proposal = invited(heads[0])
    proposal.user.emailaddress_set.update(verified=True)

    answer = browser_of(heads[1]).post(reverse("desk_staff_confirm"), {"which": proposal.pk})

    assert "reauthenticate" in answer.url
    assert not Post.objects.filter(user=proposal.user).exists()


@pytest.mark.one_database
def test_a_post_is_ended_by_one_press(world, heads):
    which = {"which": post_of(world.pension_new_a).pk}
    client = browser_of(heads[0])

    for _twice in range(2):
        assert client.post(reverse("desk_staff_end"), which).url == reverse("desk_staff")

    assert Post.objects.get(pk=which["which"]).ended_at is not None
