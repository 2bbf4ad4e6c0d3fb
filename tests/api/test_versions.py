"""The version moves with what decisions hang on, the entity tag with all that is shown."""

import pytest

from tests.api.calling import program_of
from tests.api.conftest import delivered
from tests.applications import samples
from tests.cast import MONDAY
from transfers.actions import accepting
from transfers.api import showing


def seen(program, number):
    """Return a case as somebody's program reads it."""
    return program.get(f"cases/{number}")


def test_of_two_who_looked_at_the_same_draft_the_second_loses_nothing(person, draft):
    path = f"cases/{draft.case.number}/answers"
    before = seen(person, draft.case.number)
    tag = {"if-match": before["ETag"]}
    bodies = ('{"employer_name": "first"}', '{"employer_name": "second"}')

    first, second = (person.send("patch", path, each, **tag) for each in bodies)

    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json()["current"]["version"] == before.json()["version"] + 1
    assert seen(person, draft.case.number).json()["answers"]["employer_name"] == "first"


def test_saving_the_same_again_changes_nothing(person, draft):
    path, body = f"cases/{draft.case.number}/answers", {"employer_name": "one"}

    first, again = person.patch(path, body), person.patch(path, body)

    assert first["ETag"] == again["ETag"]
    assert again.json()["version"] == first.json()["version"]


def test_answers_of_a_declared_service_move_the_version_too(person, monkeypatch):
    samples.declare(monkeypatch)
    number = person.post(f"services/{samples.PLATE.name}/applications").json()["number"]
    path, tag = f"cases/{number}/answers", {"if-match": '"1"'}

    first = person.send("patch", path, '{"line": "Hof"}', **tag)
    late = person.send("patch", path, '{"line": "Haus"}', **tag)

    assert (first.status_code, late.status_code) == (200, 409), first.content
    assert seen(person, number).json()["answers"]["line"] == "Hof"


def test_the_delivery_of_a_letter_that_opens_a_turn_moves_the_version(world, submitted, clerk):
    accepting.accept(submitted, by=world.pension_new_a, now=MONDAY)
    before = seen(clerk, submitted.case.number)

    delivered(submitted)

    after = seen(clerk, submitted.case.number)
    assert after.json()["version"] == before.json()["version"] + 1


@pytest.mark.parametrize("stale", ['"1"', '"1-0123456789abcdef"'])
def test_a_version_that_nobody_reached_is_its_own_refusal(submitted, clerk, stale):
    path = f"cases/{submitted.case.number}/accept"

    late = clerk.post(path, **{"if-match": stale})
    never = clerk.post(path, {"version": 99})

    assert (late.status_code, late.json()["code"]) == (409, "move_not_possible")
    assert (never.status_code, never.json()["code"]) == (409, "version_not_reached")
    assert never.json()["current"]["version"] < 99


def test_what_is_unchanged_is_not_sent_again(world, submitted, clerk):
    for path in (f"cases/{submitted.case.number}", "cases", "queue", "agencies"):
        first = clerk.get(path)
        again = clerk.get(path, **{"if-none-match": first["ETag"]})
        weak = clerk.get(path, **{"if-none-match": f'"x", W/{first["ETag"]}'})
        other = clerk.get(path, **{"if-none-match": first["ETag"], "accept-language": "en"})

        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"]), path
        assert weak.status_code == 304
        assert path == "agencies" or other.status_code == 200, "it says it in other words"

    clerk.post(f"cases/{submitted.case.number}/claim")
    tag = {"if-none-match": first["ETag"]}
    assert seen(clerk, submitted.case.number)["ETag"] != first["ETag"]
    assert clerk.get("queue", **tag).status_code == 200


def test_a_read_is_never_torn(world, submitted, clerk, monkeypatch):
    show, times = showing.whole_case, []

    def moved_meanwhile(transfer, *args):
        row = show(transfer, *args)
        if not times:
            accepting.accept(submitted, by=world.pension_new_a, now=MONDAY)
        times.append(row["version"])
        return row

    monkeypatch.setattr(showing, "whole_case", moved_meanwhile)
    answer = seen(clerk, submitted.case.number).json()

    assert len(times) == 2
    assert (answer["version"], answer["status"]) == (times[0] + 1, "letter-issued")


def test_whoever_takes_an_application_back_says_which(person, draft):
    path = f"cases/{draft.case.number}/withdraw"

    assert person.post(path).status_code == 428
    version = seen(person, draft.case.number).json()["version"]
    for _again in range(2):
        assert person.post(path, {"version": version}).json()["status"] == "withdrawn"


def test_what_is_repeated_says_in_which_language(person):
    key = {"idempotency-key": "language-0001", "accept-language": "en"}
    first = person.post("cases", {"insurance": "pension"}, **key)

    again = person.post("cases", {"insurance": "pension"}, **key | {"accept-language": "zh-hans"})

    assert again.content == first.content
    assert first["Content-Language"] == again["Content-Language"] == "en"


def test_a_day_on_which_nobody_can_have_sent_money_is_refused(world, submitted):
    number = submitted.case.number
    accepting.accept(submitted, by=world.pension_new_a, now=MONDAY)
    delivered(submitted)
    first, second = program_of(world.pension_original_a), program_of(world.pension_original_b)
    assert first.act(number, "prepare-form").status_code == 200

    for day in ("1999-01-01", "2026-01-01", "2099-01-01"):
        answer = second.act(number, "send-form", reference="B-1", sent_on=day)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/sent_on")
    sent = second.act(number, "send-form", reference="B-1", sent_on=f"{MONDAY:%Y-%m-%d}")
    assert sent.json()["status"] == "handed-over"
