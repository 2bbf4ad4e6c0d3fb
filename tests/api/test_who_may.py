"""Who may call what: no token 401, a foreign case 404, the wrong side 403."""

import re
from datetime import timedelta

import pytest
from allauth.idp.oidc.models import Token
from knox.models import AuthToken

from accounts.models import AccessEntry, Looked
from casework.actions.duties import do_what_is_due
from portal.api_urls import ACTS, READING
from tests import owner
from tests.api.calling import Program, ask_for_token, program_of, program_of_agency, register
from tests.cast import MONDAY

OF_A_CASE = [str(route.pattern) for route in READING if "number>" in str(route.pattern)]
AFTER_THE_CASE = [path.partition("/<str:number>")[2].lstrip("/") for path in OF_A_CASE]
GETS = [re.sub(r"<slug:\w+>", "x", path.replace("<int:sequence>", "1")) for path in AFTER_THE_CASE]
PAGES_OF_PAPERS = {"papers/x/": "post", "papers/x/x/": "delete"}
STRANGERS = ["other_person", "unverified", "administrator", "pension_stranger", "medical_new_a"]


def call(program, act, number):
    """Call a route of a case, by whichever method it has."""
    path = f"cases/{number}/{act}".rstrip("/")
    if act in PAGES_OF_PAPERS:
        return program.send(PAGES_OF_PAPERS[act], path, "{}")
    if act == "lines/":
        return program.send("put", path, "{}")
    if act not in ACTS:
        return program.get(path)
    return program.patch(path, {}) if act == "answers" else program.post(path)


def answers(program, number, acts):
    """Return the status with which each of the routes answers."""
    return {act: call(program, act, number).status_code for act in acts}


def test_without_a_token_every_door_of_a_case_asks_for_one(submitted):
    doors = [*GETS, *ACTS]

    assert answers(Program(), submitted.case.number, doors) == dict.fromkeys(doors, 401)
    answer = Program().post(f"cases/{submitted.case.number}/accept")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", STRANGERS)
def test_to_strangers_the_case_does_not_exist(world, submitted, name):
    program, doors = program_of(getattr(world, name)), [*GETS, *ACTS]

    assert answers(program, submitted.case.number, doors) == dict.fromkeys(doors, 404)
    letter = submitted.case.letters.get()
    assert program.get(f"letters/{letter.number}/file").status_code == 404


def test_to_the_system_of_another_agency_the_case_does_not_exist(world, submitted):
    program, doors = program_of_agency(world.agency("pension", "hangzhou")), [*GETS, *ACTS]

    assert answers(program, submitted.case.number, doors) == dict.fromkeys(doors, 404)


def test_a_draft_is_seen_by_its_person_alone(world, draft, clerk, system, person):
    number = draft.case.number

    assert person.get(f"cases/{number}").status_code == 200
    assert clerk.get(f"cases/{number}").status_code == 404
    assert system.get(f"cases/{number}").status_code == 404


def test_the_original_agency_sees_nothing_before_the_letter(world, submitted):
    original = program_of(world.pension_original_a)

    assert original.get(f"cases/{submitted.case.number}").status_code == 404


PERSONS = [
    *("answers", "codes", "submit", "answer-correction", "withdraw", "answer-clearing", "object"),
    "choose-arrears",
]
# What both sides do, each in its own way: their actions ask who it is.
BOTH = [act for act in ACTS if "proceeding" in act or "remind" in act]
DESKS = [act for act in ACTS if act not in (*PERSONS, *BOTH, "identity-number")]


def test_clerks_and_systems_do_not_act_for_the_person(submitted, clerk, system):
    for program in (clerk, system):
        found = answers(program, submitted.case.number, PERSONS)
        assert found == dict.fromkeys(PERSONS, 403)


def test_a_person_does_not_act_for_an_agency(submitted, person):
    assert answers(person, submitted.case.number, DESKS) == dict.fromkeys(DESKS, 403)
    answer = person.post(f"cases/{submitted.case.number}/accept")
    assert answer.json()["code"] == "not_permitted"


def test_the_new_agency_does_not_hand_over(submitted, clerk):
    doors = ["return-letter", "ask-clarification", "prepare-form", "send-form", "send-back-form"]

    assert answers(clerk, submitted.case.number, doors) == dict.fromkeys(doors, 403)


def test_an_auditor_reads_and_does_nothing(world, submitted):
    auditor = program_of(world.pension_auditor)
    clerk = program_of(world.pension_new_a)
    number = submitted.case.number
    assert clerk.act(number, "accept").status_code == 200
    do_what_is_due(now=MONDAY)

    assert auditor.get(f"cases/{number}").status_code == 200
    assert auditor.get(f"cases/{number}/record").status_code == 403
    assert auditor.get(f"cases/{number}/record", **{"access-reason": "%E6%8A%BD%E6%9F%A5"})
    assert auditor.post(f"cases/{number}/return-letter").status_code == 403
    entry = AccessEntry.objects.get(what=Looked.HISTORY)
    assert entry.reason == "抽查"


def test_clerks_see_the_number_masked_and_the_system_sees_it_whole(
    world, submitted, clerk, system, person
):
    path = f"cases/{submitted.case.number}"

    assert clerk.get(path).json()["person"]["number"] == world.person.masked_number
    assert system.get(path).json()["person"]["number"] == world.person.number
    assert person.get(path).json()["person"]["number"] == world.person.number
    looked = set(AccessEntry.objects.values_list("what", "user"))
    clerk_user = world.pension_new_a.user.pk
    assert looked == {("case", clerk_user), ("case", None), ("number", None)}


def test_unmasking_needs_a_reason_that_the_person_can_read(submitted, clerk, world):
    path = f"cases/{submitted.case.number}/identity-number"

    assert clerk.post(path).status_code == 422
    assert clerk.post(path, {"reason": "核对身份"}).json() == {"number": world.person.number}
    assert [each.reason for each in AccessEntry.objects.filter(what=Looked.NUMBER)] == ["核对身份"]


def test_an_exact_number_is_found_and_the_search_is_noted(world, submitted, clerk, system):
    body = {"number": world.person.number}

    for program in (clerk, system):
        found = program.post("search", body).json()
        assert [case["number"] for case in found] == [submitted.case.number]
    assert AccessEntry.objects.filter(what=Looked.SEARCH).count() == 2


def test_persons_search_for_nobody(world, person):
    assert person.post("search", {"number": world.person.number}).status_code == 403


def test_the_queue_is_for_agencies(world, submitted, person, system):
    stranger = program_of(world.pension_stranger)

    assert person.get("queue").status_code == 403
    assert stranger.get("queue").json()["results"] == []
    assert len(system.get("queue").json()["results"]) == 1


def test_somebody_unverified_has_no_record_and_applies_for_nothing(world):
    program = program_of(world.unverified)

    assert program.get("record/pension").status_code == 403
    assert program.post("cases", {"insurance": "pension"}).status_code == 403
    assert program.get("cases").json()["results"] == []
    assert program.get("me").json()["position"] == "iu"


# --- Tokens -------------------------------------------------------------------------------------
@pytest.mark.parametrize("token", ["sit_wrong", "wrong", "sit_", "ä" * 20])
def test_a_wrong_token_is_no_token(world, token):
    program = Program()
    program.headers = {"authorization": f"Bearer {token}".encode().decode("latin-1")}

    assert program.get("cases").status_code == 401
    assert program.get("agencies").status_code == 401


def test_a_personal_token_ends_after_its_time_and_when_it_is_taken_back(
    world, person, time_machine
):
    assert person.get("me").status_code == 200
    time_machine.move_to(MONDAY + timedelta(days=91), tick=False)

    assert person.get("me").status_code == 401
    again = program_of(world.applicant)
    AuthToken.objects.all().delete()
    assert again.get("me").status_code == 401


def test_somebody_switched_off_calls_no_more(world, person):
    user = world.applicant.user
    user.is_active = False
    user.save()

    assert person.get("me").status_code == 401


def test_a_clerk_who_left_sees_no_cases(world, submitted, clerk):
    world.pension_new_a.user.posts.update(ended_at=MONDAY)

    assert clerk.get(f"cases/{submitted.case.number}").status_code == 404


def test_a_system_switched_off_calls_no_more(world, system):
    client = world.agency("pension", "guangzhou").api_clients.get()
    client.is_active = False
    client.save()

    assert system.get("cases").status_code == 401


def test_the_system_of_a_closed_agency_is_turned_away(world, system):
    agency = world.agency("pension", "guangzhou")
    agency.is_active = False
    agency.save()

    assert system.get("cases").status_code == 403


def test_a_client_without_an_agency_is_nobody(world):
    program = program_of_agency(world.agency("pension", "guangzhou"))
    with owner.as_owner():
        world.agency("pension", "guangzhou").api_clients.all().delete()

    assert program.get("cases").status_code == 401


def test_a_system_with_a_token_to_read_does_not_write(world, submitted):
    reader = program_of_agency(world.agency("pension", "guangzhou"), scope="cases.read")
    number = submitted.case.number

    assert reader.get(f"cases/{number}").status_code == 200
    assert reader.post("search", {"number": world.person.number}).status_code == 200
    assert reader.act(number, "accept").status_code == 403


def test_a_system_with_a_token_to_write_alone_does_not_read(world, submitted):
    writer = program_of_agency(world.agency("pension", "guangzhou"), scope="cases.write")

    assert writer.get("cases").status_code == 403


def test_the_token_endpoint_knows_its_clients_and_is_not_asked_all_day(world):
    register(world.agency("pension", "guangzhou"))

    assert ask_for_token("agency-system", secret="wrong").status_code == 401
    assert ask_for_token("agency-system", scope="openid").status_code == 400
    assert ask_for_token("agency-system").json()["token_type"] == "Bearer"
    answers = [ask_for_token("agency-system", secret="wrong") for _try in range(20)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0


def test_a_token_of_a_system_ends_after_an_hour(world, system):
    Token.objects.update(expires_at=MONDAY - timedelta(seconds=1))

    assert system.get("cases").status_code == 401


def test_a_personal_token_ends_on_its_day_and_with_its_last_sign(world, person):
    assert person.get("cases").status_code == 200
    shortened = person.headers["authorization"][:-1]
    assert person.get("cases", authorization=shortened).status_code == 401

    AuthToken.objects.update(expiry=MONDAY - timedelta(seconds=1))

    assert person.get("cases").status_code == 401


def test_a_session_reads_and_writes_only_with_its_own_proof(world, draft):
    program = Program()
    program.client.handler.enforce_csrf_checks = True
    program.client.force_login(world.applicant.user)

    assert program.get("cases").status_code == 200
    answer = program.post(f"cases/{draft.case.number}/submit")
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"


def test_too_many_calls_are_asked_to_wait(world, person, settings):
    settings.LIMITS = settings.LIMITS | {"api.person": (2, 60)}

    answers = [person.get("me") for _call in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0
