"""A request with a key is carried out once; of two clerks one wins."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from casework.api import once
from casework.models import Case, Event
from kit.models import KeptAnswer
from letters.models import Letter
from tests.api.calling import program_of
from tests.cast import MONDAY

KEY = {"idempotency-key": "3f0c9a52-once"}


def test_the_same_request_is_answered_the_same(submitted, clerk):
    number, version = submitted.case.number, submitted.case.version

    first = clerk.post(f"cases/{number}/accept", {"version": version}, **KEY)
    again = clerk.post(f"cases/{number}/accept", {"version": version}, **KEY)

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert first["ETag"] == again["ETag"]
    assert again["Idempotent-Replayed"] == "true"
    assert Letter.objects.filter(kind="acceptance-letter").count() == 1


def test_a_system_acts_once_too(submitted, system):
    path, body = f"cases/{submitted.case.number}/accept", {"version": submitted.case.version}

    first = system.post(path, body, **KEY)
    again = system.post(path, body, **KEY)

    assert (first.status_code, again.status_code) == (200, 200)
    assert again["Idempotent-Replayed"] == "true"
    assert KeptAnswer.objects.get().principal == "client:agency-system"


def test_a_started_draft_is_answered_the_same_with_its_address(person):
    first = person.post("cases", {"insurance": "pension"}, **KEY)
    again = person.post("cases", {"insurance": "pension"}, **KEY)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first["Location"] == again["Location"] == f"/api/v1/cases/{first.json()['number']}/"


def test_a_key_is_for_one_request(person, draft):
    person.post("cases", {"insurance": "pension"}, **KEY)

    other_body = person.post("cases", {"insurance": "medical"}, **KEY)
    other_path = person.post(f"cases/{draft.case.number}/submit", **KEY)

    assert {other_body.status_code, other_path.status_code} == {422}
    assert other_body.json()["code"] == "key_used"


def test_while_the_first_is_running_the_second_waits(person, time_machine):
    person.post("cases", {"insurance": "pension"}, **KEY)
    KeptAnswer.objects.update(status=None)

    running = person.post("cases", {"insurance": "pension"}, **KEY)
    time_machine.move_to(MONDAY + timedelta(seconds=3), tick=False)
    after_a_crash = person.post("cases", {"insurance": "pension"}, **KEY)

    assert (running.status_code, running.json()["code"]) == (409, "still_running")
    assert after_a_crash.status_code == 201


def test_whoever_was_taken_over_does_nothing(person, monkeypatch):
    begin = once._begin

    def begin_and_lose_it(*args):
        kept = begin(*args)
        KeptAnswer.objects.update(claim=uuid4())
        return kept

    monkeypatch.setattr(once, "_begin", begin_and_lose_it)
    answer = person.post("cases", {"insurance": "pension"}, **KEY)

    assert (answer.status_code, answer.json()["code"]) == (409, "still_running")
    assert not Case.objects.exists()
    assert KeptAnswer.objects.count() == 1


def test_a_refusal_leaves_the_key_free(person):
    refused = person.post("cases", {"insurance": "housing"}, **KEY)
    mended = person.post("cases", {"insurance": "pension"}, **KEY)

    assert (refused.status_code, mended.status_code) == (422, 201)


def test_the_answer_is_lost_with_its_act_when_something_breaks(person, draft, monkeypatch):
    def break_down(*args, **kwargs):
        raise RuntimeError("in mid-work")

    monkeypatch.setattr("transfers.actions.applying._issue_receipt", break_down)

    answer = person.post(f"cases/{draft.case.number}/submit", **KEY)

    assert answer.status_code == 500
    assert answer.json()["code"] == "error"
    assert KeptAnswer.objects.count() == 0
    draft.case.refresh_from_db()
    assert draft.case.status == "draft"


def test_keys_are_each_callers_own(world, person):
    other = program_of(world.other_person)

    mine = person.post("cases", {"insurance": "pension"}, **KEY).json()
    theirs = other.post("cases", {"insurance": "pension"}, **KEY).json()

    assert mine["number"] != theirs["number"]


def test_after_a_day_the_key_means_nothing(person, time_machine):
    person.post("cases", {"insurance": "pension"}, **KEY)
    time_machine.move_to(MONDAY + timedelta(hours=25), tick=False)

    other = person.post("cases", {"insurance": "medical"}, **KEY)

    assert other.status_code == 201
    assert KeptAnswer.objects.count() == 1


@pytest.mark.parametrize("key", ["short", "x" * 101, "钥匙钥匙钥匙钥匙".encode().decode("latin-1")])
def test_a_key_has_a_form(person, key):
    answer = person.post("cases", {"insurance": "pension"}, **{"idempotency-key": key})

    assert answer.status_code == 400


def test_what_is_kept_is_encrypted(person, world):
    person.post("cases", {"insurance": "pension"}, **KEY)

    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM kit_keptanswer")
        stored = cursor.fetchone()[0]

    assert world.person.name not in stored
    assert world.person.number not in stored


# --- Two at once --------------------------------------------------------------------------------
def test_of_two_clerks_one_wins_and_the_other_is_shown_how_it_stands(world, submitted, clerk):
    other = program_of(world.pension_new_b)
    number, seen = submitted.case.number, submitted.case.version

    won = clerk.post(f"cases/{number}/accept", {"version": seen})
    lost = other.post(f"cases/{number}/prepare-refusal", {"version": seen, "reasons": ["P01"]})

    assert (won.status_code, lost.status_code) == (200, 409)
    assert lost.json()["current"] == {
        "number": number,
        "status": "letter-issued",
        "version": seen + 1,
    }
    assert Event.objects.filter(moved_to="refused").count() == 0


def test_of_two_clerks_one_takes_the_turn(world, submitted, clerk):
    other = program_of(world.pension_new_b)
    path = f"cases/{submitted.case.number}"

    assert clerk.post(f"{path}/claim").status_code == 200
    assert other.post(f"{path}/claim").status_code == 409
    assert other.post(f"{path}/release").status_code == 409
    assert clerk.post(f"{path}/release").json()["is_claimed"] is False


def test_the_entity_tag_is_the_version(submitted, clerk):
    path = f"cases/{submitted.case.number}"
    tag = clerk.get(path)["ETag"]

    stale = clerk.post(f"{path}/accept", **{"if-match": '"1"'})
    differing = clerk.post(f"{path}/accept", {"version": 1}, **{"if-match": tag})
    nonsense = clerk.post(f"{path}/accept", **{"if-match": "*"})
    fresh = clerk.post(f"{path}/accept", **{"if-match": tag})

    found = [each.status_code for each in (stale, differing, nonsense, fresh)]
    assert found == [409, 400, 400, 200]


def test_a_decision_says_what_it_was_taken_on(submitted, clerk):
    answer = clerk.post(f"cases/{submitted.case.number}/accept")

    assert answer.status_code == 428
    assert answer.json()["code"] == "version_required"


def test_sending_twice_makes_one_case(person, draft):
    path = f"cases/{draft.case.number}/submit"

    first, again = person.post(path), person.post(path, {"version": 1})

    assert first.json()["version"] == again.json()["version"]
    assert again.status_code == 200
