"""What only the owner of the tables may do; the suite works as the application's role.

On PostgreSQL the connection is the owner's and each session begins as the application
(`sessions_begin_as_the_application`), so that one connection can be both.
"""

from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from casework.turn_triggers import TURNS
from kit import append_only

BECOME_OWNER, BE_THE_APPLICATION = "SET ROLE NONE", "RESET ROLE"


def become_owner():
    """Be the owner from now on: until the test is rolled back, or its database emptied."""
    if connection.vendor == "postgresql":
        run(BECOME_OWNER)


def be_the_application():
    """Be again what each session begins as."""
    if connection.vendor == "postgresql":
        run(BE_THE_APPLICATION)


@contextmanager
def as_owner():
    """Be the owner meanwhile; where something fails, the rollback ends it."""
    become_owner()
    yield
    be_the_application()


@contextmanager
def sessions_begin_as_the_application():
    """Let each session that is opened meanwhile begin as the application."""
    here, role = connection.settings_dict, settings.APPLICATION_ROLE
    if connection.vendor != "postgresql" or role in ("", here["USER"]):
        yield
        return
    connection.close()
    options = here["OPTIONS"]["options"]
    here["OPTIONS"]["options"] = f"{options} -c role={role}"
    yield
    connection.close()
    here["OPTIONS"]["options"] = options


def run(statement, *values):
    """Run a statement past the portal."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def put_up():
    """Put the triggers up."""
    with as_owner():
        append_only.put_up()


def take_down():
    """Take the triggers down, as after an attack on the database itself, and stay the owner."""
    become_owner()
    for name in append_only.tables():
        if connection.vendor == "postgresql":
            run(f"DROP TRIGGER IF EXISTS {name}_no_change ON {name}")
            run(f"DROP TRIGGER IF EXISTS {name}_no_truncate ON {name}")
        else:
            run(f"DROP TRIGGER IF EXISTS {name}_no_UPDATE")
            run(f"DROP TRIGGER IF EXISTS {name}_no_DELETE")
    if connection.vendor != "postgresql":  # where tables are emptied row by row
        run(f"DROP TRIGGER IF EXISTS {TURNS}_counted_by_delete")
