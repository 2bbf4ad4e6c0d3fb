"""Web, worker and commands are a role that owns nothing and cannot undo what guards history."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import ProgrammingError, connection, transaction

from casework.models import Case, Duty, Event
from kit import grants
from kit.models import Immutable, KeptAnswer
from tests import owner

pytestmark = pytest.mark.django_db
needs_roles = pytest.mark.skipif(
    connection.vendor != "postgresql"
    or settings.APPLICATION_ROLE in ("", connection.settings_dict["USER"]),
    reason="there is but one role here",
)


def is_refused(statement):
    """Whether the database refuses the statement to the application."""
    try:
        with transaction.atomic():
            owner.run(statement)
    except ProgrammingError as error:
        return "permission denied" in str(error) or "must be owner" in str(error)
    return False


@needs_roles
def test_what_is_written_once_is_only_read_and_added_to():
    written_once = [model._meta for model in apps.get_models() if issubclass(model, Immutable)]
    statements = [
        statement
        for meta in written_once
        for statement in (
            f"UPDATE {meta.db_table} SET {meta.pk.column} = {meta.pk.column}",
            f"DELETE FROM {meta.db_table}",
            f"TRUNCATE {meta.db_table}",
        )
    ]

    allowed = [statement for statement in statements if not is_refused(statement)]

    assert not allowed


@needs_roles
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE casework_event DISABLE TRIGGER ALL",
        "DROP TRIGGER casework_event_no_change ON casework_event",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE sql AS ''",
        "CREATE TABLE mine (id int)",
        "CREATE TRIGGER mine BEFORE INSERT ON casework_event EXECUTE FUNCTION refuse_change()",
        "DROP TABLE casework_event",
        "ALTER ROLE portal SUPERUSER",
        "DELETE FROM casework_case",
        "TRUNCATE django_session",
    ],
)
def test_the_application_cannot_undo_the_wall(statement):
    assert is_refused(statement)


@needs_roles
def test_the_role_has_what_it_needs_and_no_more():
    assert grants.excess() == []


@needs_roles
def test_a_right_too_many_is_named_and_taken_back():
    with owner.as_owner():
        owner.run(f"GRANT DELETE ON casework_case TO {settings.APPLICATION_ROLE}")
        owner.run("GRANT UPDATE ON casework_event TO PUBLIC")

    assert grants.excess() == ["casework_case", "casework_event"]
    with pytest.raises(SystemCheckError, match="casework_case"):
        call_command("check", deploy=True, databases=["default"], tags=["database"])

    with owner.as_owner():
        grants.put_up()
    assert grants.excess() == []


@needs_roles
def test_the_owner_is_found_to_be_too_strong():
    with owner.as_owner():
        assert {"the role itself", "casework_event"} <= set(grants.excess())


def test_a_table_that_says_nothing_is_kept():
    rights = grants.rights()

    assert rights[Case._meta.db_table] == {"SELECT", "INSERT", "UPDATE"}
    assert rights[Event._meta.db_table] == {"SELECT", "INSERT"}
    assert "DELETE" in rights[Duty._meta.db_table]
    assert "DELETE" in rights[KeptAnswer._meta.db_table]


def test_what_goes_with_an_account_may_go():
    rights = grants.rights()

    assert all("DELETE" in rights[table] for table in ("accounts_identitycheck", "knox_authtoken"))
