"""A real installation refuses to start with a default, a debugger or a missing secret."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from portal import keys

PLACES = {
    "SITE_HOST": "transfer.example",
    "DATABASE_URL": "postgres://portal@db:5432/portal",
    "REDIS_URL": "redis://broker:6379/0",
    "CACHE_URL": "redis://cache:6379/0",
    "EMAIL_URL": "smtp+tls://portal:letter@mail.example:587",
}


@pytest.fixture(scope="module")
def secrets_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("secrets")
    keys.write_all(folder)
    return folder


@pytest.fixture
def installation(secrets_folder):
    files = {f"{path.name.upper()}_FILE": str(path) for path in secrets_folder.iterdir()}
    return {**PLACES, **files}


def start(environment):
    given = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "portal.settings.production"}
    command = [sys.executable, "-c", "import django; django.setup()"]
    return subprocess.run(
        command, env=given | environment, cwd=settings.BASE_DIR, capture_output=True, text=True
    )


def test_a_complete_installation_starts(installation):
    assert start(installation).returncode == 0


@pytest.mark.parametrize(
    "secret",
    ["SECRET_KEY", "FIELD_KEYS", "BLIND_INDEX_KEY", "IDP_OIDC_PRIVATE_KEY", "DATABASE_PASSWORD"],
)
def test_without_a_secret_it_does_not_start(installation, secret):
    del installation[f"{secret}_FILE"]

    assert f"Set {secret}_FILE" in start(installation).stderr


@pytest.mark.parametrize("place", PLACES)
def test_without_a_place_it_does_not_start(installation, place):
    del installation[place]

    assert f"Set {place}" in start(installation).stderr


def test_with_the_key_of_the_tests_it_does_not_start(installation, tmp_path):
    example = tmp_path / "secret_key"
    example.write_text("test-only" * 10)

    assert (
        "SECRET_KEY is an example" in start(installation | {"SECRET_KEY_FILE": str(example)}).stderr
    )


def test_with_debug_it_does_not_start(installation):
    assert "DEBUG shows personal data" in start(installation | {"DEBUG": "1"}).stderr


def test_on_sqlite_it_does_not_start(installation):
    assert "PostgreSQL" in start(installation | {"DATABASE_URL": "sqlite:///portal.db"}).stderr


def test_a_key_of_the_demo_is_readable_by_its_owner_alone(tmp_path):
    keys.kept_key(tmp_path / "keys", "SECRET_KEY")

    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "keys" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_only_the_owner_enters_the_folder_of_production_keys(secrets_folder):
    assert secrets_folder.stat().st_mode & 0o777 == 0o700


def test_keys_once_made_stay(secrets_folder):
    before = {path: path.read_text() for path in secrets_folder.iterdir()}

    keys.write_all(secrets_folder)

    assert before == {path: path.read_text() for path in secrets_folder.iterdir()}
