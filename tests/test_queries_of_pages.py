"""Every kind of page asks the database a fixed few things: 8, a case at the desk 12."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Post
from bench import rooms
from tests.cast import MONDAY, make_clerk, make_world
from tests.story import at_stage

# On PostgreSQL a desk case asks once more which reference data has changed: 13.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

A_PAGE = 8
# What employers have prepared, what is due, what is paid, and how much is new: noted nowhere else.
MINE = 12
# A case as its person reads it, and at the desk; one that has ended shows what came and went back.
# How much is new stands in the bar at the foot of each of their pages.
A_CASE = {"letter delivered": (9, 12), "correction asked": (10, 12), "completed": (14, 15)}


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


# A working life is three lists and an account at each place.
OF_A_ROOM = {"my_forecast": 9, "my_calendar": 9, "desk_payouts": 9}


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
