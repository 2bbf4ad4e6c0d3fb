"""Strangers use no more of the processor's time than their address has; nobody else waits."""

import time

import pytest
from django.test import Client, RequestFactory

from kit.costs import MOST_NEIGHBOURS, CostMiddleware, Spent
from tests.cast import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def tight(settings):
    """A budget that one page uses up."""
    settings.LIMITS = settings.LIMITS | {"cost.address": (0, 60)}


def test_whoever_has_used_up_the_time_of_an_address_waits(tight, client):
    assert client.get("/").status_code == 200

    answer = client.get("/help/")

    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60


def test_a_program_hears_so_in_its_own_form(tight, client):
    client.get("/api/v1/rules/")
    answer = client.get("/api/v1/rules/")

    assert answer.status_code == 429
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 429


def test_another_address_goes_on(tight, client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client.get("/", headers={"x-forwarded-for": "203.0.113.7"})

    assert client.get("/", headers={"x-forwarded-for": "203.0.113.8"}).status_code == 200
    assert client.get("/", headers={"x-forwarded-for": "203.0.113.7"}).status_code == 429


def test_who_is_signed_in_goes_on_and_a_made_up_cookie_signs_nobody_in(tight, client):
    member = Client()
    member.force_login(make_user("wang"))
    client.get("/")
    client.cookies["sessionid"] = "made-up"

    assert client.get("/").status_code == 429
    member.handler = client.handler
    assert member.get("/help/").status_code == 200


def test_an_account_has_a_budget_of_its_own_and_uses_up_nobody_elses(settings):
    settings.LIMITS = settings.LIMITS | {"cost.account": (0, 60)}
    greedy, other, stranger = Client(), Client(), Client()
    greedy.force_login(make_user("greedy"))
    other.force_login(make_user("other"))
    other.handler = stranger.handler = greedy.handler
    greedy.get("/help/")

    assert greedy.get("/help/").status_code == 429
    assert other.get("/help/").status_code == 200
    assert stranger.get("/help/").status_code == 200


def test_what_a_question_costs_is_the_time_of_the_processor_and_not_of_waiting(settings):
    settings.LIMITS = settings.LIMITS | {"cost.address": (30, 60)}
    work = {"/waits/": lambda: time.sleep(0.06), "/reckons/": burn}
    costs = CostMiddleware(lambda request: work[request.path]())
    rest = lambda: costs.spent.wait("127.0.0.1/32", time.monotonic())  # noqa: E731

    costs(RequestFactory().get("/waits/"))
    assert not rest()

    costs(RequestFactory().get("/reckons/"))
    assert rest()


def burn():
    began = time.thread_time()
    while time.thread_time() - began < 0.05:
        pass


def test_a_budget_begins_anew_after_its_span():
    spent = Spent(most=100, seconds=60)
    spent.add("a", 101, now=0)

    assert spent.wait("a", now=10) == 50
    assert spent.wait("a", now=60) == 0


def test_not_more_addresses_are_remembered_than_there_is_room_for():
    spent = Spent(most=1, seconds=60)
    for number in range(MOST_NEIGHBOURS + 5):
        spent.add(str(number), 1, now=0)
    assert len(spent.used) == MOST_NEIGHBOURS
