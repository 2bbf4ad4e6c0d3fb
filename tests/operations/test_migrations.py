"""The migrations build what the models describe: the suite's own database comes from these."""

import os
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

FRESH = "migrated_from_nothing"
# What stands in the database, whatever order it was put up in.
COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable, column_default IS NOT NULL
FROM information_schema.columns WHERE table_schema = 'public'
"""
# A check is known by its sentence, and worded by what else stood when it was put up; a key by what
# it says, since Django's names hold a hash of how it came about.
CONSTRAINTS = """
SELECT conrelid::regclass::text,
       CASE contype WHEN 'c' THEN conname ELSE pg_get_constraintdef(oid) END FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
"""
INDEXES = """
SELECT tablename, regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON') FROM pg_indexes
WHERE schemaname = 'public'
"""
TRIGGERS = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"
POLICIES = "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies"
EVERYTHING = (COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS, POLICIES)

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the demo's tests migrate an SQLite file"
)


@pytest.fixture
def fresh(db):
    """An empty database beside the suite's own, and its address."""
    owner = os.environ["MIGRATION_DATABASE_URL"]
    with closing(psycopg2.connect(owner)) as session:
        session.autocommit = True
        session.cursor().execute(f"CREATE DATABASE {FRESH}")
        yield urlsplit(owner)._replace(path=f"/{FRESH}").geturl()
        session.cursor().execute(f"DROP DATABASE {FRESH} WITH (FORCE)")


def our_tables():
    """Return the names of the tables of our own rooms; libraries migrate theirs as they like."""
    here = str(settings.BASE_DIR)
    rooms = [each for each in apps.get_app_configs() if "site-packages" not in each.path]
    assert all(each.path.startswith(here) for each in rooms)
    return {
        model._meta.db_table
        for room in rooms
        for model in room.get_models(include_auto_created=True)
    }


def standing(cursor):
    """Return all that stands in a database about our tables."""
    ours, rows = our_tables(), []
    for question in EVERYTHING:
        cursor.execute(question)
        rows.append({row for row in cursor.fetchall() if row[0] in ours})
    return rows


def test_the_migrations_build_what_the_models_describe(fresh):
    command = [sys.executable, "manage.py", "migrate", "--skip-checks", "-v", "0"]
    urls = {"DATABASE_URL": fresh, "MIGRATION_DATABASE_URL": fresh}
    subprocess.run(command, cwd=settings.BASE_DIR, env=os.environ | urls, check=True)

    with closing(psycopg2.connect(fresh)) as session:
        migrated = standing(session.cursor())
    with connection.cursor() as cursor:
        described = standing(cursor)

    for built, wanted in zip(migrated, described, strict=True):
        assert sorted(built - wanted) == []
        assert sorted(wanted - built) == []


def test_the_application_cannot_touch_what_was_migrated(fresh):
    """The list of migrations is the owner's: the suite's own database has none."""
    with closing(psycopg2.connect(fresh)) as session:
        session.autocommit = True
        session.cursor().execute("CREATE TABLE django_migrations (id int)")
    application = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{FRESH}").geturl()

    with closing(psycopg2.connect(application)) as session, pytest.raises(psycopg2.Error):
        session.cursor().execute("DELETE FROM django_migrations")
