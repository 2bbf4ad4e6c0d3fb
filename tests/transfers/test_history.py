"""History cannot be changed, and every change would be noticed."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from casework.models import Event
from kit import append_only
from kit.models import ImmutableError
from records.models import Posting
from tests import owner
from tests.cast import MONDAY, make_draft, make_world
from tests.kept import kept
from transfers.actions import applying
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted():
    return kept(("submitted",), submit)


def submit():
    world = make_world()
    return applying.submit(make_draft(world, "pension"), by=world.applicant, now=MONDAY)


@pytest.fixture
def unguarded():
    """The triggers are down, as after an attack on the database itself."""
    owner.take_down()


@pytest.mark.parametrize("table", append_only.tables())
def test_the_database_refuses_to_change_what_is_written_once(submitted, table):
    owner.become_owner()  # the application has not even the right to try
    if table == "casework_event":
        for statement in (f"UPDATE {table} SET note='x'", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                connection.cursor().execute(statement)
    names = _triggers()
    assert sum(name.lower().startswith(f"{table}_no_") for name in names) == 2


def _triggers():
    source = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(source)
        return [row[0] for row in cursor.fetchall()]


def test_the_model_refuses_too(submitted):
    event = Event.objects.first()

    with pytest.raises(ImmutableError):
        event.save()
    with pytest.raises(ImmutableError):
        event.delete()


def test_all_invariants_hold_after_a_submission(submitted, capsys):
    call_command("check_invariants")


@pytest.mark.parametrize(
    ("statement", "noticed"),
    [
        ("UPDATE casework_event SET note = 'changed' WHERE sequence = 2", "hash_chains"),
        ("UPDATE casework_event SET actor_position = 'su' WHERE sequence = 1", "hash_chains"),
        ("DELETE FROM casework_event WHERE sequence = 1", "hash_chains"),
        ("DELETE FROM casework_event WHERE sequence = 2", "histories_hold"),
        ("UPDATE casework_case SET status = 'letter-issued'", "histories_hold"),
        ("UPDATE letters_letter SET kind = 'acceptance-letter'", "no_submission_is_lost"),
        ("UPDATE casework_step SET closed_at = opened_at", "open_cases_have_one_turn"),
        ("DELETE FROM casework_duty WHERE kind = 'late'", "running_terms_owe"),
    ],
)
def test_every_tampering_is_named(submitted, unguarded, statement, noticed):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM feeds_unplaced")  # whoever deletes an event clears its way
        cursor.execute(statement)

    assert any(name.startswith(noticed) for name, _text in violations())
    with pytest.raises(CommandError):
        call_command("check_invariants")


def test_money_that_does_not_add_up_is_named(submitted):
    Posting.objects.create(
        case_number="x", movement="sent", reference="r", side="transit", amount_fen=1, at=MONDAY
    )

    assert "money_in_is_money_out" in {name for name, _text in violations()}
