"""Whatever is sent for a declared question, the answer names its place, and nothing is kept."""

import pytest

from applications import registry
from applications.fields import Kind
from applications.models import Application
from casework.models import Case
from tests.applications import samples
from tests.applications.every_kind import EVERY_KIND, FIELDS, RIGHT, WRONG


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    """A service that asks one question of every kind; and nobody counts the calls."""
    monkeypatch.setattr("kit.api.limits.CallerThrottle.allow_request", lambda *args: True)
    samples.declare(monkeypatch)
    registry.declare(EVERY_KIND)


@pytest.fixture
def number(person):
    """The number of its draft."""
    return person.post(f"services/{EVERY_KIND.name}/applications").json()["number"]


def kept():
    return Application.objects.get().raw_answers


def test_every_kind_has_its_right_and_its_wrong_answers():
    assert set(WRONG) == set(Kind)
    assert set(RIGHT) == set(Kind) - {Kind.CODE}


WRONG_ONES = [(FIELDS[kind].name, value) for kind, values in WRONG.items() for value in values]


def names_alone(answer, name):
    """Whether the answer says that this field is wrong, and nothing else."""
    places = {error["pointer"].removeprefix("#/") for error in answer.json().get("errors", ())}
    named = {place.partition("/")[0] for place in places}
    return (answer.status_code, named) == (422, {name})


def test_a_wrong_answer_is_named_and_nothing_is_kept(person, number):
    for name, value in WRONG_ONES:
        answer = person.patch(f"cases/{number}/answers", {name: value})

        assert names_alone(answer, name), (name, value, answer.content.decode())
    assert kept() == {}


def test_typed_facts_are_read_as_strictly(person, world):
    path = f"services/{EVERY_KIND.name}/pre-check"

    for name, value in WRONG_ONES:
        assert name == "code" or names_alone(person.post(path, {name: value}), name), (name, value)
    for kind, value in RIGHT.items():
        assert person.post(path, {FIELDS[kind].name: value}).status_code == 200, value


def test_what_is_right_is_kept_and_read_again_as_it_was_sent(person, number):
    said = {FIELDS[kind].name: value for kind, value in RIGHT.items()}

    answer = person.patch(f"cases/{number}/answers", said)

    assert answer.status_code == 200
    assert answer.json()["answers"] == said
    assert person.patch(f"cases/{number}/answers", said).json()["answers"] == said


def test_one_wrong_answer_among_right_ones_keeps_none(person, number):
    answer = person.patch(f"cases/{number}/answers", {"text": "门牌", "money": "-0"})

    assert answer.status_code == 422
    assert kept() == {}


def test_a_question_that_nobody_asks_is_named(person, number):
    for path in (f"cases/{number}/answers", f"cases/{number}/answer-correction"):
        send = person.patch if path.endswith("answers") else person.post
        answer = send(path, {"text": "门牌", "bribe": "yes"})

        assert (answer.status_code, answer.json()["code"]) == (400, "unknown_field")
        assert answer.json()["errors"][0]["pointer"] == "#/bribe"


def test_a_note_that_nobody_needs_to_send_is_too_large(person, number):
    assert person.patch(f"cases/{number}/answers", {"note": "x" * 10_000_000}).status_code == 413


def test_whoever_saw_an_older_case_changes_nothing(person, number):
    old = person.get(f"cases/{number}").json()["version"]
    Case.objects.update(version=old + 1)

    answer = person.patch(f"cases/{number}/answers", {"text": "门牌", "version": old})

    assert (answer.status_code, answer.json()["current"]["version"]) == (409, old + 1)
    assert kept() == {}


def test_an_agency_that_does_not_handle_it_is_not_chosen(person, number):
    answer = person.patch(f"cases/{number}/answers", {"text": "门牌", "agency": "P330100"})

    assert [error["pointer"] for error in answer.json()["errors"]] == ["#/agency"]
    assert kept() == {}
