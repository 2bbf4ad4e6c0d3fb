"""Checking letters by program, without a token."""

import io
import json

import jsonschema
import pytest
from django.core.management import call_command
from django.test import Client

from letters.rules.codes import grouped
from letters.verifying import LARGEST
from tests.letters.test_signature_checking import flipped
from tests.verify.visiting import NOBODYS

ADDRESS = "/api/v1/letters/verify/"


@pytest.fixture
def program(world):
    return Client(raise_request_exception=False, headers={"accept-language": "en"})


def bring(program, pdf, kind="application/pdf", **more):
    """Send a file."""
    return program.generic("POST", ADDRESS, pdf, content_type=kind, **more)


def test_a_code_is_answered_with_the_verdict_and_the_letter(letter, program):
    answer = program.get(ADDRESS, {"code": grouped(letter.code)})

    said = answer.json()
    assert (said["verdict"], said["is_good"]) == ("valid", True)
    assert said["sentence"] == "This letter is valid."
    assert said["letter"] == {
        "number": letter.printed_number,
        "kind": "acceptance-letter",
        "kind_label": "Acceptance letter",
        "agency": {"code": letter.agency.code, "name": letter.agency.name_en},
        "agency_today": None,
        "issued_on": "2026-09-08",
    }
    assert answer["Cache-Control"] == "no-store"


def test_an_unknown_code_is_an_answer_and_a_slip_is_a_refusal(letter, program):
    unknown = program.get(ADDRESS, {"code": NOBODYS})
    slip = program.get(ADDRESS, {"code": letter.code[:-1]})

    assert (unknown.status_code, unknown.json()["verdict"]) == (200, "unknown")
    assert (slip.status_code, slip.json()["code"]) == (400, "bad_parameter")
    assert slip["Content-Type"] == "application/problem+json"
    assert letter.code[:-1] not in slip.content.decode()


def test_a_voided_letter_names_its_successor_and_not_its_code(story, letter, program):
    story.propose_voiding()
    story.approve_voiding()
    new = story.case.letters.latest("pk")

    answer = program.get(ADDRESS, {"code": letter.code})

    said = answer.json()
    assert (said["verdict"], said["replaced_by"]) == ("voided", new.printed_number)
    assert said["voided_at"]
    assert new.code not in answer.content.decode()


def test_a_file_is_judged_by_its_bytes(letter, pdf, program):
    whole, changed = bring(program, pdf).json(), bring(program, flipped(pdf, 5000)).json()

    assert (whole["verdict"], whole["certificate"]) == ("valid", "P440100-1")
    assert (changed["verdict"], changed["is_good"], changed["letter"]) == ("changed", False, None)


def test_a_program_is_noted_as_one(letter, pdf, program):
    program.get(ADDRESS, {"code": letter.code})
    bring(program, pdf)

    assert set(letter.checks.values_list("way", "by_program")) == {("code", True), ("file", True)}


def test_answers_are_as_the_schema_promises(letter, pdf, program):
    out = io.StringIO()
    call_command("spectacular", "--format", "openapi-json", stdout=out)
    schema = json.loads(out.getvalue())
    item = schema["paths"][ADDRESS.rstrip("/")]
    promised = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]

    assert set(item["post"]["requestBody"]["content"]) == {"application/pdf"}
    for answer in (program.get(ADDRESS, {"code": letter.code}), bring(program, pdf)):
        jsonschema.validate(answer.json(), {**promised, "components": schema["components"]})


@pytest.mark.parametrize(
    ("body", "kind", "more", "status"),
    [
        (b"", "application/pdf", {}, 400),
        (b"{}", "application/json", {}, 415),
        (b"x", "multipart/form-data; boundary=x", {}, 415),
        (b"x", "application/pdf", {"CONTENT_LENGTH": "nine"}, 400),
        (b"x", "application/pdf", {"HTTP_CONTENT_ENCODING": "gzip"}, 415),
        (bytes(LARGEST + 1), "application/pdf", {}, 413),
        (b"not a pdf", "application/pdf", {}, 200),
    ],
)
def test_what_cannot_be_read_is_refused_plainly(program, body, kind, more, status):
    answer = bring(program, body, kind, **more)

    assert answer.status_code == status
    assert status == 200 or answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "query", ["", "code=", "code=a&code=b", "x=1", "code=%00", "code=" + "9" * 5000, "code=%ff"]
)
def test_no_query_brings_the_route_down(program, query):
    answer = program.get(f"{ADDRESS}?{query}")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_guessing_is_stopped_with_the_time_when_it_goes_on(letter, program, settings):
    settings.LIMITS = settings.LIMITS | {"letters.unknown": (1, 600)}
    program.get(ADDRESS, {"code": NOBODYS})

    answer = program.get(ADDRESS, {"code": NOBODYS})

    assert (answer.status_code, answer.json()["code"]) == (429, "too_often")
    assert int(answer["Retry-After"]) > 0


def test_a_check_by_program_takes_two_queries_two_counts_and_the_marks(
    letter, program, settings, django_assert_num_queries
):
    settings.DEMO = False
    program.get(ADDRESS, {"code": letter.code})  # reads the reference data once

    with django_assert_num_queries(5):
        program.get(ADDRESS, {"code": letter.code})
