"""The pages of cards: mine, a lost one with and without a sign-in, the electronic one."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import sms
from services.cards.models import Card
from services.cards.rules.states import State
from tests.cards.story import again

pytestmark = pytest.mark.one_database


@pytest.fixture
def person(world):
    client = Client()
    client.force_login(world.applicant.user)
    return client


def test_my_page_leads_to_my_cards_and_a_tap_stops_one(world, person):
    assert 'href="/cards/"' in person.get("/my/").content.decode()
    page = person.get("/cards/").content.decode()
    address = re.search(r'action="(/cards/[^"]+/report/temporary/)"', page)[1]

    answer = person.post(address, follow=True)

    said = answer.content.decode()
    assert again(world.card).state == State.TEMPORARY
    assert "tel:95588" in said
    assert "找到了" in said
    assert world.card.number not in said


def test_whoever_cannot_sign_in_stops_a_card_with_a_code(world):
    page = Client().get("/")
    assert 'href="/cards/lost/"' in page.content.decode()
    client = Client()
    said = {"number": str(world.person.number).lower(), "named": str(world.person.name)}

    asked = client.post("/cards/lost/", said).content.decode()
    handle = re.search(r'name="handle" value="([^"]+)"', asked)[1]
    code = re.search(r"\d{6}", sms.outbox[-1][1])[0]
    wrong = client.post("/cards/lost/", {"handle": handle, "code": "000000"})
    done = client.post("/cards/lost/", {"handle": handle, "code": code}).content.decode()

    assert wrong.status_code == 422
    assert "tel:95588" in done
    assert again(world.card).state == State.TEMPORARY


def test_strangers_see_the_same_page(world, settings):
    settings.DEMO = False  # where the message itself would stand on the page
    known = {"number": str(world.person.number), "named": str(world.person.name)}
    nobody = {"number": "110101190001010005", "named": "无此人"}
    Client().post("/cards/lost/", known)  # what is held for everybody is read now

    sms.outbox.clear()
    pages, asked = [], []
    for said in (known, nobody):
        with CaptureQueriesContext(connection) as queries:
            pages.append(Client().post("/cards/lost/", said).content.decode())
        asked.append([re.sub(r"'[^']*'|\d+", "", each["sql"]).split() for each in queries])

    first, second = (re.sub(r'value="[^"]*"|nonce-[^"]*', "", page) for page in pages)
    assert first == second
    assert sms.outbox == []  # it leaves with the other messages
    assert [each[:3] for each in asked[0]] == [each[:3] for each in asked[1]]


@pytest.mark.parametrize("said", [{}, {"number": " ", "named": ""}, {"number": "x" * 50}])
def test_what_is_left_empty_is_said_in_words(world, said):
    answer = Client().post("/cards/lost/", said)

    assert answer.status_code == 422


def test_nobody_touches_a_card_of_somebody_else(world):
    stranger = Client()
    stranger.force_login(world.other_person.user)
    key = world.card.key

    for path in ("report/temporary/", "report/formal/", "report/found/", "show/"):
        assert stranger.get(f"/cards/{key}/{path}").status_code in (302, 404)
    assert stranger.post(f"/cards/{key}/report/temporary/").status_code == 404
    assert again(world.card).state == State.NORMAL


def test_the_electronic_card_renews_itself_and_names_nobody_whole(world, person):
    page = person.get(f"/cards/{world.card.key}/show/").content.decode()

    assert "<svg" in page
    assert 'http-equiv="refresh"' in page
    assert str(world.person.name) not in page
    assert world.card.number not in page


def test_a_lost_card_is_not_shown(world, person):
    Card.objects.filter(pk=world.card.pk).update(state=State.FORMAL.value, state_before="normal")

    assert person.get(f"/cards/{world.card.key}/show/").status_code == 302
