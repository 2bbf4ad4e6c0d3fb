"""The last release goes on beside this one: it finds its tables, and writes what it always did."""

import re

import pytest
from django.db import connection

from scripts import released


def columns(lines):
    return dict(line.split(" ", 1) for line in lines)


@pytest.mark.django_db
def test_the_last_release_lives_with_the_new_tables():
    """Each column that it reads is there, and no new one asks for what it does not write."""
    if connection.vendor != "postgresql":
        return  # what is kept of the last release is of PostgreSQL
    old, new = columns(released.TABLES.read_text().splitlines()), columns(released.tables())
    tables = {column.partition(".")[0] for column in old}

    assert len(old) > 500
    assert [column for column in old if column not in new] == []
    changed = [each for each in old if old[each].split()[0] != new[each].split()[0]]
    stricter = [
        each for each in old if (old[each] + new[each]).count("free") == 1 and "needed" in new[each]
    ]
    added = [each for each in new if each not in old and each.partition(".")[0] in tables]
    assert (changed, stricter) == ([], [])
    assert [each for each in added if new[each].endswith("needed")] == []


def test_a_release_names_the_migrations_it_had():
    names = released.MIGRATIONS.read_text().split()

    assert len(names) > 40
    assert all(re.fullmatch(r"\w+\.\d{4}_\w+", each) for each in names)
    for each in names:
        app, _dot, name = each.partition(".")
        places = (released.ROOT / app, released.ROOT / "services" / app)
        assert any((place / "migrations" / f"{name}.py").is_file() for place in places), each
