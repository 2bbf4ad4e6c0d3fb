"""Whatever is sent, the answer says what is wrong and where, and nothing is half stored."""

import gzip
import json
import logging

import pytest
from django.db import OperationalError

from casework.models import Case
from tests.api.calling import Program, program_of
from tests.cast import identity_number

CASES = "cases"


BODIES = [
    (b"", 422),
    (b"{", 400),
    (b"[]", 400),
    (b'"pension"', 400),
    (b"null", 400),
    (b'{"insurance": "pension", "insurance": "medical"}', 400),
    (b'{"insurance": NaN}', 400),
    (b'{"insurance": 1e999999}', 422),
    (b'{"insurance": ' + b"9" * 5000 + b"}", 400),
    (b'{"insurance": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", 400),
    (b'{"insurance": ' + b"[" * 20 + b"]" * 20 + b"}", 400),
    (b'{"insurance": "pension"}\xff', 400),
    ('{"insurance": "pension"}'.encode("utf-16"), 400),
    (b'{"insurance": "\\ud800"}', 400),
    (b'{"\\udfff": "pension"}', 400),
    (b'{"insurance": "pension\\u0000"}', 422),
    (b'{"insurance": "pension", "status": "completed"}', 400),
    (b'{"insurance": "pension", "person": 1, "is_staff": true}', 400),
    (b'{"insurance": "' + b"x" * 1_000_001 + b'"}', 413),
]


def test_a_body_that_cannot_be_read_starts_nothing(person):
    for raw, status in BODIES:
        answer = person.send("post", CASES, raw)

        assert answer.status_code == status, (raw[:60], answer.content)
        assert answer["Content-Type"] == "application/problem+json"
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/xml"]
)
def test_only_json_is_read(person, kind):
    assert person.send("post", CASES, b"insurance=pension", content_type=kind).status_code == 415


def test_nothing_compressed_is_read(person):
    raw = gzip.compress(b'{"insurance": "pension"}')

    answer = person.send("post", CASES, raw, **{"content-encoding": "gzip"})

    assert answer.status_code == 415


def test_a_length_that_is_none_is_refused(person):
    answer = person.client.post(
        "/api/v1/cases/",
        b"{}",
        content_type="application/json",
        headers=person.headers,
        CONTENT_LENGTH="1_0",
    )

    assert answer.status_code == 400


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_method_that_is_not_offered(person, method):
    answer = getattr(person.client, method)("/api/v1/cases/", headers=person.headers)

    assert answer.status_code == 405
    assert "POST" in answer["Allow"]


def test_a_method_in_disguise_is_what_it_is(person, draft):
    path = f"cases/{draft.case.number}/submit"

    answer = person.get(path, **{"x-http-method-override": "POST"})

    assert answer.status_code == 405


QUERIES = [
    "page_size=0",
    "page_size=101",
    "page_size=1000000000",
    "page_size=-1",
    "page_size=１０",
    "page_size=",
    "ordering=person__number",
    "ordering=-created_at,pk",
    "ordering=",
    "cursor=x",
    "cursor=",
    "cursor=" + "A" * 1000,
    "cursor=WyJ4IiwxXQ",
    "cursor=WzEsMV0",
    "cursor=W251bGwsdHJ1ZV0",
    "cursor=WyIyMDI2LTAxLTAxIiwxMDAwMDAwMDAwMDAwMDAwMDAwMDAwXQ",
    "insurance=housing",
    "insurance=pension&insurance=medical",
    "status__in=draft",
    "case__person__number_index=1",
    "_connector=OR",
    "format=html",
    "open=%00",
    "open=maybe",
    "updated_since=yesterday",
    "updated_since=",
    "fields=",
    "fields=number,password",
    "fields=number,number",
    "open=",
    "open=1",
    "service=no-such-service",
    "service=",
    "insurance=",
    "status=",
    "insurance=%00",
]


def test_a_query_that_is_not_offered_is_named(person):
    for query in QUERIES:
        answer = person.get(f"cases?{query}")

        assert answer.status_code == 400, query
        assert answer.json()["errors"][0]["parameter"]


WRONG_ANSWERS = [
    ("original_region", 510100),
    ("original_region", "５１０１００"),
    ("original_region", "999999"),
    ("original_region", "51010\n"),
    ("new_region", None),
    ("employer_name", 5),
    ("employer_name", "x" * 121),
    ("employer_name", "示例\u202e公司"),
    ("employer_name", "示例\x1b[31m"),
    ("contact_phone", "１３８００００００００"),
    ("contact_phone", 13800000000),
    ("contact_phone", "12"),
    ("contact_phone", ""),
    ("arrears", "later"),
    ("arrears", ["pay"]),
    ("is_approved_move", "true"),
    ("is_approved_move", 1),
    ("note", "x" * 501),
    ("note", {"zh": "x"}),
    ("note", "Mine is 11010019920511002X."),
    ("version", "1"),
    ("version", 1.0),
    ("version", True),
    ("version", 0),
    ("version", 2**40),
]


def test_an_answer_that_is_wrong_is_named_and_the_draft_stays(person, draft):
    for field, value in WRONG_ANSWERS:
        answer = person.patch(f"cases/{draft.case.number}/answers", {field: value})

        assert answer.status_code == 422, (field, value)
        assert [error["pointer"] for error in answer.json()["errors"]] == [f"#/{field}"]
    draft.refresh_from_db()
    assert draft.employer_name == "广州示例科技有限公司"
    assert draft.original_region_id == "510100"


def test_the_two_places_differ(person, draft):
    answer = person.patch(f"cases/{draft.case.number}/answers", {"new_region": "510100"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/new_region"


NO_AMOUNTS = [14400.0, 14400, "14,400.00", "1e3", "-1.00", "NaN", "１２.５", "0.001", " 1.00", ""]


def test_money_is_a_text_in_yuan(handed_over, clerk):
    for amount in NO_AMOUNTS:
        body = {"reference": "B-1", "amount": amount, "arrived_on": "2026-09-07"}
        answer = clerk.act(handed_over.case.number, "record-arrival", **body)

        assert answer.status_code == 422, amount
        assert answer.json()["errors"][0]["pointer"] == "#/amount"


NO_ARRIVALS = [
    ({"reference": "B-2"}, "#/reference"),
    ({"arrived_on": "2026-09-06"}, "#/arrived_on"),
    ({"arrived_on": "2027-01-01"}, "#/arrived_on"),
    ({"arrived_on": "2026-9-7"}, "#/arrived_on"),
    ({"arrived_on": "20260907"}, "#/arrived_on"),
    ({"arrived_on": "2026-02-30"}, "#/arrived_on"),
    ({"arrived_on": "0000-01-01"}, "#/arrived_on"),
    ({"arrived_on": 1_788_000_000}, "#/arrived_on"),
    ({"arrived_on": "２０２６-09-07"}, "#/arrived_on"),
    ({"amount": "0.00"}, "#/amount"),
]


def test_an_arrival_that_cannot_be(handed_over, clerk):
    right = {"reference": "B-1", "amount": "1.00", "arrived_on": "2026-09-07"}

    for body, pointer in NO_ARRIVALS:
        answer = clerk.act(handed_over.case.number, "record-arrival", **(right | body))

        assert answer.status_code == 422, body
        assert answer.json()["errors"][0]["pointer"] == pointer
    assert handed_over.remittances.get().arrived_on is None


def test_what_was_asked_of_the_person_is_checked_in_its_place(submitted, clerk):
    number = submitted.case.number
    wrong = [{"field": "employer_name", "message": "请写全称"}, {"field": "status", "message": ""}]

    answer = clerk.act(number, "ask-correction", fields_to_correct=wrong)

    pointers = {error["pointer"] for error in answer.json()["errors"]}
    assert pointers == {"#/fields_to_correct/1/field", "#/fields_to_correct/1/message"}


NO_REASONS = [[], ["NONE"], [1], "P01", None, ["P01"] * 50, [["P01"]]]


def test_reasons_come_from_the_list(submitted, clerk):
    for reasons in NO_REASONS:
        answer = clerk.act(submitted.case.number, "prepare-refusal", reasons=reasons)

        assert answer.status_code == 422, reasons
        assert answer.json()["errors"][0]["pointer"].startswith("#/reasons")


NO_NUMBERS = [
    "11010519491231002X1",
    "110105194912310021",
    "%",
    "",
    12,
    None,
]


def test_a_number_that_is_none_finds_nothing_and_is_not_repeated(world, clerk, caplog):
    with caplog.at_level(logging.DEBUG):
        for number in NO_NUMBERS:
            answer = clerk.post("search", {"number": number})

            assert answer.status_code == 422, number
            assert answer.json()["errors"][0]["pointer"] == "#/number"
            if isinstance(number, str) and len(number) > 5:
                assert number not in answer.content.decode()
                assert number not in caplog.text


def test_a_small_x_is_the_same_number(world, clerk):
    born = world.person.born_on
    number = next(
        found
        for sequence in range(100)
        if (found := identity_number(born, sequence=f"{sequence:03}")).endswith("X")
    )

    assert clerk.post("search", {"number": number.lower()}).status_code == 200


def test_an_error_repeats_nothing_that_was_sent(person, draft, caplog):
    secret = "11010519491231002X"

    with caplog.at_level(logging.DEBUG):
        for field in ("original_region", "contact_phone", "arrears"):
            answer = person.patch(f"cases/{draft.case.number}/answers", {field: secret})
            assert answer.status_code == 422
            assert secret not in answer.content.decode()
    assert secret not in caplog.text


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "cases/2026-AAAA-AAAA",
        "cases/%00",
        "letters/%00/file",
        "agencies/%00",
        "cases/1/2/3",
        "record/housing",
        "agencies/x",
    ],
)
def test_nothing_is_a_problem_too(person, path):
    answer = person.get(path)

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_a_problem_speaks_the_readers_language(world):
    english = program_of(world.applicant, **{"accept-language": "en"})
    chinese = Program(**{"accept-language": "zh-CN"})

    assert english.get("cases/none").json()["title"] == "Not found"
    assert chinese.get("cases").json()["status"] == 401
    assert english.get("reason-codes").json()[0]["sentence"].isascii()
    assert not chinese.get("reason-codes").json()[0]["sentence"].isascii()


def test_no_format_but_json_is_offered(person):
    answer = person.get("cases", accept="text/html")

    assert answer.status_code == 406
    assert json.loads(answer.content)["status"] == 406


def test_a_busy_database_is_said_to_be_busy(person, monkeypatch):
    def busy(*args, **kwargs):
        raise OperationalError("canceling statement due to lock timeout")

    monkeypatch.setattr("transfers.actions.drafting.start", busy)

    answer = person.post("cases", {"insurance": "pension"})

    assert answer.status_code == 503
    assert answer["Retry-After"] == "2"
    assert "lock" not in answer.content.decode()
