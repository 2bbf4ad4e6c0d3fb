"""The feed of an agency: everything that happens in its cases, once, in one order."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.models import Event
from feeds.actions import placing
from feeds.models import Entry, Unplaced
from tests import owner
from tests.api.calling import program_of, program_of_agency
from tests.api.conftest import clerk, delivered, draft, person, submitted, system, world  # noqa: F401
from tests.cast import MONDAY
from transfers.actions import accepting


def all_of(program, size=100):
    """Read a feed to its end, page by page."""
    found, after = [], "0"
    while True:
        page = program.get(f"events?after={after}&page_size={size}").json()
        found += page["results"]
        after = page["last"]
        if page["next"] is None:
            return found


def test_each_event_stands_once_in_the_order_of_its_case(world, submitted, system):  # noqa: F811
    accepting.accept(submitted, by=world.pension_new_a, now=MONDAY)
    delivered(submitted)

    found, by_ones = all_of(system), all_of(system, size=1)

    assert found == by_ones
    numbers = [int(each["place"].partition("-")[0]) for each in found]
    assert numbers == list(range(1, len(found) + 1))
    mine = [each["sequence"] for each in found if each["case"] == submitted.case.number]
    assert mine == sorted(
        Event.objects.filter(case=submitted.case).values_list("sequence", flat=True)
    )
    assert not Unplaced.objects.exists()


def test_who_reads_on_is_told_what_came_since(world, submitted, system, clerk):  # noqa: F811
    last = system.get("events?after=0").json()["last"]
    assert system.get(f"events?after={last}").json()["results"] == []

    clerk.post(f"cases/{submitted.case.number}/claim")

    new = system.get(f"events?after={last}&expand=case").json()["results"]
    assert [(each["kind"], each["now"]["status"]) for each in new] == [("claimed", "submitted")]


def test_an_agency_hears_of_a_case_from_its_turn_on(world, submitted):  # noqa: F811
    original = program_of(world.pension_original_a)
    stranger = program_of_agency(world.agency("medical", "guangzhou"), "stranger")
    assert all_of(original) == []

    accepting.accept(submitted, by=world.pension_new_a, now=MONDAY)
    delivered(submitted)

    assert {each["case"] for each in all_of(original)} == {submitted.case.number}
    assert all_of(stranger) == []


WRONG = """
after= after=x after=-1 after=1.5 after=999 after=１
after=1-0123456789abc after=0-0123456789ab expand=person page_size=0 page_size=101 since=1
"""


@pytest.mark.parametrize("query", WRONG.split())
def test_what_is_no_place_is_refused(world, submitted, system, query):  # noqa: F811
    answer = system.get(f"events?{query}")

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_parameter")


def test_a_place_that_was_given_again_after_a_restore_is_gone(world, submitted, system, clerk):  # noqa: F811
    early = system.get("events?after=0").json()["last"]
    clerk.post(f"cases/{submitted.case.number}/claim")
    late = system.get("events?after=0").json()["last"]
    with owner.as_owner():  # another event has come to stand where it was
        stands = Entry.objects.order_by("-place").first()
        Entry.objects.filter(pk=stands.pk).update(at=stands.at + timedelta(microseconds=1))
    unheard = f"{stands.place + 1}-{late.partition('-')[2]}"

    for gone in (late, unheard):
        answer = system.get(f"events?after={gone}")
        assert (answer.status_code, answer.json()["code"]) == (410, "place_unknown")
    assert len(system.get(f"events?after={early}").json()["results"]) == 1


def test_the_feed_is_for_agencies(world, person, submitted):  # noqa: F811
    assert person.get("events").status_code == 403


def test_a_clerk_reads_nothing_of_a_case_that_is_not_for_them(world, submitted, clerk):  # noqa: F811
    assert all_of(clerk)
    post = world.pension_new_a.user.posts.get()
    post.kept_from = [submitted.case.person.number_index]
    post.save()

    assert all_of(program_of(world.pension_new_a)) == []


def test_a_page_of_the_feed_costs_the_same_however_long_it_is(world, submitted, system, clerk):  # noqa: F811
    def cost(size):
        system.get("events?after=0")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            system.get(f"events?after=0&page_size={size}&expand=case")
        return len(asked)

    for _time in range(3):
        clerk.post(f"cases/{submitted.case.number}/claim")
        clerk.post(f"cases/{submitted.case.number}/release")

    assert cost(8) <= cost(2) + 1  # the first of them may note that somebody has read


def test_places_are_given_once_though_asked_for_twice(world, submitted):  # noqa: F811
    assert placing.place_all(now=MONDAY) > 0
    assert placing.place_all(now=MONDAY) == 0
    assert (
        Entry.objects.count()
        == Entry.objects.values("agency", "case", "sequence").distinct().count()
    )
