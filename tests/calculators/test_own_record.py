"""Calculators that take what somebody's own record holds, so that it need not be typed."""

import pytest
from django.test import Client
from django.urls import reverse

from calculators.own_record import FROM_RECORD
from calculators.themes import PAGES
from tests.cast import make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def me(world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.applicant.user)
    return client


@pytest.mark.parametrize("name", FROM_RECORD)
def test_ones_own_record_fills_in_the_question_and_asks_nothing_yet(me, name):
    address = reverse("calculator", args=[name])

    page = me.post(address, {"own": "1"})

    assert page.status_code == 200
    assert page.context["answer"] is None
    assert "This is from your record" in page.content.decode()
    assert "data-invalid" not in page.content.decode()


@pytest.mark.parametrize("name", FROM_RECORD)
def test_what_a_record_filled_in_is_answered_as_it_stands(me, name):
    address = reverse("calculator", args=[name])
    filled = dict(me.post(address, {"own": "1"}).context["form"].data)

    answer = me.post(address, filled | {"category": "male"})

    assert answer.context["answer"] is not None


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_is_offered_no_record(client, db, name):
    page = client.get(reverse("calculator", args=[name]))

    assert 'name="own"' not in page.content.decode()


def test_whoever_asks_for_a_record_without_a_sign_in_gets_an_empty_form(client, db):
    page = client.post(reverse("calculator", args=["retirement-age"]), {"own": "1"})

    assert not page.context["form"].is_bound
