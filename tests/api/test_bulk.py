"""Many acts in one call: each row has the verdict it would have had alone."""

import json

import pytest

from casework.models import Case, Step
from kit.models import KeptAnswer
from letters.models import Letter
from tests.api.calling import program_of, program_of_agency

pytestmark = pytest.mark.django_db


def row(case, act="accept", key="row-0001", **body):
    body.setdefault("version", case.version)
    return {"case": case.number, "act": act, "key": key, "body": body}


def send(program, *rows):
    answer = program.post("acts", {"acts": list(rows)})
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_each_row_is_done_or_refused_for_itself(submitted, system):
    case = submitted.case
    unknown = {**row(case), "case": "2026-0000-0000"}

    found = send(
        system,
        unknown,
        row(case, key="row-0002", version=None),
        row(case, key="row-0003", version=case.version + 7),
        row(case, key="row-0004", surprise="x"),
        row(case, key="row-0005"),
        row(case, key="row-0006", act="record-arrival", reference="B-1", amount=1),
    )

    said = [(each["status"], each["problem"] and each["problem"]["code"]) for each in found]
    assert said[:5] == [
        (404, "not_found"),
        (422, "not_valid"),
        (409, "version_not_reached"),
        (400, "unknown_field"),
        (200, None),
    ]
    assert said[5][0] == 422
    assert found[4]["version"] == Case.objects.get(pk=case.pk).version > case.version
    assert Letter.objects.filter(kind="acceptance-letter").count() == 1


def test_a_call_that_is_sent_again_repeats_nothing(submitted, system):
    first = send(system, row(submitted.case))
    again = send(system, row(submitted.case))

    assert [each["replayed"] for each in (*first, *again)] == [False, True]
    assert first[0]["version"] == again[0]["version"]
    assert Letter.objects.filter(kind="acceptance-letter").count() == 1
    # The same act alone, with the same key, is the same request.
    body, number = {"version": submitted.case.version}, submitted.case.number
    alone = system.post(f"cases/{number}/accept", body, **{"idempotency-key": "row-0001"})
    assert alone["Idempotent-Replayed"] == "true"


def test_only_acts_of_agencies_are_rows(submitted, system, person):
    case = submitted.case
    acts = ("claim", "withdraw", "letters", "answers", "no-such-act")

    found = send(system, *(row(case, act, key=f"row-000{n}") for n, act in enumerate(acts)))

    assert {each["status"] for each in found} == {404}
    assert person.post("acts", {"acts": [row(case)]}).status_code == 403
    assert not KeptAnswer.objects.exists()


@pytest.mark.parametrize("acts", [[], [{"case": "x"}], "x", [None]])
def test_a_call_that_cannot_be_read_does_nothing(submitted, system, acts):
    assert system.post("acts", {"acts": acts}).status_code == 422


def test_no_call_has_more_than_fifty_rows(submitted, system):
    rows = [row(submitted.case, key=f"row-{n:04}") for n in range(51)]

    assert system.post("acts", {"acts": rows}).status_code == 422
    assert not Letter.objects.filter(kind="acceptance-letter").exists()


def test_a_second_persons_token_sends_what_others_prepared_and_finds_it(submitted, world, system):
    case = submitted.case
    second, first = program_of(world.pension_new_b), program_of(world.pension_new_a)

    send(first, row(case, "prepare-refusal", reasons=["A05"]))

    wait = "queue?whose=second"
    found = [len(each.get(wait).json()["results"]) for each in (first, second, system)]
    assert found == [0, 1, 1]
    case.refresh_from_db()
    refused = send(system, row(case, "refuse", key="row-0002"))[0]
    assert refused["status"] == 403
    assert send(second, row(case, "refuse", key="row-0002"))[0]["status"] == 200
    assert not Step.objects.open().filter(case=case).exists()


def test_without_a_right_scope_no_row_is_read(submitted, world):
    reader = program_of_agency(world.agency("pension", "guangzhou"), "reader", scope="cases.read")

    answer = reader.post("acts", {"acts": [row(submitted.case)]})

    assert answer.status_code == 403
    assert json.loads(answer.content)["code"] == "not_permitted"
