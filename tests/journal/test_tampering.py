"""Twelve ways to falsify a history, each really done in the database, each found and named."""

import base64
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import connection

from casework.actions.history import seal
from casework.models import Case, Event
from journal import anchors, keys, publishing, sealing, statements
from journal.models import JournalDay, JournalKey, JournalLeaf
from journal.rules.merkle import root_of
from kit import append_only
from law.canonical import canonical
from portal.keys import new_journal_key
from tests.cast import MONDAY
from tests.journal.attacker import add, change, found, hash_anew, sql, superuser
from tests.journal.conftest import NEXT_MORNING

NOW = NEXT_MORNING + timedelta(hours=1)
MONDAY_DATE = date(2026, 9, 7)


@pytest.fixture
def event(sealed):
    """Return an event of the case by its place."""
    return lambda sequence: sealed.case.events.get(sequence=sequence)


@pytest.fixture
def number(sealed):
    return sealed.case.number


@pytest.fixture
def kept(sealed):
    """What another agency wrote down while all was well."""
    lines = [canonical(line).decode() for line in publishing.everything()]
    return anchors.read(lines)


def test_where_nothing_happened_nothing_is_found(sealed, kept, capsys):
    assert found(NOW, kept) == []

    call_command("verify_journal")
    assert "未发现篡改" in capsys.readouterr().out


def test_before_anything_is_sealed_nothing_is_found_either(story):
    assert found(NOW) == []


# --- 1 edit ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "columns",
    [{"note": "另一个说法"}, {"actor_position": "su"}, {"data": '{"reasons": ["A05"]}'}],
)
def test_an_edited_event_is_found(event, number, columns):
    with superuser():
        change(event(3), **columns)

    assert found(NOW) == [f"edited {number}/3"]


def test_an_edited_event_that_was_hashed_anew_is_found(event, number):
    edited = event(4)
    with superuser():
        change(edited, note="另一个说法")
        hash_anew(edited.case, first=4)

    assert found(NOW) == [f"rewritten {number}/4"]


def test_an_event_edited_before_its_day_is_sealed_is_found_too(story):
    with superuser():
        change(story.case.events.get(sequence=2), note="另一个说法")

    assert found(MONDAY + timedelta(hours=1)) == [f"edited {story.case.number}/2"]


# --- 2 delete -------------------------------------------------------------------------------
def test_a_deleted_event_is_found(event, number):
    with superuser():
        sql("DELETE FROM casework_event WHERE id = %s", event(2).pk)

    assert found(NOW) == [f"deleted {number}/2"]


def test_a_deletion_with_the_others_moved_up_is_found(event, number):
    gone = event(2)
    with superuser():
        sql("DELETE FROM casework_event WHERE id = %s", gone.pk)
        for sequence in (3, 4):
            change(event(sequence), sequence=sequence - 1)

    assert found(NOW) == [f"deleted {number}/2"]


def test_a_deletion_together_with_its_leaf_is_found_in_the_day(event, number):
    gone = event(2)
    with superuser():
        sql("DELETE FROM journal_journalleaf WHERE event_id = %s", gone.pk)
        sql("DELETE FROM casework_event WHERE id = %s", gone.pk)

    assert found(NOW) == [f"deleted {MONDAY_DATE}", f"deleted {number}/3"]


def test_a_deletion_before_the_day_is_sealed_is_found(story):
    with superuser():
        sql("DELETE FROM casework_event WHERE id = %s", story.case.events.get(sequence=2).pk)

    assert found(MONDAY + timedelta(hours=1)) == [f"deleted {story.case.number}/3"]


# --- 3 insert -------------------------------------------------------------------------------
def test_an_inserted_event_is_found(event, number):
    before = event(2)
    with superuser():
        for sequence in (4, 3):
            change(event(sequence), sequence=sequence + 1)
        add(before, 3, before.at)

    assert found(NOW) == [f"inserted {number}/3"]


def test_an_inserted_event_is_found_though_it_bears_the_date_of_today(event, number):
    before = event(2)
    with superuser():
        for sequence in (4, 3):
            change(event(sequence), sequence=sequence + 1)
        add(before, 3, NOW)

    assert found(NOW) == [f"inserted {number}/3"]


def test_an_event_added_later_with_an_earlier_date_is_found(event, number):
    add(event(4), 5, event(4).at)

    assert found(NOW) == [f"inserted {number}/5"]


def test_and_is_found_still_when_it_was_sealed_days_later(event, number):
    sealing.seal_what_is_due(now=NOW + timedelta(days=2))
    add(event(4), 5, event(4).at)

    sealing.seal_what_is_due(now=NOW + timedelta(days=3))

    assert found(NOW + timedelta(days=3)) == [f"inserted {number}/5"]


# --- 4 reorder ------------------------------------------------------------------------------
def test_reordered_events_are_found(event, number):
    second, third = event(2), event(3)
    with superuser():
        change(second, sequence=99)
        change(third, sequence=2)
        change(second, sequence=3)

    assert found(NOW) == [f"reordered {number}/3"]


def test_events_that_changed_places_with_their_times_and_hashes_are_found(event, number):
    second, third = event(2), event(3)
    names = ("kind", "moved_from", "moved_to", "note", "nonce")
    with superuser():
        for one, other in ((second, third), (third, second)):
            change(one, **{name: getattr(other, name) for name in names})
        hash_anew(second.case)

    assert {line.split()[0] for line in found(NOW)} == {"rewritten"}


# --- 5 cut the tail -------------------------------------------------------------------------
def test_a_tail_that_was_cut_is_found(event, number):
    with superuser():
        sql("DELETE FROM casework_event WHERE id = %s", event(4).pk)

    assert found(NOW) == [f"cut-tail {number}/4"]


def test_a_tail_cut_with_its_leaf_is_found_in_case_and_day(event, number):
    gone = event(4)
    with superuser():
        sql("DELETE FROM journal_journalleaf WHERE event_id = %s", gone.pk)
        sql("DELETE FROM casework_event WHERE id = %s", gone.pk)

    assert found(NOW) == [f"deleted {MONDAY_DATE}", f"cut-tail {number}/4"]


def test_a_move_cut_off_before_its_day_is_sealed_is_found(story):
    with superuser():
        sql("DELETE FROM casework_event WHERE id = %s", story.case.events.last().pk)

    assert found(MONDAY + timedelta(hours=1)) == [f"cut-tail {story.case.number}/4"]


# --- 6 fork ---------------------------------------------------------------------------------
def test_a_second_branch_is_found(event, number):
    add(event(2), 5, NOW)

    assert found(NOW) == [f"forked {number}/5"]


# --- 7 old copy -----------------------------------------------------------------------------
def test_a_database_older_than_what_was_kept_is_found(sealed):
    sealing.seal_what_is_due(now=NOW + timedelta(days=1))
    kept = anchors.read(canonical(line).decode() for line in publishing.everything())
    with superuser():  # as the backup of the day before is put back
        sql("DELETE FROM journal_journalday WHERE day = %s", "2026-09-08")

    assert found(NOW, kept) == ["old-copy 2026-09-08"]


def test_the_line_of_a_newspaper_is_enough(sealed):
    assert found(NOW, anchors.read([f"2026-09-09 {'0' * 64}"])) == ["old-copy 2026-09-09"]


# --- 8 key swap -----------------------------------------------------------------------------
def sign_everything_with(key):
    """Sign all days anew, under a key that takes the place of the portal's own."""
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    ours = keys.SigningKey(key)
    row = JournalKey.objects.get()
    row.name, row.public, row.introduced_by = ours.name, public, ours.name
    row.signature = ours.sign(statements.of_key(row))
    sql(
        "UPDATE journal_journalkey SET name=%s, public=%s, introduced_by=%s, signature=%s",
        *(row.name, row.public, row.introduced_by, row.signature),
    )
    sign_days(ours)


def sign_days(ours):
    """Sign all days anew."""
    previous = ""
    for day in JournalDay.objects.select_related("key").order_by("day"):
        day.previous_hash = previous
        statement = statements.of_day(day)
        previous = statements.hash_of(statement)
        sql(
            "UPDATE journal_journalday SET previous_hash=%s, hash=%s, signature=%s WHERE id=%s",
            *(day.previous_hash, previous, ours.sign(statement), day.pk),
        )


def test_a_swapped_key_is_found(sealed, kept):
    with superuser():
        sign_everything_with(Ed25519PrivateKey.generate())

    ours = keys.mounted().name
    assert found(NOW) == [f"key-swapped {ours}"]
    assert f"key-swapped {ours}" in found(NOW, kept)
    assert f"rewritten {MONDAY_DATE}" in found(NOW, kept)


def test_a_foreign_key_under_the_old_name_is_found(sealed):
    foreign = base64.b64encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    with superuser():
        sql("UPDATE journal_journalkey SET public = %s", foreign.decode())

    assert f"key-swapped {JournalKey.objects.get().name}" in found(NOW)
    assert f"key-swapped {MONDAY_DATE}" in found(NOW)


def test_a_key_introduced_by_one_that_nobody_introduced_is_found(sealed):
    ours, false = keys.mounted(), keys.read(new_journal_key())
    keys.introduce(false, by=false, now=NOW)
    last = keys.introduce(keys.read(new_journal_key()), by=false, now=NOW)

    lines = found(NOW)

    assert lines == [f"key-swapped {false.name}", f"key-swapped {last.name}"]
    assert ours.name not in "".join(lines)


def test_a_key_that_was_introduced_is_no_swap(sealed, settings):
    settings_key, new = keys.mounted(), new_journal_key()
    keys.introduce(keys.read(new), by=settings_key, now=NOW)
    settings.JOURNAL_KEY = new
    sealing.seal_what_is_due(now=NOW + timedelta(days=1))

    assert found(NOW + timedelta(days=1)) == []
    assert JournalDay.objects.first().key.name == keys.read(new).name


# --- 9 shifted time -------------------------------------------------------------------------
def test_a_shifted_time_is_found(event, number):
    with superuser():
        change(event(3), at=event(3).at - timedelta(minutes=3))

    assert found(NOW) == [f"shifted-time {number}/3"]


def test_a_shifted_time_that_was_hashed_anew_is_found(event, number):
    with superuser():
        change(event(4), at=event(4).at + timedelta(days=1))
        hash_anew(event(4).case, first=4)

    assert found(NOW + timedelta(days=2)) == [f"shifted-time {number}/4"]


def test_a_time_before_that_of_the_event_before_is_found(story):
    last = story.case.events.last()
    add(last, last.sequence + 1, last.at - timedelta(hours=2))

    assert found(MONDAY + timedelta(hours=1)) == [f"shifted-time {story.case.number}/5"]


def test_a_time_that_has_not_come_is_found(story):
    last = story.case.events.last()
    add(last, last.sequence + 1, NOW + timedelta(days=30))

    assert found(NOW) == [f"shifted-time {story.case.number}/5"]


# --- 10 bulk change by a superuser ------------------------------------------------------------
def test_a_change_of_many_is_found_as_such(story):
    for each in range(3):
        copy_case(story.case, f"2026-COPY-{each}")
    sealing.seal_what_is_due(now=NEXT_MORNING)
    with superuser():
        sql("UPDATE casework_event SET note = 'x'")

    lines = found(NOW)

    assert lines[-1] == "bulk"
    assert sum(line.startswith("edited") for line in lines) == Event.objects.count() == 16


def copy_case(case, number):
    """Add an ended case with the history of this one."""
    events = list(case.events.all())
    copy = Case.objects.get(pk=case.pk)
    copy.pk, copy.number, copy.status, copy.closed_at = None, number, "withdrawn", NOW
    copy.save()
    previous = ""
    for event in events:
        event.pk, event.case, event.previous_hash = None, copy, previous
        if event is events[-1]:
            event.moved_to = copy.status
        previous = event.hash = seal(event, number)
        event.save()


# --- 11 trigger off -------------------------------------------------------------------------
@pytest.mark.parametrize("table", append_only.tables())
def test_a_missing_trigger_is_found(db, table):
    if connection.vendor == "postgresql":
        sql(f"DROP TRIGGER {table}_no_change ON {table}")
    else:
        sql(f"DROP TRIGGER {table}_no_DELETE")

    assert append_only.missing() == [table]
    assert found(NOW)[0] == f"trigger-off {table}"


def test_a_trigger_that_does_nothing_is_found(db):
    if connection.vendor == "postgresql":
        sql(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RETURN OLD; END $$"
        )
    else:
        for table in append_only.tables():
            sql(f"DROP TRIGGER {table}_no_UPDATE")
            sql(f"CREATE TRIGGER {table}_no_UPDATE BEFORE UPDATE ON {table} BEGIN SELECT 1; END")

    assert append_only.missing() == append_only.tables()


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE casework_event DISABLE TRIGGER casework_event_no_change",
        "ALTER TABLE casework_event ENABLE REPLICA TRIGGER casework_event_no_truncate",
    ],
)
def test_a_disabled_trigger_is_found(db, statement):
    if connection.vendor == "postgresql":
        sql(statement)
        assert append_only.missing() == ["casework_event"]


def test_a_session_in_which_no_trigger_fires_is_found(db):
    if connection.vendor == "postgresql":
        sql("SET LOCAL session_replication_role = replica")
        assert append_only.missing() == ["session_replication_role"]


# --- 12 whole chain rewritten -----------------------------------------------------------------
def test_a_chain_hashed_anew_as_a_whole_is_found(event, number):
    with superuser():
        change(event(1), note="另一个说法")
        hash_anew(event(1).case)

    assert found(NOW) == [f"rewritten {number}/{place}" for place in (1, 2, 3, 4)]


def write_journal_anew(case, *, key=None):
    """Rewrite the leaves, and with a key in hand also the days, to fit what the events say now."""
    for day in JournalDay.objects.order_by("day"):
        hashes = []
        for event in Event.objects.filter(leaf__day=day.day).order_by("leaf__index"):
            leaf = sealing.leaf_for(event, case.number, bytes(day.secret))
            hashes.append(leaf.hash)
            sql(
                "UPDATE journal_journalleaf SET event_hash=%s, hash=%s WHERE event_id=%s",
                *(leaf.event_hash, leaf.hash, event.pk),
            )
        if key is not None:
            root = root_of(hashes)
            sql(
                "UPDATE journal_journalday SET root=%s, blocks=%s WHERE id=%s",
                *(root.hex(), root if hashes else b"", day.pk),
            )
    if key is not None:
        sign_days(key)


def test_a_chain_rewritten_with_its_leaves_is_found_by_the_root(event):
    with superuser():
        change(event(1), note="另一个说法")
        hash_anew(event(1).case)
        write_journal_anew(event(1).case)

    assert found(NOW) == [f"rewritten {MONDAY_DATE}"]


def test_a_chain_and_days_rewritten_with_a_stolen_key_are_found_by_what_was_kept(event, kept):
    with superuser():
        change(event(1), note="另一个说法")
        hash_anew(event(1).case)
        write_journal_anew(event(1).case, key=keys.mounted())

    assert found(NOW) == []  # nobody without a copy could know
    assert found(NOW, kept) == [f"rewritten {MONDAY_DATE}"]


def test_a_day_sealed_anew_after_it_was_removed_is_found_by_what_was_kept(event, kept):
    with superuser():
        sql("DELETE FROM journal_journalday")
        sql("DELETE FROM journal_journalleaf")
        change(event(1), note="另一个说法")
        hash_anew(event(1).case)
    sealing.seal_what_is_due(now=NOW)

    assert found(NOW, kept) == [f"rewritten {MONDAY_DATE}"]


# --- The journal itself -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE journal_journalday SET size = 3 WHERE day = '2026-09-07'", "rewritten"),
        ("UPDATE journal_journalday SET signature = 'AAAA' WHERE day = '2026-09-07'", "key-swap"),
        ("DELETE FROM journal_journalday WHERE day = '2026-09-08'", "deleted"),
        ("DELETE FROM journal_journalday WHERE day = '2026-09-07'", "deleted"),
    ],
)
def test_a_day_that_was_tampered_with_is_found(sealed, statement, kind):
    sealing.seal_what_is_due(now=NOW + timedelta(days=2))
    with superuser():
        sql(statement)

    assert any(line.startswith(kind) for line in found(NOW + timedelta(days=2)))


def test_a_secret_that_was_changed_is_found(sealed):
    with superuser():
        sql("UPDATE journal_journalday SET secret = %s", b"0" * 32)

    assert {line.split()[0] for line in found(NOW)} == {"rewritten"}


def test_leaves_that_changed_places_are_found(sealed):
    first, second = JournalLeaf.objects.all()[:2]
    with superuser():
        for leaf, index in ((first, 99), (second, first.index), (first, second.index)):
            sql(
                'UPDATE journal_journalleaf SET "index"=%s WHERE event_id=%s',
                *(index, leaf.event_id),
            )

    assert found(NOW) == [f"rewritten {MONDAY_DATE}"]


# --- The command ------------------------------------------------------------------------------
def test_the_command_names_case_event_and_kind_in_both_languages(event, number, capsys):
    with superuser():
        change(event(3), note="x")

    with pytest.raises(CommandError, match="1 findings"):
        call_command("verify_journal")

    said = capsys.readouterr().out
    assert f"业务件 {number} 第 3 条：内容被改动。" in said
    assert f"case {number}, event 3: its content was changed." in said


def test_the_command_reads_what_was_kept(sealed, tmp_path, capsys):
    file = tmp_path / "roots.jsonl"
    with file.open("w") as out:
        call_command("journal_roots", stdout=out)
    call_command("verify_journal", anchors=str(file))

    file.write_text(f"2026-09-07 {'0' * 64}\n")
    with pytest.raises(CommandError, match="1 findings"):
        call_command("verify_journal", anchors=str(file))


@pytest.mark.parametrize("line", ["nonsense", "{", '{"day": 3}', "2026-13-01 00", "[]"])
def test_a_copy_that_cannot_be_read_is_refused_by_its_line(sealed, tmp_path, line):
    file = tmp_path / "roots.jsonl"
    file.write_text(f"\n{line}\n")

    with pytest.raises(CommandError, match="line 2"):
        call_command("verify_journal", anchors=str(file))
