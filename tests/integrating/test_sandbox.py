"""What a developer makes for a trial does what the real thing does; real portals have no such."""

from collections import defaultdict

import pytest
from django.test import Client

from accounts.models import User
from demo import people, staff
from kit.models import DemoClock
from tests.api.calling import Program, ask_for_token
from tests.cast import MONDAY, make_world
from transfers.facts import judging
from transfers.models import Transfer

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db, time_machine, monkeypatch):
    time_machine.move_to(MONDAY, tick=False)
    somewhere = defaultdict(lambda: ["510104"])  # a few places are enough for this world
    monkeypatch.setattr(people, "_counties", lambda: somewhere)
    world = make_world()
    User.objects.filter(pk=world.administrator.user.pk).update(email=f"admin@{staff.HOST}")
    return world


def made(path, body, status=201):
    answer = Client().post(f"/api/v1/sandbox/{path}/", body, content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_somebody_made_for_a_trial_files_a_transfer_that_the_rules_accept(world):
    person = made("people", {"name": "试用者"})
    program = Program(person["token"])
    number = program.post("cases", {"insurance": "pension"}).json()["number"]
    program.patch(
        f"cases/{number}/answers",
        {
            "original_region": person["origin"],
            "new_region": person["destination"],
            "employer_name": "广州示例科技有限公司",
            "contact_phone": "13800000000",
        },
    )

    sent = program.post(f"cases/{number}/submit")

    assert sent.status_code == 200, sent.json()
    transfer = Transfer.objects.get(case__number=number)
    assert judging.verdict(transfer, today=MONDAY.date()).may_file
    assert made("people", {})["number"] != person["number"]


def test_clerks_and_a_system_of_an_agency_are_made(world):
    code = world.agency("pension", "guangzhou").code
    office = made("offices", {"agency": code})

    system = office["system"]
    token = ask_for_token(system["client_id"], "cases.read", system["client_secret"]).json()
    for value in (*office["clerks"], token["access_token"]):
        assert Program(value).get("me").json()["agency"]["code"] == code
    assert made("offices", {"agency": "P000000"}, 422)["errors"]
    assert made("people", {"origin": "999999"}, 422)["errors"]


def test_the_clock_moves_forward_alone(world, time_machine):
    before = Client().get("/api/v1/sandbox/clock/").json()["today"]
    after = made("clock", {"working_days": 1}, 200)["today"]

    assert (before, after) == ("2026-09-07", "2026-09-08")
    assert DemoClock.objects.get().days_ahead == 1
    made("clock", {"working_days": 0}, 422)


def test_a_real_portal_has_no_sandbox(db, settings):
    settings.DEMO = False

    for path in ("people", "offices", "clock"):
        answer = Client().post(f"/api/v1/sandbox/{path}/", {}, content_type="application/json")
        assert answer.status_code == 404
    assert not User.objects.exists()
