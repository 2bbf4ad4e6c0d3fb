"""The schema says what the routes do, and the page that shows it obeys our policy."""

import io
import json
import re

import jsonschema
import pytest
from django.core.management import call_command
from django.test import Client

from portal.api import docs
from portal.api_urls import PUBLIC
from tests.api.calling import program_of


@pytest.fixture(scope="module")
def schema():
    """The OpenAPI document."""
    out = io.StringIO()
    call_command(
        "spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", stdout=out
    )
    return json.loads(out.getvalue())


def answer_schema(schema, path, method="get", status="200"):
    """Return what a route promises to answer, with everything it refers to."""
    found = schema["paths"][f"/api/v1/{path}/"][method]["responses"][status]["content"]
    (content,) = found.values()
    return {**content["schema"], "components": schema["components"]}


def test_the_schema_is_valid_and_of_version_3_1(schema):
    assert schema["openapi"] == "3.1.1"
    assert len(schema["paths"]) > 35


def test_every_operation_has_a_summary_a_name_and_its_refusals(schema):
    names = set()
    public = {re.sub(r"<\w+:(\w+)>", r"{\1}", str(route.pattern)) for route in PUBLIC}
    for path, item in schema["paths"].items():
        for method, operation in item.items():
            assert operation["summary"], path
            names.add(operation["operationId"])
            assert "400" in operation["responses"], (path, method)
            is_public = path.removeprefix("/api/v1/") in public
            assert ("401" in operation["responses"]) is not is_public, path
    assert len(names) == sum(len(item) for item in schema["paths"].values())


def test_every_act_takes_a_key_and_a_version(schema):
    others = ("identity-number", "/papers/")  # nothing is done; the same page again is the same
    for path, item in schema["paths"].items():
        is_other = any(each in path for each in others)
        if "post" in item and "/cases/{number}/" in path and not is_other:
            names = {each["name"] for each in item["post"]["parameters"]}
            assert names >= {"Idempotency-Key", "If-Match", "number"}, path


@pytest.mark.parametrize(
    "path",
    [
        "cases",
        "cases/{number}",
        "cases/{number}/events",
        "cases/{number}/letters",
        "cases/{number}/record",
        "cases/{number}/checks",
        "queue",
        "notices",
        "me",
        "agencies",
        "regions",
        "terms",
        "reason-codes",
    ],
)
def test_the_answers_are_as_promised(schema, handed_over, clerk, path):
    answer = clerk.get(path.replace("{number}", handed_over.case.number))

    assert answer.status_code == 200
    jsonschema.validate(answer.json(), answer_schema(schema, path))


def test_the_answers_to_a_person_are_as_promised(schema, draft, person):
    number = draft.case.number

    verdict = person.get(f"cases/{number}/pre-check").json()
    record = person.get("record/pension").json()
    refusal = person.post("cases", {"insurance": "housing"}).json()

    jsonschema.validate(verdict, answer_schema(schema, "cases/{number}/pre-check"))
    jsonschema.validate(record, answer_schema(schema, "record/{insurance}"))
    jsonschema.validate(refusal, answer_schema(schema, "cases", "post", "422"))


def test_anybody_may_fetch_the_schema_in_both_formats(db):
    client = Client()

    assert client.get("/api/schema/").content.startswith(b"openapi: 3.1.1")
    found = client.get("/api/schema/", headers={"accept": "application/vnd.oai.openapi+json"})
    assert found.json()["openapi"] == "3.1.1"


def test_the_schema_is_written_once_and_then_costs_nothing(db, monkeypatch):
    client = Client()
    first = [client.get("/api/schema/", {"lang": each}).content for each in ("zh-hans", "en")]
    monkeypatch.setattr(docs.Schema, "generator_class", None)

    for lang, written in zip(("zh-hans", "en"), first, strict=True):
        answer = client.get("/api/schema/", {"lang": lang})
        assert answer.content == written
        assert answer.headers["Content-Type"] == "application/vnd.oai.openapi; charset=utf-8"
    assert first[0] != first[1]
    assert client.get("/api/schema/", {"lang": "xx"}).content in first


def test_the_page_of_the_api_asks_nobody_else_and_runs_no_inline_script(db):
    page = Client().get("/api/docs/")
    html = page.content.decode()

    assert page.status_code == 200
    assert "unsafe" not in page["Content-Security-Policy"]
    assert not re.search(r"<style|style=|<script>|https?://", html)
    script = Client().get(re.findall(r'<script src="([^"]+)"', html)[-1].replace("&amp;", "&"))
    assert b"SwaggerUIBundle" in script.content
    assert script["Content-Type"].startswith("application/javascript")


def test_the_schema_speaks_of_no_encrypted_or_internal_field(schema, world):
    text = json.dumps(schema)

    for word in (
        "number_index",
        "document_index",
        "bank_account",
        "phone_index",
        "content_type",
        "password",
    ):
        assert word not in text
    assert program_of(world.applicant).get("me").status_code == 200
