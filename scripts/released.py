"""What the last release was: its migrations and its tables, so that the next one lives beside it.

Usage: .venv/bin/python scripts/postgresql.py .venv/bin/python scripts/released.py write|check

`write`, when a release is made: keeps both lists in deploy/released. `check`: each migration since
then leaves the last release working, as django-migration-linter judges its SQL. That old code also
lives with the new tables: tests/operations/test_upgrading.py.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

import django  # noqa: E402

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations import Migration  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django_migration_linter import MigrationLinter  # noqa: E402

FOLDER = ROOT / "deploy" / "released"
MIGRATIONS, TABLES = FOLDER / "migrations.txt", FOLDER / "tables.txt"
COLUMNS = """SELECT table_name, column_name, data_type, is_nullable,
        column_default IS NOT NULL OR is_identity = 'YES'
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"""


def _rooms() -> set[str]:
    return {each.name for each in (*ROOT.iterdir(), *(ROOT / "services").iterdir())}


def by_name() -> dict[str, Migration]:
    """Return every migration of a room of ours by `app.name`."""
    every = MigrationLoader(None).disk_migrations.items()
    rooms = _rooms()
    return {f"{app}.{name}": found for (app, name), found in every if app in rooms}


def tables() -> list[str]:
    """Return each column of ours: table, name, type, whether it may be empty or fills itself.

    What libraries change of their own tables is theirs to bring over.
    """
    rooms, every = _rooms(), apps.get_models(include_auto_created=True)
    ours = {each._meta.db_table for each in every if each._meta.app_label in rooms}
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        rows = cursor.fetchall()
    return [
        f"{table}.{column} {kind.replace(' ', '-')} {_ask(null == 'YES' or fills)}"
        for table, column, kind, null, fills in rows
        if table in ours
    ]


def _ask(is_free: bool) -> str:
    return "free" if is_free else "needed"


def write() -> int:
    """Keep what is now as the last release."""
    call_command("migrate", verbosity=0)
    FOLDER.mkdir(exist_ok=True)
    MIGRATIONS.write_text("\n".join(sorted(by_name())) + "\n")
    TABLES.write_text("\n".join(tables()) + "\n")
    return 0


def check() -> int:
    """Judge what has come since the last release."""
    released = {*MIGRATIONS.read_text().split()}
    new = {key: each for key, each in by_name().items() if key not in released}
    linter = MigrationLinter(str(ROOT), no_cache=True, quiet=["ok"])
    for _key, migration in sorted(new.items()):
        linter.lint_migration(migration)
    print(f"{len(new)} migrations since the last release, {linter.nb_erroneous} break it.")
    return int(linter.has_errors)


if __name__ == "__main__":
    sys.exit({"write": write, "check": check}[sys.argv[1]]())
