"""What everybody sees of the journal, and what a person takes away of their own case."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command

from journal import sealing
from journal.models import JournalDay
from kit import clock
from portal import condition
from scripts import verify
from tests.api.calling import program_of
from tests.journal.conftest import NEXT_MORNING
from tests.story import Story


@pytest.fixture
def person(client, world):
    client.cookies["django_language"] = "en"
    client.force_login(world.applicant.user)
    return client


def body(answer):
    """Return what was answered."""
    return answer.content.decode()


# --- Everybody ------------------------------------------------------------------------------
def test_everybody_sees_the_fingerprints_and_the_keys(sealed, client):
    page = body(client.get("/journal/"))

    day = JournalDay.objects.get()
    assert day.hash in page
    assert day.key.public in page


def test_a_day_shows_all_that_is_signed(sealed, client):
    day = JournalDay.objects.get()

    page = body(client.get(f"/journal/?day={day.day}"))

    for said in (day.hash, day.root, day.key.name, day.signature.replace("+", "&#x2B;")):
        assert said in page or said.replace("&#x2B;", "+") in page


@pytest.mark.parametrize("day", ["", "x", "2026-02-31", "1999-01-01", "\x00", "9" * 99])
def test_a_day_that_is_none_does_not_exist(sealed, client, day):
    assert client.get("/journal/", {"day": day}).status_code == 404


def test_nothing_public_tells_of_anybody(sealed, client, world):
    JournalDay.objects.get()
    said = body(client.get("/journal/")) + body(client.get("/journal/roots.jsonl"))

    events = list(sealed.case.events.all())
    hidden = [sealed.case.number, world.person.name, *(event.hash for event in events)]
    assert not [each for each in hidden if each in said]


def test_many_days_stand_on_pages_of_even_cost(sealed, client, django_assert_max_num_queries):
    sealing.seal_what_is_due(now=NEXT_MORNING + timedelta(days=50))

    with django_assert_max_num_queries(4):
        first = body(client.get("/journal/"))
    assert first.count('class="prints__date"') == 11  # ten days and one key
    assert "?page=2" in first


def test_whoever_has_the_three_files_can_check(sealed, client, person, tmp_path):
    for name in ("/journal/roots.jsonl", "/journal/verify.py"):
        (tmp_path / name.rpartition("/")[2]).write_text(body(client.get(name)))
    (tmp_path / "proof.json").write_text(
        body(person.get(f"/cases/{sealed.case.number}/proofs/all/"))
    )

    files = [str(tmp_path / name) for name in ("proof.json", "roots.jsonl")]
    assert verify.main(["event", files[0], "--roots", files[1]]) == 0
    compile((tmp_path / "verify.py").read_text(), "verify.py", "exec")


# --- The person -------------------------------------------------------------------------------
def test_a_case_leads_to_its_proofs(sealed, person):
    number = sealed.case.number

    assert f'href="/cases/{number}/proofs/"' in body(person.get(f"/cases/{number}/"))
    page = body(person.get(f"/cases/{number}/proofs/"))
    assert page.count("Download the proof") == 4


def test_before_the_first_night_the_page_says_when_to_come_back(story, person):
    number = story.case.number

    page = body(person.get(f"/cases/{number}/proofs/"))

    assert "Come back tomorrow" in page
    for way in ("1/", "all/"):
        answer = person.get(f"/cases/{number}/proofs/{way}", follow=True)
        assert "Its proof is ready tomorrow." in body(answer)


def test_the_proof_of_an_entry_is_a_file(sealed, person):
    number = sealed.case.number

    answer = person.get(f"/cases/{number}/proofs/2/")

    assert answer["Content-Disposition"] == f'attachment; filename="proof-{number}-2.json"'
    assert json.loads(body(answer))["shown"]["facts"]["value"]["case"] == number


def test_all_proofs_cost_the_same_however_many(sealed, person, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        person.get(f"/cases/{sealed.case.number}/proofs/all/")


@pytest.mark.parametrize("way", ["", "1/", "all/"])
def test_somebody_else_finds_nothing(sealed, world, client, way):
    client.force_login(world.other_person.user)

    assert client.get(f"/cases/{sealed.case.number}/proofs/{way}").status_code == 404


@pytest.mark.parametrize("sequence", ["0", "99", "99999999999999999999"])
def test_an_entry_that_is_none_does_not_exist(sealed, person, sequence):
    assert person.get(f"/cases/{sealed.case.number}/proofs/{sequence}/").status_code == 404


def test_notes_between_agencies_stay_between_them(world, person):
    story = Story(world).tell("submit wait accept wait return_letter")
    sealing.seal_what_is_due(now=story.now + timedelta(days=2))
    note = story.case.events.exclude(note="").last()

    said = body(person.get(f"/cases/{story.case.number}/proofs/all/"))

    assert note.moved_to == "letter-returned"
    assert note.note not in said


# --- Programs -------------------------------------------------------------------------------------
def test_programs_read_days_and_keys_without_a_token(sealed, client):
    day = client.get("/api/v1/journal/?day=2026-09-07").json()["results"][0]
    keys = client.get("/api/v1/journal/keys/").json()["results"]

    verify.check_day(day, {key["key"]: key for key in keys})


def test_programs_of_an_agency_take_the_proof_with_the_note(sealed, world, tmp_path):
    program = program_of(world.pension_new_a)

    proof = program.get(f"cases/{sealed.case.number}/events/3/proof").json()

    assert proof["shown"]["note"]["value"] == "请补正"
    assert proof["closed"].keys() == {"clerk"}
    verify.check_event(proof)


def test_a_program_is_told_that_a_proof_is_not_ready(story, world):
    answer = program_of(world.applicant).get(f"cases/{story.case.number}/events/1/proof")

    assert (answer.status_code, answer.json()["code"]) == (409, "not_ready")


# --- Whether it runs --------------------------------------------------------------------------
def test_the_status_page_says_when_a_day_waits_to_be_sealed(story, world):
    assert not condition._journal().well

    sealing.seal_what_is_due(now=clock.now())

    assert condition._journal().well


def test_the_sweep_seals_without_worker_or_broker(story):
    call_command("sweep")

    assert JournalDay.objects.filter(day=story.now.date()).exists()
