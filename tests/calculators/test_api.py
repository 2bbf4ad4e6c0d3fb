"""The calculators for programs: no sign-in, the same answers, errors with code and field."""

import json

import pytest

from calculators.catalogue import CALCULATORS
from tests.calculators.questions import GOOD

pytestmark = pytest.mark.django_db


def post(client, name, data, language="en"):
    """Ask a calculator as a program does."""
    body = data if isinstance(data, str | bytes) else json.dumps(data)
    return client.post(
        f"/api/v1/calculators/{name}/",
        body,
        content_type="application/json",
        headers={"Accept-Language": language},
    )


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_calculator_answers_without_a_sign_in(client, name):
    answer = post(client, name, GOOD[name])

    assert answer.status_code == 200
    assert set(answer.json()) == {"result", "basis", "explanation"}


@pytest.mark.parametrize(("language", "word"), [("en", "working days"), ("zh-CN", "工作日")])
def test_the_sentences_follow_accept_language(client, language, word):
    answer = post(client, "working-days", {"year": 2026}, language)

    assert word in answer.json()["explanation"][0]


def test_a_bad_field_is_named_in_the_error(client):
    answer = post(client, "deadline", {"received_on": "2026-13-01", "working_days": 3})

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["error"]["code"] == "date_form"
    assert answer.json()["error"]["field"] == "received_on"


@pytest.mark.parametrize("body", ["x", "[]", '{"year": NaN}', '{"year": 1, "year": 2}', b"\xff"])
def test_what_is_no_json_object_has_an_error_too(client, body):
    answer = post(client, "working-days", body)

    assert answer.status_code == 400
    assert set(answer.json()["error"]) == {"code", "field", "message"}


def test_a_calculator_that_is_none_is_not_found(client):
    assert post(client, "horoscope", {}).status_code == 404


def test_the_list_names_every_calculator_and_its_fields(client):
    rows = client.get("/api/v1/calculators/").json()

    assert [row["name"] for row in rows] == list(CALCULATORS)
    assert rows[0]["fields_read"] == ["received_on", "working_days", "place"]


def test_a_caller_who_asks_all_the_time_has_to_wait(client, settings):
    settings.LIMITS = settings.LIMITS | {"api.anonymous": (1, 60)}

    assert post(client, "working-days", {"year": 2026}).status_code == 200
    assert post(client, "working-days", {"year": 2026}).status_code == 429
