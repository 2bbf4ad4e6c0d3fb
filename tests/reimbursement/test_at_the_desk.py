"""The cost list at the desk and from programs: who enters it, and what the second person sees."""

import json

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from services.reimbursement.models import CostList
from tests.api.calling import program_of
from tests.cast import MONDAY
from tests.reimbursement import story
from tests.reimbursement.story import claim, fresh

pytestmark = pytest.mark.one_database
GOOD = (("12345678", "A", "1", "48000.00", "", ""), ("12345678", "C", "1", "600.00", "", ""))
OTHER = (("12345678", "A", "1", "48000.00", "", ""), ("12345678", "B", "1", "600.00", "", "0.10"))


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def application(world):
    return claim(world)


def desk(who):
    client = Client(headers={"accept-language": "en"})
    client.force_login(who.user)
    return client


def address(application):
    return f"/desk/cases/{application.case.number}/cost-list/"


def enter(client, application, **said):
    version = fresh(application).case.version
    return client.post(address(application), {"version": version, **said})


def test_a_list_is_uploaded_judged_and_entered_anew(world, application):
    client = desk(world.people["beijing_a"])
    file = SimpleUploadedFile("list.csv", story.listed(*GOOD).encode())
    assert enter(client, application, file=file).status_code == 302
    assert enter(client, application, lines=story.listed(*OTHER)).status_code == 302

    second = desk(world.people["beijing_b"]).get(address(application)).content.decode()
    for said in (
        "class B: the first 10% is your own",
        "What the last list has changed",
        "¥48,540.00",
    ):
        assert escape(said) in second, said
    case = desk(world.people["beijing_b"]).get(f"/desk/cases/{application.case.number}/")
    assert address(application) in case.content.decode()


def test_what_is_wrong_is_said_and_nothing_is_entered(world, application):
    client = desk(world.people["beijing_a"])
    for said in ({}, {"lines": "x"}, {"file": SimpleUploadedFile("l.csv", "发票".encode("gbk"))}):
        assert enter(client, application, **said).status_code == 422, said
    short = story.listed(("12345678", "A", "2", "5.00", "", "")).replace("10.00", "11.00")
    assert "Line 1" in enter(client, application, lines=short).content.decode()
    assert not CostList.objects.exists()


def test_it_is_nobodys_list_elsewhere(world, application):
    for who in (world.pension_new_a, world.applicant):
        assert desk(who).get(address(application)).status_code in (302, 403, 404)


def test_a_program_of_the_agency_sends_lines_whole(world, application):
    program = program_of(world.people["beijing_a"])
    path = f"cases/{application.case.number}/lines"
    rows = [dict(zip(story.HEAD.strip().split(","), line.split(","), strict=True))
            for line in story.listed(*GOOD).splitlines()[1:]]  # fmt: skip
    body = {"lines": rows, "version": fresh(application).case.version}

    def put(said):
        return program.send("put", path, json.dumps(said))

    wrong = {**body, "lines": [{**rows[0], "amount": "1.00"}]}
    assert put(wrong).status_code == 422
    assert put({**body, "lines": [{**rows[0], "bribe": "1"}]}).status_code == 400
    assert put(body).status_code == 200
    assert CostList.objects.get().lines[1].amount == 600
    assert put(body).status_code == 409
