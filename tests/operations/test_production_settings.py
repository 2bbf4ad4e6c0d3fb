"""A real installation refuses to start with a default, a debugger or a missing secret."""

import base64
import importlib.util
import runpy
import ssl
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from kombu import Connection

from demo import identity_provider
from portal import keys
from portal.settings import outside

PLACES = {
    "SITE_HOST": "transfer.example",
    "DATABASE_URL": "postgres://portal@db:5432/portal",
    "REDIS_URL": "redis://broker:6379/0",
    "EMAIL_URL": "smtp+tls://portal:letter@mail.example:587",
    "SMS_GATEWAY_URL": "https://sms.example/messages",
    "SMS_GATEWAY_TOKEN": "a token of the gateway",
}


@pytest.fixture(scope="module")
def secrets_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("secrets")
    keys.write_all(folder)
    return folder


@pytest.fixture
def installation(secrets_folder):
    files = {f"{path.name.upper()}_FILE": str(path) for path in secrets_folder.iterdir()}
    return {**PLACES, **files, "MIGRATION_DATABASE_URL": ""}


@pytest.fixture
def refusal(installation, monkeypatch):
    """Say with which words production refuses to start when these settings differ."""

    def refusal(**different):
        for name, value in (installation | different).items():
            monkeypatch.setenv(name, value)
        with pytest.raises(ImproperlyConfigured) as refused:
            runpy.run_module("portal.settings.production")
        return str(refused.value)

    return refusal


def test_a_complete_installation_starts(installation):
    environment = installation | {"DJANGO_SETTINGS_MODULE": "portal.settings.production"}
    command = [sys.executable, "manage.py", "check", "--fail-level", "WARNING"]

    checked = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True)

    assert checked.returncode == 0, checked.stderr.decode()


@pytest.mark.parametrize(
    "secret",
    [
        *("SECRET_KEY", "FIELD_KEYS", "BLIND_INDEX_KEY", "IDP_OIDC_PRIVATE_KEY"),
        *("SEAL_ROOT_CERTIFICATES", "JOURNAL_KEY", "DATABASE_PASSWORD"),
    ],
)
def test_without_a_secret_it_does_not_start(refusal, secret):
    assert f"Set {secret}_FILE" in refusal(**{f"{secret}_FILE": ""})


def test_the_owner_of_the_tables_needs_a_secret_too(refusal):
    owner = "postgres://portal_owner@db:5432/portal"
    missing = {"MIGRATION_DATABASE_PASSWORD_FILE": ""}

    assert "Set MIGRATION_DATABASE_PASSWORD_FILE" in refusal(
        MIGRATION_DATABASE_URL=owner, **missing
    )


def test_all_but_the_owner_need_no_secret_of_the_owner(installation, monkeypatch):
    for name, value in (installation | {"MIGRATION_DATABASE_PASSWORD_FILE": ""}).items():
        monkeypatch.setenv(name, value)

    made = runpy.run_module("portal.settings.production")

    assert made["DATABASES"]["default"]["USER"] == made["APPLICATION_ROLE"] == "portal"


@pytest.mark.parametrize("place", PLACES)
def test_without_a_place_it_does_not_start(refusal, place):
    assert f"Set {place}" in refusal(**{place: ""})


def test_with_the_key_of_the_tests_it_does_not_start(refusal, tmp_path):
    example = tmp_path / "secret_key"
    example.write_text("test-only" * 10)

    assert "SECRET_KEY is an example" in refusal(SECRET_KEY_FILE=str(example))


ZERO, DRAWN = (base64.b64encode(key).decode() for key in (bytes(32), bytes(range(32))))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("FIELD_KEYS", "0" * 40, "name of its own"),
        ("FIELD_KEYS", f"a:{'x' * 44}!", "not base64"),
        ("FIELD_KEYS", f"a:{DRAWN[:-8]}", "32 bytes"),
        ("FIELD_KEYS", f"a:{ZERO}", "nobody drew"),
        ("FIELD_KEYS", f"a:{DRAWN},b:{ZERO}", "key b"),
        ("FIELD_KEYS", f"a:{DRAWN},a:{DRAWN}", "name of its own"),
        ("BLIND_INDEX_KEY", ZERO, "nobody drew"),
        ("JOURNAL_KEY", "x" * 200, "no private key"),
        ("IDP_OIDC_PRIVATE_KEY", "x" * 2000, "no private key"),
        ("SEAL_ROOT_CERTIFICATES", "x" * 500, "no certificate"),
        ("SMS_GATEWAY_TOKEN", "the-token", "example"),
        ("SITE_HOST", "transfer.example.gov.cn", "portal.env.example"),
        ("SMS_GATEWAY_URL", "https://sms.example.gov.cn/messages", "portal.env.example"),
        ("EMAIL_URL", "smtp+tls://user:password@mail.example.gov.cn:587", "portal.env.example"),
    ],
)
def test_a_secret_that_is_none_is_found_at_the_start(refusal, name, value, said):
    refused = refusal(**{name: value, f"{name}_FILE": ""})

    assert said in refused
    assert value[5:] not in refused or not name.endswith(("KEYS", "KEY", "TOKEN"))


def test_a_key_of_another_kind_is_found_at_the_start(refusal):
    refused = refusal(JOURNAL_KEY=keys.new_signing_key(), JOURNAL_KEY_FILE="")

    assert "another kind" in refused


def test_with_a_secret_file_that_is_not_there_it_does_not_start(refusal):
    assert "SECRET_KEY_FILE cannot be read" in refusal(SECRET_KEY_FILE="/nowhere/secret_key")


def test_with_debug_it_does_not_start(refusal):
    assert "DEBUG shows personal data" in refusal(DEBUG="1")


def test_with_half_an_identity_provider_it_does_not_start(refusal):
    named = {"IDENTITY_PROVIDER_ISSUER": "https://identity.example"}
    assert "half configured: set IDENTITY_PROVIDER_CLIENT_SECRET" in refusal(**named)

    whole = identity_provider.environment("http://identity.example")
    assert "IDENTITY_PROVIDER_ISSUER must be https" in refusal(
        **whole, IDENTITY_PROVIDER_CLIENT_SECRET_FILE=""
    )


def test_with_a_message_gateway_in_clear_it_does_not_start(refusal):
    assert "must be https" in refusal(SMS_GATEWAY_URL="http://sms.example/messages")


@pytest.fixture
def authority(tmp_path):
    path = tmp_path / "inside.pem"
    path.write_text("-----BEGIN CERTIFICATE-----")
    return str(path)


@pytest.mark.parametrize(
    "different",
    [
        {"DATABASE_URL": "postgres://portal@db:5432/portal?sslmode=require"},
        {"REDIS_URL": "rediss://broker:6379/0"},
        {"REDIS_URL": "redis://broker:6379/0?ssl_cert_reqs=CERT_NONE"},
        {"INSIDE_CA": "yes"},
        {"INSIDE_CA": "yes", "DATABASE_URL": "postgres://portal@db/portal?sslmode=require"},
        {"INSIDE_CA": "yes", "REDIS_URL": "rediss://broker:6379/0?ssl_cert_reqs=CERT_NONE"},
    ],
)
def test_with_half_of_the_encryption_inside_it_does_not_start(refusal, authority, different):
    if "INSIDE_CA" in different:
        different = {"REDIS_URL": "redis://broker:6379/0"} | different | {"INSIDE_CA": authority}

    assert "INSIDE_CA is half of it" in refusal(**different)


def test_a_missing_authority_is_named(refusal, tmp_path):
    missing = {"INSIDE_CA": str(tmp_path / "none.pem"), "REDIS_URL": "rediss://broker:6379/0"}

    assert "names no file with a certificate" in refusal(**missing)


def test_with_an_authority_database_and_broker_prove_who_they_are(
    installation, monkeypatch, authority
):
    inside = {"INSIDE_CA": authority, "REDIS_URL": "rediss://broker:6379/0"}
    for name, value in (installation | inside).items():
        monkeypatch.setenv(name, value)

    production = runpy.run_module("portal.settings.production")

    options = production["DATABASES"]["default"]["OPTIONS"]
    assert (options["sslmode"], options["sslrootcert"]) == ("verify-full", authority)
    broker = Connection(production["CELERY_BROKER_URL"])
    assert broker.ssl["ssl_cert_reqs"] == ssl.CERT_REQUIRED
    assert (broker.ssl["ssl_ca_certs"], broker.ssl["ssl_check_hostname"]) == (authority, True)


def test_with_a_certificate_the_portal_proves_itself_to_both(
    installation, monkeypatch, authority, tmp_path
):
    own = tmp_path / "own.pem"
    own.write_text("-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----")
    inside = {"INSIDE_CA": authority, "REDIS_URL": "rediss://broker:6379/0"}
    for name, value in (installation | inside | {"INSIDE_CERTIFICATE": str(own)}).items():
        monkeypatch.setenv(name, value)

    production = runpy.run_module("portal.settings.production")

    options = production["DATABASES"]["default"]["OPTIONS"]
    assert (options["sslcert"], options["sslkey"]) == (str(own), str(own))
    broker = Connection(production["CELERY_BROKER_URL"])
    assert (broker.ssl["ssl_certfile"], broker.ssl["ssl_keyfile"]) == (str(own), str(own))


def test_a_certificate_without_its_key_or_an_authority_is_refused(refusal, authority):
    inside = {"INSIDE_CA": authority, "REDIS_URL": "rediss://broker:6379/0"}

    assert "INSIDE_CERTIFICATE needs it" in refusal(INSIDE_CERTIFICATE=authority)
    assert "certificate and a key" in refusal(**inside, INSIDE_CERTIFICATE=authority)


def test_what_may_leave_are_the_gateways_that_are_set(installation, monkeypatch):
    police = {"POLICE_GATEWAY_URL": "https://police.example/compare", "POLICE_CHANNEL": "none"}
    for name, value in (installation | police).items():
        monkeypatch.setenv(name, value)

    assert runpy.run_module("portal.settings.production")["OUTGOING"] == [PLACES["SMS_GATEWAY_URL"]]


@pytest.mark.parametrize(
    "name",
    ["MAIL_STATUS_URL", "SMS_STATUS_URL", "POLICE_GATEWAY_URL", "ACCOUNT_CHECK_URL",
     "CARD_MAKER_URL", "TREATMENT_PLACES_GATEWAY_URL"],
)  # fmt: skip
def test_each_gateway_that_is_set_may_be_called(monkeypatch, name):
    monkeypatch.setenv(name, "https://gateway.example/")

    place = importlib.util.spec_from_file_location("portal.settings.anew", outside.__file__)
    anew = importlib.util.module_from_spec(place)
    place.loader.exec_module(anew)

    assert "https://gateway.example/" in anew.OUTGOING


def test_on_sqlite_it_does_not_start(refusal):
    assert "PostgreSQL" in refusal(DATABASE_URL="sqlite:///portal.db")


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


def test_what_is_asked_about_messages_is_asked_in_secret(installation, monkeypatch, refusal):
    asked = {
        "SMS_STATUS_URL": "https://sms.example/status",
        "MAIL_STATUS_URL": "https://mail.example/status",
    }
    for name, value in (installation | asked).items():
        monkeypatch.setenv(name, value)

    made = runpy.run_module("portal.settings.production")

    assert made["OUTGOING"] == [PLACES["SMS_GATEWAY_URL"], *asked.values()]
    assert made["EMAIL_BACKEND"] == "accounts.mails.Backend"
    for name in asked:
        assert f"{name} must be https" in refusal(**asked | {name: "http://there.example/"})
