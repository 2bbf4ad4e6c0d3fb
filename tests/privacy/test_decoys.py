"""Whoever looks at a decoy is seen: by desk, search, list, file and program."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Post
from casework.actions import looking
from casework.actions.duties import do_what_is_due
from casework.models import Case, DecoyAlarm
from privacy.actions import decoys
from privacy.actions.decoys import Invented
from tests.api.calling import program_of
from tests.cast import MONDAY, make_clerk, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def decoy(world):
    who = Invented("林秀兰", "female", date(1968, 4, 2))
    return decoys.place(world.agency("pension", "guangzhou"), who, now=MONDAY)


@pytest.fixture
def head(world):
    return make_clerk("head", world.agency("pension", "guangzhou"), Post.Role.SUPERVISOR)


def browser_of(who):
    client = Client()
    client.force_login(who.user)
    return client


def test_opening_it_at_the_desk_raises_one_alarm_an_hour(world, decoy):
    case = Case.objects.get(person=decoy.person)

    for _twice in range(2):
        page = browser_of(world.pension_new_a).get(reverse("desk_case", args=[case.number]))

    assert page.status_code == 200
    assert "林秀兰" in page.content.decode()
    assert [alarm.user for alarm in DecoyAlarm.objects.all()] == [world.pension_new_a.user]


def test_searching_for_its_number_raises_one_wherever(world, decoy):
    number = str(decoy.person.number)

    looking.find_by_number(number, by=world.pension_original_a, now=MONDAY)

    alarm = DecoyAlarm.objects.get()
    assert (alarm.what, alarm.agency) == ("search", world.agency("pension", "chengdu"))


def test_a_program_raises_one(world, decoy):
    case = Case.objects.get(person=decoy.person)

    program_of(world.pension_new_a).get(f"cases/{case.number}/")

    assert DecoyAlarm.objects.exists()


def test_supervisors_and_administrators_hear_of_it_and_the_looker_does_not(
    world, decoy, head, mailoutbox, caplog
):
    case = Case.objects.get(person=decoy.person)
    looking.looked(case, "case", by=head, now=MONDAY)

    do_what_is_due(now=MONDAY + timedelta(minutes=1))

    readers = {mail.to[0] for mail in mailoutbox}
    assert world.administrator.user.email in readers
    assert head.user.email not in readers
    assert "decoy looked at" in caplog.text
    assert "林秀兰" not in caplog.text + "".join(mail.body for mail in mailoutbox)


def test_looking_at_anybody_else_raises_none(world, decoy):
    looking.find_by_number(str(world.person.number), by=world.pension_new_a, now=MONDAY)

    assert not DecoyAlarm.objects.exists()


def test_an_ended_decoy_raises_none(world, decoy):
    decoys.end(decoy, now=MONDAY)

    looking.find_by_number(str(decoy.person.number), by=world.pension_new_a, now=MONDAY)

    assert not DecoyAlarm.objects.exists()


def test_it_waits_for_nobody_and_moves_no_money(decoy):
    case = Case.objects.get(person=decoy.person)

    assert not case.is_open
    assert not case.steps.filter(closed_at=None).exists()
    assert not decoy.person.relationships.exists()


@pytest.mark.one_database
def test_an_administrator_sets_one_and_reads_no_name_afterwards(world):
    client = browser_of(world.administrator)
    agency = world.agency("pension", "guangzhou")
    typed = {"agency": agency.pk, "name": "何桂英", "sex": "female", "born_on": "1970-05-06"}

    answer = client.post(reverse("admin:casework_decoy_add"), typed)

    assert answer.status_code == 302
    assert "何桂英" not in client.get(reverse("admin:casework_decoy_changelist")).content.decode()
    assert client.get(reverse("admin:casework_decoyalarm_changelist")).status_code == 200
