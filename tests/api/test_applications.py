"""Declared services for programs: what is read, begun, checked, sent and decided."""

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from drf_spectacular.generators import SchemaGenerator

from agencies.actions.reference import load_terms
from agencies.models import Post
from applications.declaring import Assurance
from applications.models import Application, ContactProof, Decision
from casework.models import Case, Step
from tests.api.calling import Program, program_of, program_of_agency
from tests.applications import samples
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_clerk

PLATE, PHONE = samples.PLATE.name, samples.PHONE_CHANGE.name


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    """The two sample services are known."""
    samples.declare(monkeypatch)


@pytest.fixture
def world(world, monkeypatch):
    """The cast, whose agencies offer both."""
    print_blank_letters(monkeypatch)
    load_terms(now=MONDAY)
    samples.offer(world)
    return world


@pytest.fixture
def second(world):
    """The program of a second clerk of the agency that handles it."""
    return program_of(world.pension_new_b)


def begun(person, service=PLATE, **answers):
    number = person.post(f"services/{service}/applications").json()["number"]
    if answers:
        assert person.patch(f"cases/{number}/answers", answers).status_code == 200
    return number


@pytest.fixture
def sent(person):
    """The number of an application that waits for its review."""
    number = begun(person, line="Haus", sure=True)
    assert person.post(f"cases/{number}/submit").status_code == 200
    return number


def pointers(answer):
    return {error["pointer"] for error in answer.json()["errors"]}


# --- Services -----------------------------------------------------------------------------------
def test_the_catalogue_lists_transfers_and_declared_services(world):
    rows = {row["name"]: row for row in Program(**{"accept-language": "en"}).get("services").json()}

    assert {"pension-transfer", "medical-transfer", PLATE, PHONE} <= set(rows)
    assert rows[PLATE]["errand"] == "I want a plate"
    assert rows[PLATE]["terms"][0]["working_days"] == 10
    assert rows["pension-transfer"]["terms"][0]["basis"]["label"]


def test_the_guide_says_what_is_asked_and_what_a_place_offers(world):
    anybody = Program(**{"accept-language": "en"})

    guide = anybody.get(f"services/{PLATE}?region=440100").json()

    assert guide["fields"]["properties"]["line"]["maxLength"] == 200
    assert guide["fields"]["additionalProperties"] is False
    assert guide["asked_first"] == ["line", "sure"]
    assert {offer["agency"]["code"] for offer in guide["offers"]} >= {"P440100"}
    assert guide["law"][0]["label"].startswith("Sample Rules")
    assert anybody.get(f"services/{PLATE}").json()["offers"] == []
    assert anybody.get("services/none").status_code == 404
    assert anybody.get(f"services/{PLATE}?region=44010x").status_code == 400


def test_anybody_may_check_typed_facts_and_nothing_is_kept(world):
    anybody = Program(**{"accept-language": "en"})

    yes = anybody.post(f"services/{PLATE}/pre-check", {"line": "Haus", "sure": True}).json()
    no = anybody.post(f"services/{PLATE}/pre-check", {"line": "x" * 21}).json()

    assert (yes["answer"], yes["may_file"], yes["missing"]) == ("yes", True, {})
    assert yes["figures"][0]["formula"] == "each counted once"
    assert (no["answer"], no["reasons"][0]["code"]) == ("no", "SMP01")
    assert set(no["missing"]) == {"sure"}
    assert not Case.objects.exists()


def test_both_checks_say_the_same(person):
    number = begun(person, line="Haus")

    typed = person.post(f"services/{PLATE}/pre-check", {"line": "Haus"}).json()

    assert person.get(f"cases/{number}/pre-check").json() == typed


def test_what_only_the_records_answer_is_left_open_by_typed_facts(world):
    answer = Program(**{"accept-language": "en"}).post("services/pension-transfer/pre-check")

    assert (answer.status_code, answer.json()["answer"]) == (200, "maybe")
    assert "against the records" in answer.json()["unknown"]


# --- The person ---------------------------------------------------------------------------------
@pytest.mark.parametrize("service", [PLATE, "pension-transfer"])
def test_beginning_twice_is_beginning_once(person, service):
    first = person.post(f"services/{service}/applications")
    again = person.post(f"services/{service}/applications")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first["ETag"].startswith('"1-')
    assert first["Location"] == f"/api/v1/cases/{first.json()['number']}/"
    assert again.json()["number"] == first.json()["number"]


def test_only_a_person_begins(world, person, clerk):
    assert clerk.post(f"services/{PLATE}/applications").status_code == 403
    assert program_of(world.unverified).post(f"services/{PLATE}/applications").status_code == 403
    assert person.post("services/none/applications").status_code == 404


def test_from_the_draft_to_the_decision(person, clerk, second, sent):
    clerk.act(sent, "claim")
    prepared = clerk.act(sent, "prepare-decision", outcome="granted")
    own = clerk.act(sent, "approve-decision")
    done = second.act(sent, "approve-decision")

    assert prepared.json()["prepared"]["is_yours"]
    assert own.status_code == 403
    assert done.status_code == 200, done.content.decode()
    seen = person.get(f"cases/{sent}").json()
    assert (seen["status"], seen["decision"]["outcome"]) == ("completed", "granted")
    assert seen["answers"] == {"line": "Haus", "sure": True}
    assert person.get(f"cases/{sent}/letters").json()


def test_sent_twice_it_is_sent_once(person, sent):
    again = person.post(f"cases/{sent}/submit")

    assert (again.status_code, again.json()["status"]) == (200, "submitted")


def test_while_one_is_under_way_a_second_is_not_sent(person, sent):
    second = begun(person, line="Hof", sure=True)

    assert second != sent
    assert person.post(f"cases/{second}/submit").status_code == 409


def test_what_the_rules_speak_against_goes_to_a_human_being_if_asked(person):
    number = begun(person, line="x" * 21, sure=True)

    assert person.post(f"cases/{number}/submit").status_code == 422
    sent = person.post(f"cases/{number}/submit", {"despite_checks": True}).json()

    assert sent["is_human_review_asked"]


def test_a_correction_names_the_answers_and_is_answered(person, clerk, sent):
    asked = clerk.act(sent, "ask-correction", wrong=["line"], note="Spell it out")
    assert asked.json()["correction"]["fields_to_correct"][0]["field"] == "line"

    answer = person.act(sent, "answer-correction", line="Hof")

    assert (answer.status_code, answer.json()["status"]) == (200, "submitted")
    assert clerk.get(f"cases/{sent}").json()["answers"]["line"] == "Hof"


def test_until_it_is_decided_it_can_be_withdrawn(person, sent):
    assert person.act(sent, "withdraw", note="never mind").json()["status"] == "withdrawn"


def test_a_service_that_needs_a_new_sign_in_is_not_sent_by_a_program(person, monkeypatch):
    number = begun(person, line="Haus", sure=True)
    monkeypatch.setitem(samples.PLATE.__dict__, "assurance", Assurance.SIGNED_IN_ANEW)

    assert person.post(f"cases/{number}/submit").status_code == 403


# --- Codes --------------------------------------------------------------------------------------
@pytest.fixture
def texts(monkeypatch):
    """The messages that were sent."""
    sent = []
    monkeypatch.setattr("accounts.sms.send", lambda phone, text, **_: sent.append((phone, text)))
    return sent


def code_in(texts):
    return next(word.strip(".。") for word in texts[-1][1].split() if word.strip(".。").isdigit())


def test_a_code_goes_to_the_contact_of_the_application_and_proves_it(world, texts):
    person = program_of(world.applicant, **{"accept-language": "en"})
    number = begun(person, PHONE, phone="+8613911112222")

    assert person.post(f"cases/{number}/codes", {"field": "code"}).status_code == 200
    assert texts[0][0] == "+8613911112222"
    assert person.post(f"cases/{number}/codes", {"field": "code"}).status_code == 429
    assert pointers(person.post(f"cases/{number}/codes", {"field": "phone"})) == {"#/field"}
    person.patch(f"cases/{number}/answers", {"code": code_in(texts)})

    assert person.post(f"cases/{number}/submit").json()["status"] == "completed"
    assert Decision.objects.get().approved_by is None


def test_a_code_that_could_not_be_sent_was_not_made(person, monkeypatch):
    def broken(*_args, **_kwargs):
        raise OSError

    number = begun(person, PHONE, phone="+8613911112222")
    monkeypatch.setattr("accounts.sms.send", broken)

    answer = person.post(f"cases/{number}/codes", {"field": "code"})

    assert answer.status_code == 503
    assert not ContactProof.objects.exists()


@pytest.mark.parametrize("act", ["answers", "answer-correction"])
def test_a_wrong_code_is_counted_though_the_request_is_refused(person, texts, act):
    number = begun(person, PHONE, phone="+8613911112222")
    person.post(f"cases/{number}/codes", {"field": "code"})
    wrong = {"code": "nothing"}
    key = {"idempotency-key": "the-same-key"}

    for _guess in range(3):
        path = f"cases/{number}/{act}"
        answer = person.patch(path, wrong) if act == "answers" else person.post(path, wrong, **key)
        assert answer.status_code == 422
        assert pointers(answer) == {"#/code"}

    assert ContactProof.objects.get().tries == 3


# --- The agency ---------------------------------------------------------------------------------
def test_a_decision_names_the_version_and_comes_once(clerk, sent):
    path, body = f"cases/{sent}/prepare-decision", {"outcome": "granted"}

    assert clerk.post(path, body).status_code == 428
    late = clerk.post(path, body | {"version": 1})
    assert (late.status_code, late.json()["current"]["number"]) == (409, sent)
    version = clerk.get(f"cases/{sent}").json()["version"]
    key = {"idempotency-key": "prepare-0001", "if-match": f'"{version}"'}
    first, again = clerk.post(path, body, **key), clerk.post(path, body, **key)
    assert first.json() == again.json()
    assert again["Idempotent-Replayed"] == "true"


def test_a_system_prepares_and_never_approves(world, clerk, system, sent):
    assert system.act(sent, "prepare-decision", outcome="granted").status_code == 200

    assert system.act(sent, "approve-decision").status_code == 403
    assert clerk.act(sent, "approve-decision").status_code == 200


def test_a_refusal_names_its_reasons_from_the_list(clerk, sent):
    assert pointers(clerk.act(sent, "prepare-decision", outcome="refused")) == {"#/reasons"}
    unknown = clerk.act(sent, "prepare-decision", outcome="refused", reasons=["P01"])
    assert unknown.status_code == 422

    done = clerk.act(sent, "prepare-decision", outcome="refused", reasons=["SMP01"])
    assert done.json()["prepared"]["reasons"] == ["SMP01"]


def test_the_case_says_what_one_can_do_and_with_which_body(clerk, person, sent):
    acts = {act["name"]: act for act in clerk.get(f"cases/{sent}").json()["acts"]}

    assert set(acts) == {"prepare-decision", "ask-correction", "correct-figure"}
    assert set(acts["prepare-decision"]["body"]["properties"]) >= {"outcome", "version"}
    assert person.get(f"cases/{sent}").json()["acts"] == []


def test_a_service_is_not_asked_for_what_it_does_not_know(world, person, clerk, submitted, sent):
    assert (
        clerk.act(submitted.case.number, "prepare-decision", outcome="granted").status_code == 409
    )
    assert clerk.post(f"cases/{sent}/accept", {"version": 2}).status_code == 404


# --- What the schema promises --------------------------------------------------------------------
@pytest.fixture
def promised():
    """What the schema promises that a route answers."""
    schema = SchemaGenerator().get_schema(public=True)

    def find(path, method="get", status="200"):
        operation = schema["paths"][f"/api/v1/{path}"][method]
        (content,) = operation["responses"][status]["content"].values()
        return {**content["schema"], "components": schema["components"]}

    return find


def test_cases_are_answered_as_the_schema_promises(promised, person, clerk, second, sent):
    clerk.act(sent, "prepare-decision", outcome="refused", reasons=["SMP01"])
    for program in (clerk, second, person):
        jsonschema.validate(program.get(f"cases/{sent}").json(), promised("cases/{number}"))
    second.act(sent, "approve-decision")
    decided = person.get(f"cases/{sent}").json()

    assert decided["decision"]["reasons"][0]["way_forward"]
    jsonschema.validate(decided, promised("cases/{number}"))
    for path, pattern in (("cases", "cases"), (f"cases/{sent}/checks", "cases/{number}/checks")):
        jsonschema.validate(clerk.get(path).json(), promised(pattern))


def test_services_are_answered_as_the_schema_promises(promised, person):
    for path, pattern in (
        ("services", "services"),
        (f"services/{PLATE}?region=440100", "services/{service}"),
        ("services/pension-transfer", "services/{service}"),
    ):
        jsonschema.validate(person.get(path).json(), promised(pattern))
    typed = person.post(f"services/{PLATE}/pre-check", {"line": "x" * 21})
    jsonschema.validate(typed.json(), promised("services/{service}/pre-check", "post"))


def test_the_fields_of_the_guide_describe_what_is_read(person):
    fields = person.get(f"services/{PLATE}").json()["fields"]

    jsonschema.validate({"line": "Haus", "sure": True}, fields)
    for wrong in ({"line": "x" * 201}, {"sure": "yes"}, {"bribe": "yes"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, fields)


# --- Lists --------------------------------------------------------------------------------------
def test_every_reader_finds_cases_of_every_service(world, person, clerk, system, submitted, sent):
    here = world.agency("pension", "guangdong")
    auditor = program_of(make_clerk("pa-here", here, Post.Role.AUDITOR))
    for program in (person, clerk, system, auditor):
        rows = {row["number"]: row for row in program.get("cases").json()["results"]}
        assert set(rows) == {sent, submitted.case.number}
        assert rows[sent]["agency"]["code"] == "P440100"
        assert rows[sent]["turn"] == "agency"
        assert rows[submitted.case.number]["original_region"]["code"] == "510100"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (f"service={PLATE}", 1),
        ("service=medical-transfer", 0),
        ("insurance=pension", 2),
        ("insurance=medical", 0),
    ],
)
def test_lists_are_asked_for_one_service_or_insurance(clerk, submitted, sent, query, count):
    assert len(clerk.get(f"cases?{query}").json()["results"]) == count
    assert len(clerk.get(f"queue?{query}").json()["results"]) == count


def test_a_list_of_many_services_costs_the_same_however_long_it_is(clerk, submitted, sent):
    with CaptureQueriesContext(connection) as few:
        clerk.get("cases")
    first = Case.objects.get(number=sent)
    agency = first.application.agency
    for each in range(4):
        more = Case.objects.create(
            number=f"2026-MORE-{each}", service=PLATE, person=first.person, matter=str(each),
            status="submitted", created_at=MONDAY, submitted_at=MONDAY,
        )  # fmt: skip
        Application.objects.create(case=more, agency=agency)
        Step.objects.create(case=more, kind="review", agency=agency, opened_at=MONDAY)
    with CaptureQueriesContext(connection) as many:
        assert len(clerk.get("cases").json()["results"]) == 6

    assert len(few) == len(many) <= 12


def test_queue_and_search_name_the_service(world, clerk, sent):
    assert clerk.get("queue").json()["results"][0]["service"] == PLATE
    found = clerk.post("search", {"number": world.person.number}).json()
    assert [(row["number"], row["service"]) for row in found] == [(sent, PLATE)]


# --- Who may ------------------------------------------------------------------------------------
def test_to_strangers_an_application_does_not_exist(world, sent):
    doors = ["submit", "withdraw", "codes", "answer-correction", "prepare-decision", "claim"]
    strangers = [program_of(getattr(world, name)) for name in ("other_person", "pension_stranger")]

    for program in (*strangers, program_of_agency(world.agency("medical", "guangzhou"), "other")):
        assert program.get(f"cases/{sent}").status_code == 404
        assert program.patch(f"cases/{sent}/answers", {}).status_code == 404
        assert {program.post(f"cases/{sent}/{door}").status_code for door in doors} == {404}


def test_staff_do_not_act_for_the_person_nor_the_person_for_them(person, clerk, sent):
    for door in ("submit", "withdraw", "codes", "answer-correction"):
        assert clerk.post(f"cases/{sent}/{door}").status_code == 403
    for door in ("prepare-decision", "approve-decision", "send-back-decision", "ask-correction"):
        assert person.post(f"cases/{sent}/{door}").status_code == 403


def test_staff_see_masked_what_pages_mask(world, person, clerk, sent, monkeypatch):
    monkeypatch.setitem(samples.LINE.__dict__, "is_masked", True)

    assert person.get(f"cases/{sent}").json()["answers"]["line"] == "Haus"
    assert clerk.get(f"cases/{sent}").json()["answers"]["line"] != "Haus"
    assert Application.objects.get().raw_answers["line"] == "Haus"
