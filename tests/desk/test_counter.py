"""At the counter: who shows their document becomes a real person to the portal, and only they."""

import logging
import re
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import at_counter, raising
from accounts.models import AccessEntry, IdentityProof, IssuedCode, Looked, User
from accounts.rules.levels import Level
from agencies.actors import Actor
from casework.actions import counter
from kit.errors import NotPermitted, NotValid, TooOften
from tests.cast import MONDAY, identity_number, make_person, make_user, make_world

pytestmark = pytest.mark.django_db
ASK, DESK, CONFIRM = map(reverse, ("prove_at_counter", "desk_identity", "desk_identity_confirm"))


@pytest.fixture
def world(db, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    return make_world()


@pytest.fixture
def fang(world):
    return make_person("方晓月", date(1991, 8, 20))


@pytest.fixture
def hers(fang):
    return make_user("fang")


def browser(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def number_of(user):
    page = browser(user).post(ASK).content.decode()
    return re.search(r"<strong>(\d+-\d{3}-\d{3})</strong>", page)[1]


def typed(code, person=None, **more):
    number = person.number if person else identity_number(date(1991, 8, 20))
    return {"document_type": "resident-id", "number": number, "code": code, **more}


def level_of(user):
    return User.objects.get(pk=user.pk).level


def test_a_clerk_sees_the_document_and_the_account_becomes_a_persons(world, fang, hers, caplog):
    clerk = browser(world.pension_new_a.user)

    found = clerk.post(DESK, typed(number_of(hers)))
    shown = clerk.get(CONFIRM).content.decode()
    assert found.url == CONFIRM
    assert "方晓月" in shown
    assert "f***@people.example" in shown
    assert fang.number not in shown
    assert clerk.post(CONFIRM, {}).status_code == 422
    assert level_of(hers) is Level.CONTACT
    with caplog.at_level(logging.INFO, "portal.security"):
        clerk.post(CONFIRM, {"seen": "on"})

    assert level_of(hers) is Level.PERSON
    proof = IdentityProof.objects.get()
    assert (proof.way, proof.confirmed_by, proof.person) == (
        "counter",
        world.pension_new_a.user,
        fang,
    )
    assert proof.where == world.pension_new_a.agency.name
    assert AccessEntry.objects.get(person=fang).what == Looked.COUNTER
    assert mail.outbox[-1].to == [hers.email]
    assert "identity proven" in caplog.text


def test_whoever_is_confirmed_goes_on_where_they_were(world, fang, hers):
    person = browser(hers)
    person.get(ASK, {"next": "/services/"})
    counter.confirm(hers, fang, by=world.pension_new_a, now=MONDAY)

    led = person.get(ASK)

    assert led.url == f"{reverse('ways_to_prove')}?next=%2Fservices%2F"
    assert 'href="/services/"' in person.get(led.url).content.decode()


def test_a_number_is_right_once_and_for_ten_minutes(world, fang, hers, time_machine):
    clerk = world.pension_new_a.user
    used, late = number_of(hers), number_of(hers)
    look = {"clerk": clerk, "address": "a"}
    at_counter.account_of(used, now=timezone.now(), **look)

    with pytest.raises(NotValid):
        at_counter.account_of(used, now=timezone.now(), **look)
    time_machine.shift(601)
    with pytest.raises(NotValid):
        at_counter.account_of(late, now=timezone.now(), **look)


@pytest.mark.parametrize("code", ["", "1", "000-000", "x", "9" * 24, "٣-٤٥٦-٧٨٩"])
def test_what_is_no_number_names_nobody(world, fang, code):
    answer = browser(world.pension_new_a.user).post(DESK, typed(code))

    assert answer.status_code == 422


def test_a_clerk_who_guesses_is_stopped(world, hers, settings):
    ticket = number_of(hers).split("-")[0]
    right = {"clerk": world.pension_new_a.user, "address": "a", "now": MONDAY}

    for _ in range(settings.LIMITS["counter.wrong"][0]):
        with pytest.raises(NotValid):
            at_counter.account_of(f"{ticket}-000-000", **right)
    with pytest.raises(TooOften):
        at_counter.account_of(f"{ticket}-000-000", **right)

    assert IssuedCode.objects.get(pk=ticket).tries <= settings.CODE_TRIES


def test_another_code_is_none_for_the_counter(world, fang, hers):
    """A code to sign in by proves a contact; it names no account to a clerk."""
    ticket = number_of(hers).split("-")[0]
    IssuedCode.objects.update(purpose="sign-in")

    with pytest.raises(NotValid):
        at_counter.account_of(
            f"{ticket}-123-456", clerk=world.pension_new_a.user, address="a", now=MONDAY
        )


def test_an_account_that_is_somebodys_is_given_to_nobody_else(world, fang):
    applicant = world.applicant.user

    with pytest.raises(NotPermitted):
        counter.confirm(applicant, fang, by=world.pension_new_a, now=MONDAY)
    with pytest.raises(NotPermitted):
        counter.confirm(make_user("second"), world.person, by=world.pension_new_a, now=MONDAY)

    assert not IdentityProof.objects.exists()
    assert level_of(applicant) is Level.NUMBER


def test_nobody_confirms_themselves_or_their_relatives(world, fang, hers):
    clerk = world.pension_new_a
    kin = Actor(clerk.position, clerk.user, clerk.agency, numbers=(fang.number_index,))

    with pytest.raises(NotPermitted):
        counter.confirm(hers, fang, by=kin, now=MONDAY)
    with pytest.raises(NotPermitted):
        counter.confirm(clerk.user, fang, by=clerk, now=MONDAY)


@pytest.mark.parametrize("name", ["unverified", "applicant", "administrator"])
def test_no_one_else_confirms(world, fang, hers, name):
    with pytest.raises(NotPermitted):
        counter.confirm(hers, fang, by=getattr(world, name), now=MONDAY)


def test_confirming_twice_writes_it_down_once(world, fang, hers):
    done = [counter.confirm(hers, fang, by=world.pension_new_a, now=MONDAY) for _ in range(2)]

    assert done == [True, False]
    assert IdentityProof.objects.count() == 1


def test_nobody_is_proven_to_be_a_person_who_has_died(world, fang, hers):
    fang.deceased_on = date(2026, 1, 1)
    fang.save()

    with pytest.raises(NotPermitted):
        raising.prove_person(hers, fang, way="provider", now=MONDAY)


def test_numbers_for_the_counter_are_few(hers, settings):
    client = browser(hers)

    answers = [client.post(ASK).status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]
