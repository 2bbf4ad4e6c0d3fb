"""A proof holds by itself, tells nobody else anything, and breaks at the first changed sign."""

import json
import subprocess
import sys
from copy import deepcopy
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command

from casework.models import Event
from journal import keys, proving, sealing
from journal.models import JournalDay
from portal.keys import new_journal_key
from scripts import verify
from tests.journal.conftest import NEXT_MORNING


def proof_of(story, sequence, *, with_note=True):
    """Return the proof as whoever downloads it reads it."""
    event = story.case.events.get(sequence=sequence)
    proof = proving.proof_of(event, story.case.number, with_note=with_note)
    return json.loads(json.dumps(proof))


@pytest.fixture
def keep(tmp_path):
    """Write something into a file; return its name."""

    def keep(thing, name="proof.json"):
        path = tmp_path / name
        path.write_text(thing if isinstance(thing, str) else json.dumps(thing))
        return str(path)

    return keep


@pytest.fixture
def roots(keep, tmp_path):
    """What is published, in a file."""
    with (tmp_path / "roots.jsonl").open("w") as file:
        call_command("journal_roots", stdout=file)
    return file.name


@pytest.mark.parametrize("with_note", [True, False])
def test_each_event_of_a_case_is_proven(sealed, keep, roots, with_note):
    proofs = [proof_of(sealed, place, with_note=with_note) for place in (1, 2, 3, 4)]

    key = JournalDay.objects.get().key
    assert verify.main(["event", keep(proofs), "--roots", roots, "--key", key.name]) == 0
    assert verify.main(["event", keep(proofs[2]), "--key", key.public]) == 0
    assert verify.main(["event", keep(proofs[0]), "--key", keep(key.public, "key.txt")]) == 0


def test_the_verifier_needs_nothing_of_the_portal(sealed, keep, roots, tmp_path):
    script = tmp_path / "verify.py"
    script.write_text((settings.BASE_DIR / "scripts/verify.py").read_text())
    command = [sys.executable, str(script), "event", keep(proof_of(sealed, 2)), "--roots", roots]

    done = subprocess.run(command, cwd=tmp_path, env={}, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "HOLDS" in done.stdout.decode()


def test_a_proof_tells_nothing_of_clerks_and_of_notes_between_agencies(sealed):
    said = json.dumps(proof_of(sealed, 3, with_note=False), ensure_ascii=False)

    event = sealed.case.events.get(sequence=3)
    assert event.note
    assert event.note not in said
    assert event.nonce not in said
    assert '"user"' not in said
    assert bytes(JournalDay.objects.get().secret).hex() not in said


def test_an_event_of_today_has_no_proof_yet(story):
    with pytest.raises(proving.NotSealedYet):
        proving.proof_of(story.case.events.first(), story.case.number, with_note=True)


def test_a_proof_costs_the_same_however_full_the_day(sealed, django_assert_num_queries):
    event, number = sealed.case.events.first(), sealed.case.number

    with django_assert_num_queries(4):
        proving.proof_of(event, number, with_note=True)


# --- What was changed is seen ---------------------------------------------------------------------
def leaves_of(thing, path=()):
    """Yield the way to every value in a proof."""
    if isinstance(thing, dict):
        for name, value in thing.items():
            yield from leaves_of(value, (*path, name))
    elif isinstance(thing, list):
        for place, value in enumerate(thing):
            yield from leaves_of(value, (*path, place))
    else:
        yield path


def changed(value):
    """Return another value of the same kind, as close to it as can be."""
    if isinstance(value, str):
        return ("1" if value[:1] != "1" else "2") + value[1:]
    return (value or 0) + 1


def test_every_value_that_is_changed_breaks_the_proof(sealed, keep, capsys):
    proof = proof_of(sealed, 3)
    ways = [way for way in leaves_of(proof) if way[0] != "in_words"]

    for way in ways:
        spoilt = deepcopy(proof)
        inner = spoilt
        for step in way[:-1]:
            inner = inner[step]
        inner[way[-1]] = changed(inner[way[-1]])
        assert verify.main(["event", keep(spoilt)]) in (1, 2), way
    assert len(ways) > 25


def test_events_that_do_not_follow_each_other_are_told(sealed, keep, monkeypatch, capsys):
    one, two = proof_of(sealed, 1), proof_of(sealed, 2)
    monkeypatch.setattr(verify, "check_event", lambda proof: None)
    one["shown"]["facts"]["value"]["hash"] = "0" * 64

    assert verify.main(["event", keep([one, two])]) == 1
    assert "does not follow" in capsys.readouterr().out


def test_a_proof_under_a_foreign_key_is_told(sealed, keep, capsys):
    foreign = keys.read(new_journal_key())

    assert verify.main(["event", keep(proof_of(sealed, 1)), "--key", foreign.name]) == 1


def test_a_key_that_was_trusted_vouches_for_the_next(sealed, keep, settings):
    first, new = keys.mounted(), new_journal_key()
    keys.introduce(keys.read(new), by=first, now=NEXT_MORNING)
    settings.JOURNAL_KEY = new
    sealed.now = NEXT_MORNING + timedelta(hours=2)
    sealed.withdraw()
    sealing.seal_what_is_due(now=NEXT_MORNING + timedelta(days=1))

    proof = proof_of(sealed, Event.objects.last().sequence)
    assert proof["day"]["key"] == keys.read(new).name
    assert verify.main(["event", keep(proof), "--key", first.name]) == 0


# --- Days -----------------------------------------------------------------------------------------
def test_what_is_published_is_checked_as_a_whole(sealed, tmp_path, keep):
    sealing.seal_what_is_due(now=NEXT_MORNING + timedelta(days=3))
    with (tmp_path / "roots.jsonl").open("w") as file:
        call_command("journal_roots", stdout=file)
    lines = (tmp_path / "roots.jsonl").read_text().splitlines()

    assert verify.main(["root", file.name]) == 0
    assert verify.main(["root", file.name, "--against", keep("\n".join(lines[:2]))]) == 0
    assert verify.main(["root", keep("\n".join([*lines[:2], *lines[3:]]))]) == 1
    # However the days are listed, and though one stands there twice, nothing was tampered with.
    assert verify.main(["root", keep("\n".join([*reversed(lines), lines[1]]))]) == 0
    changed = lines[-1].replace('"size":', '"size":1')
    assert verify.main(["root", keep("\n".join([*lines, changed]))]) == 1
    assert verify.main(["root", keep(lines[0])]) == 2


def test_an_older_copy_is_told_by_what_was_kept(sealed, roots, keep, capsys):
    day = JournalDay.objects.get()

    assert verify.main(["root", roots, "--against", keep(f"{day.day} {day.hash}\n")]) == 0
    assert verify.main(["root", roots, "--against", keep(f"2026-09-30 {day.hash}\n")]) == 1


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", "[1]", '{"format": 1}', "[" * 9999, '{"a": 1, "a": 1}', "\ud800"],
)
def test_what_is_no_proof_is_told_plainly(text, tmp_path, capsys):
    path = tmp_path / "proof.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))

    assert verify.main(["event", str(path)]) == 2
    assert verify.main(["root", str(path)]) in (1, 2)
    assert "CANNOT BE READ" in capsys.readouterr().out
