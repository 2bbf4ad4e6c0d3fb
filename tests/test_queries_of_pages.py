"""Every kind of page asks the database a fixed few things: 8, a case at the desk 12."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from knox.models import AuthToken

from agencies.models import Post
from bench import rooms
from tests.cast import MONDAY, make_clerk, make_world
from tests.story import at_stage

# On PostgreSQL a desk case asks once more which reference data has changed: 13.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

A_PAGE = 8
AROUND = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
# What employers have prepared, what is due and what is paid: noted nowhere else.
MINE = 11
# A case as its person reads it, and at the desk; one that has ended shows what came and went back.
A_CASE = {"letter delivered": (8, 12), "correction asked": (9, 12), "completed": (13, 15)}


def asked_by(user, path):
    """Return what a page asks when it is opened a second time in a process."""
    client = Client(headers={"accept-language": "zh-hans"})
    if user is not None:
        client.force_login(user)
    assert client.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200, path
    return [each["sql"] for each in queries]


def pages_of(world, number, stage):
    """Yield whoever opens a page, its address, and what it may ask at most."""
    person, clerk = world.applicant.user, world.pension_new_a.user
    for name in ("home", "my_page", "case_list", "notice_list"):
        yield person, reverse(name), MINE if name == "my_page" else A_PAGE
    yield person, reverse("case", args=[number]), A_CASE[stage][0]
    for name in ("desk_today", "desk_queue", "desk_notices"):
        yield clerk, reverse(name), A_PAGE
    for asked in ("whose=finished&rows=100", "whose=second", "place=510000&sort=clerk"):
        yield clerk, f"{reverse('desk_queue')}?{asked}", A_PAGE
    yield clerk, reverse("desk_case", args=[number]), A_CASE[stage][1]


OF_A_CASE_FOR_A_PROGRAM = 9  # on SQLite the marks of the reference data come by themselves
# `make bench` asks for 15; here the calendar is read for the first time, by two more, and the stay
# at the original place may hold parts that stay, which is one more.
OF_A_SUBMIT = 18


def test_a_program_reads_a_case_by_few_questions():
    world = make_world()
    number = at_stage(world, "letter delivered").transfer.case.number
    headers = {"authorization": f"Bearer {AuthToken.objects.create(world.pension_new_a.user)[1]}"}
    client, path = Client(headers=headers), reverse("api:case", args=[number])
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(path)

    assert len(queries) <= OF_A_CASE_FOR_A_PROGRAM, [each["sql"] for each in queries]


def test_sending_a_transfer_reads_the_record_once():
    world = make_world()
    transfer = at_stage(world, "draft").transfer
    client = Client()
    client.force_login(world.applicant.user)
    path = reverse("transfer_check", args=[transfer.case.number])
    with time_machine.travel(MONDAY, tick=False):
        assert client.get(path).status_code == 200  # the process holds the reference data
        with CaptureQueriesContext(connection) as queries:
            assert client.post(path, {"declared": "on"}).status_code == 302

    asked = [each["sql"] for each in queries if not each["sql"].startswith(AROUND)]
    assert len(asked) <= OF_A_SUBMIT, "\n".join(asked)


# A working life is three lists and an account at each place.
OF_A_ROOM = {"my_forecast": 9}


def test_a_page_of_each_room_asks_a_fixed_few_things():
    world = make_world()
    head = make_clerk("head", world.agency("pension", "guangzhou"), Post.Role.SUPERVISOR)
    people = world.applicant.user, world.pension_new_a.user, head.user
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        for page in rooms.of_readers(*people):
            asked = asked_by(page.reader, page.path)
            assert len(asked) <= OF_A_ROOM.get(page.name, A_PAGE), "\n".join([page.name, *asked])


@pytest.mark.parametrize("stage", A_CASE)
def test_each_kind_of_page_asks_a_fixed_few_things(stage):
    world = make_world()
    story = at_stage(world, stage)
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        for user, path, most in pages_of(world, story.transfer.case.number, stage):
            asked = asked_by(user, path)
            assert len(asked) <= most, "\n".join([path, *asked])
