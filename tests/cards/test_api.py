"""Cards by program: one's own, a code that is checked, an order that moves on."""

import re

import pytest
import time_machine

from accounts import sms
from services.cards.actions import showing
from services.cards.models import CardOrder
from services.cards.rules.orders import Made
from services.cards.rules.states import State
from tests.api.calling import Program, ask_for_token, program_of, program_of_agency, register
from tests.cards.story import NIGHT, again
from tests.cards.test_new_card import granted, online  # noqa: F401 -- a fixture


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NIGHT, tick=False):
        yield


def test_a_person_stops_their_card_by_program_and_no_more_than_that(world):
    program = program_of(world.applicant)
    [card] = program.get("cards").json()

    lost = program.post(f"cards/{card['id']}/loss", {"kind": "temporary"})
    twice = program.post(f"cards/{card['id']}/loss", {"kind": "temporary"})

    assert (lost.status_code, lost.json()["state"]) == (200, "temp-lost")
    assert twice.json()["case"] == lost.json()["case"]
    assert program.post(f"cards/{card['id']}/loss", {"kind": "formal"}).status_code == 403
    assert program.post(f"cards/{card['id']}/found").status_code == 403
    assert program.post(f"cards/{card['id']}/loss", {"kind": "stolen"}).status_code == 422
    assert world.card.number not in str(card)


def test_nobody_stops_a_card_of_somebody_else(world):
    program = program_of(world.other_person)

    assert program.get("cards").json() == []
    for path, body in (("loss", {"kind": "temporary"}), ("found", {})):
        assert program.post(f"cards/{world.card.key}/{path}", body).status_code == 404


def test_a_card_is_stopped_without_a_token_by_a_code(world):
    said = {"number": str(world.person.number), "named": str(world.person.name)}
    begun = Program().post("emergency-loss", said).json()
    code = re.search(r"\d{6}", sms.outbox[-1][1])[0]

    wrong = Program().post("emergency-loss", {"handle": begun["handle"], "code": "000000"})
    done = Program().post("emergency-loss", {"handle": begun["handle"], "code": code})

    assert wrong.status_code == 422
    assert [each["bank_phone"] for each in done.json()["stopped"]] == ["95588"]
    assert again(world.card).state == State.TEMPORARY
    assert Program().post("emergency-loss", {}).status_code == 422


def test_a_system_that_was_let_in_checks_a_code_once(world):
    code = showing.code_for(world.card, now=NIGHT)
    agency = world.card.issuer
    others = program_of_agency(agency, "others")
    register(agency, "counter", "cards.check")
    counter = Program(ask_for_token("counter", "cards.check").json()["access_token"])

    first = counter.post("card-codes/check", {"code": code})
    second = counter.post("card-codes/check", {"code": code})

    assert (first.json()["is_valid"], second.json()["answer"]) == (True, "used")
    assert str(world.person.name) not in first.content.decode()
    assert others.post("card-codes/check", {"code": code}).status_code == 403
    assert program_of(world.applicant).post("card-codes/check", {"code": code}).status_code == 403
    assert counter.get("cases").status_code == 403


def test_an_agency_reports_how_far_a_card_is(world, online):  # noqa: F811
    order = CardOrder.objects.get(case=granted(world).case)
    system, path = program_of_agency(world.card.issuer), f"card-orders/{order.case.number}/state"
    said = {"state": "at-counter", "moment": "2026-09-08T10:00:00+08:00", "number": "S1234ABCD"}

    moved = system.post(path, said)
    again_said = system.post(path, said)
    backwards = system.post(path, {**said, "state": "made"})

    assert moved.json()["has_moved"]
    assert not again_said.json()["has_moved"]
    assert not backwards.json()["has_moved"]
    assert system.post(path, {**said, "number": "OTHER1"}).status_code == 422
    assert system.post(path, {**said, "moment": "yesterday"}).status_code == 422
    stranger = program_of_agency(world.pension_stranger.agency, "stranger")
    assert stranger.post(path, said).status_code == 404
    assert CardOrder.objects.get(pk=order.pk).state == Made.AT_COUNTER
