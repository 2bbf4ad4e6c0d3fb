"""The schema says what the routes do, and the page that shows it obeys our policy."""

import copy
import io
import json
import re

import jsonschema
import pytest
from django.core.management import call_command
from django.test import Client

from portal.api import docs
from portal.api.changes import breaking
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
    found = schema["paths"][f"/api/v1/{path}"][method]["responses"][status]
    if "$ref" in found:
        found = schema["components"]["responses"][found["$ref"].rpartition("/")[2]]
    (content,) = found["content"].values()
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
            named = path.removeprefix("/api/v1/")
            is_public = bool({named, f"{named}/"} & public)
            assert ("401" in operation["responses"]) is not is_public, path
    assert len(names) == sum(len(item) for item in schema["paths"].values())


def test_what_every_operation_may_answer_is_in_it_with_its_headers(schema):
    shared = schema["components"]["responses"]
    for path, item in schema["paths"].items():
        for method, operation in item.items():
            answers = {
                status: shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each
                for status, each in operation["responses"].items()
            }
            reads = {"304"} if method == "get" else set()
            sends = {"411", "413", "415"} if "requestBody" in operation else set()
            assert answers.keys() >= {"405", "406", "429", "503"} | reads | sends, (path, method)
            assert all("RateLimit" in each["headers"] for each in answers.values())
            assert "Retry-After" in answers["429"]["headers"]
            assert operation["tags"][0] in {each["name"] for each in schema["tags"]}
    assert {"202"} <= schema["paths"]["/api/v1/cases/{number}/accept"]["post"]["responses"].keys()


def test_each_example_of_a_body_fits_it_and_nothing_else_is_read(schema):
    shown = 0
    for item in schema["paths"].values():
        for operation in item.values():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            if "example" in body:
                whole = {**body["schema"], "components": schema["components"]}
                jsonschema.validate(body["example"], whole)
                shown += 1
    assert shown > 60
    for name, each in schema["components"]["schemas"].items():
        if name.endswith("Request") and each.get("type") == "object":
            assert each["additionalProperties"] is False, name


def test_a_system_reads_for_each_operation_which_scope_it_needs(schema):
    def scopes(path, method):
        found = schema["paths"][f"/api/v1/{path}"][method]["security"]
        return next(each["agencyClient"] for each in found if "agencyClient" in each)

    assert scopes("cases", "get") == ["cases.read"]
    assert scopes("search", "post") == ["cases.read"]
    assert scopes("cases/{number}/accept", "post") == ["cases.write"]
    assert scopes("batches", "post") == ["payments.write"]


def test_words_that_are_answered_may_grow_and_those_that_are_sent_may_not(schema):
    schemas = schema["components"]["schemas"]

    assert "x-extensible-enum" in schemas["TransferOut"]["properties"]["status"]
    assert "enum" in json.dumps(schemas["StartBodyRequest"]) or "$ref" in json.dumps(
        schemas["StartBodyRequest"]
    )


def test_the_kept_document_is_that_of_the_routes():
    call_command("api_schema", "check")


def of(path, method="get"):
    return lambda document: document["paths"][f"/api/v1/{path}"][method]


def shape(name):
    return lambda document: document["components"]["schemas"][name]


def field(name, which):
    return lambda document: shape(name)(document)["properties"][which]


def fields(name):
    return lambda document: shape(name)(document)["properties"]


# What changes, and how: first what a program would stumble over, then what it would not.
ARRIVAL, OUT, NEW = "ArrivalBodyRequest", "TransferOut", {"type": "string"}
ACCEPT, OTHER = "cases/{number}/accept", [{"agencyClient": ["other"]}]
BREAKS = [
    (lambda d: d["paths"], lambda it: it.pop("/api/v1/me")),
    (lambda d: d["paths"]["/api/v1/cases"], lambda it: it.pop("post")),
    (of(ACCEPT, "post"), lambda it: it["responses"].pop("202")),
    (of("cases"), lambda it: it.update(parameters=[])),
    (of("cases"), lambda it: it.update(security=OTHER)),
    (fields(ARRIVAL), lambda it: it.pop("reference")),
    (shape(ARRIVAL), lambda it: it["required"].append("version")),
    (field(ARRIVAL, "reference"), lambda it: it.update(maxLength=1)),
    (fields(OUT), lambda it: it.pop("status")),
    (field(OUT, "version"), lambda it: it.update(type="string")),
    (shape(OUT), lambda it: it["required"].remove("status")),
]
KEEPS = [
    (lambda d: d["paths"], lambda it: it.update({"/api/v1/new": it["/api/v1/me"]})),
    (fields(OUT), lambda it: it.update(new=NEW)),
    (fields(ARRIVAL), lambda it: it.update(new=NEW)),
    (field(OUT, "status"), lambda it: it["x-extensible-enum"].append("new")),
    (field(ARRIVAL, "reference"), lambda it: it.update(maxLength=9999)),
]


def test_what_breaks_programs_is_told_from_what_does_not(schema):
    for number, (where, change) in enumerate([*BREAKS, *KEEPS]):
        changed = copy.deepcopy(schema)
        change(where(changed))
        assert bool(breaking(schema, changed)) is (number < len(BREAKS)), number


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
