"""Closing an account: what goes, what stays by which article, two days to think better."""

import html
from datetime import timedelta

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessEntry, KeptWords, Mandate, SignIn, User
from agencies.actors import actor_of
from casework.actions import calendars, wishing
from casework.actions.duties import do_what_is_due
from casework.models import Case, Dispatch, Duty, Event, Notice, Wishes
from kit.errors import Refusal
from privacy.actions import closing
from privacy.models import Closing
from privacy.rules.keeping import STAYING
from tests.cast import MONDAY, PASSWORD, make_draft, make_world
from tests.mandates.giving import again, give, make_family
from tests.story import Story, at_stage
from transfers.models import Transfer

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=2)


@pytest.fixture
def world(db):
    return make_world()


def closed(user, now=MONDAY):
    closing.ask(user, now=now)
    do_what_is_due(now=now + closing.TIME_TO_THINK)
    user.refresh_from_db()
    return user


def test_nothing_happens_for_two_days(world):
    user = world.applicant.user
    closing.ask(user, now=MONDAY)

    do_what_is_due(now=LATER - timedelta(hours=1))

    user.refresh_from_db()
    assert user.is_active
    assert user.email


def test_what_identifies_somebody_goes_with_the_account(world):
    user = world.applicant.user
    KeptWords.objects.create(user=user, address="/x/", words="{}", kept_at=MONDAY)
    client = Client()
    client.force_login(user)

    closed(user)

    assert not user.is_active
    assert (user.email, user.phone, user.person, user.display_name) == (None, "", None, "")
    assert not user.emailaddress_set.exists()
    assert not SignIn.objects.filter(user=user).exists()
    assert not KeptWords.objects.exists()
    assert client.get(reverse("my_data")).url.startswith(reverse("account_login"))


def test_whoever_closed_it_signs_up_anew_and_proves_themselves_again(world):
    email = world.applicant.user.email
    closed(world.applicant.user)

    again = User.objects.create_user(
        email, PASSWORD, person=world.person, identity_verified_at=LATER
    )

    assert actor_of(again).person == world.person


def test_a_draft_goes_with_what_was_typed(world):
    transfer = make_draft(world, "pension")

    closed(world.applicant.user)

    transfer = Transfer.objects.get(pk=transfer.pk)
    assert (transfer.employer_name, transfer.contact_phone) == ("", "")
    assert transfer.case.status == "withdrawn"


def test_record_history_letters_and_who_looked_stay(world):
    story = at_stage(world, "completed")
    before = (Event.objects.count(), AccessEntry.objects.count(), story.case.letters.count())

    closed(world.applicant.user, story.now)

    after = (Event.objects.count(), AccessEntry.objects.count(), story.case.letters.count())
    assert after == before
    assert not Notice.objects.filter(to_person=world.person).exists()
    assert Case.objects.get(pk=story.case.pk).person.name == "王小燕"


def test_mandates_end_with_the_account_and_the_other_side_is_told():
    world = make_family()
    mother, daughter = world.applicant, again(world.daughter)
    given = give(mother, daughter, now=MONDAY)

    assert closing.plan_for(mother.user).mandates == 1
    closed(mother.user)

    given.refresh_from_db()
    assert given.ended_by == Mandate.EndedBy.GIVER
    assert Notice.objects.filter(to_person=daughter.person, kind="mandate-ended").exists()
    assert not Notice.objects.filter(to_person=mother.person).exists()


def test_wishes_calendar_and_messages_go_with_the_account(world):
    story = at_stage(world, "completed")
    user = world.applicant.user
    wishing.wish(user, wishing.wished(user))
    calendars.renew(user, now=MONDAY)
    assert Dispatch.objects.filter(to_person=world.person).exists()

    closed(user, story.now)

    assert not Wishes.objects.filter(user=user).exists()
    assert calendars.address_of(user) is None
    assert not Dispatch.objects.filter(Q(to_person=world.person) | Q(to_user=user)).exists()


def test_while_a_case_runs_the_account_stays(world):
    Story(world).tell("submit wait")

    with pytest.raises(Refusal):
        closing.ask(world.applicant.user, now=MONDAY + timedelta(days=3))

    assert not Closing.objects.exists()


def test_a_case_that_begins_meanwhile_keeps_the_account_and_its_owner_hears(world, mailoutbox):
    closing.ask(world.applicant.user, now=MONDAY)
    Story(world).tell("submit")

    do_what_is_due(now=LATER)

    assert User.objects.get(pk=world.applicant.user.pk).is_active
    assert Closing.objects.get().taken_back_at is not None
    assert Closing.objects.get().done_at is None


@pytest.mark.parametrize("name", ["pension_new_a", "administrator"])
def test_an_account_for_work_is_not_closed_by_its_holder(world, name):
    with pytest.raises(Refusal):
        closing.ask(getattr(world, name).user, now=MONDAY)


def test_whoever_thinks_better_keeps_it(world):
    user = world.applicant.user
    closing.ask(user, now=MONDAY)

    assert closing.take_back(user, now=MONDAY + timedelta(hours=40))
    do_what_is_due(now=LATER)

    user.refresh_from_db()
    assert user.is_active
    assert not closing.take_back(user, now=LATER)


def test_asking_and_doing_twice_changes_nothing(world):
    user = world.applicant.user
    first = closing.ask(user, now=MONDAY)
    assert closing.ask(user, now=MONDAY) == first

    do_what_is_due(now=LATER)
    duty = Duty.objects.get(kind=Duty.Kind.CLOSE_ACCOUNT)
    closing.close(duty, LATER)

    assert Closing.objects.get().done_at is not None


def test_the_owner_is_told_when_it_is_asked_and_when_it_is_done(world, mailoutbox):
    email = world.applicant.user.email

    closed(world.applicant.user)

    assert [mail.to for mail in mailoutbox] == [[email], [email]]


# --- Pages ------------------------------------------------------------------------------------
@pytest.fixture
def browser(world):
    client = Client()
    world.applicant.user.emailaddress_set.update(verified=True)
    client.force_login(world.applicant.user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_stays_is_said_item_by_item_before_anything_is_asked(browser, language):
    browser.cookies["django_language"] = language

    page = html.unescape(browser.get(reverse("close_account")).content.decode())

    for each in STAYING:
        assert each.what.in_language(language) in page
        assert each.basis.label.in_language(language) in page


@pytest.mark.one_database
def test_it_is_asked_only_by_whoever_has_read_it(browser):
    unread = browser.post(reverse("close_account"))
    assert (unread.status_code, Closing.objects.count()) == (422, 0)

    browser.post(reverse("close_account"), {"sure": "yes"})

    assert Closing.objects.get().due_at > timezone.now()
    browser.post(reverse("keep_account"))
    assert Closing.objects.get().taken_back_at is not None
