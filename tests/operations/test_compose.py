"""The production set-up: one open door, secrets in files, health watched, no root."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from compose_spec import PyCompose
from django.conf import settings

from portal.settings import identity_provider

COMPOSE = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
ENDS_BY_ITSELF = {"migrate", "certificates", "base-backup", "restore"}
DOCKERFILE = (settings.BASE_DIR / "Dockerfile").read_text()
WHOLE_LINES = DOCKERFILE.replace("\\\n", "")


def test_everything_a_portal_needs_is_there():
    assert set(SERVICES) == {
        *("proxy", "migrate", "web", "worker", "beat", "sweep"),
        *("database", "broker", "certificates", "wal", "base-backup", "restore"),
    }


@pytest.mark.parametrize("file", ["docker-compose.yml", "deploy/monitoring/compose.yml"])
def test_it_is_what_the_compose_specification_asks_for(file):
    read = yaml.safe_load((settings.BASE_DIR / file).read_text())

    assert len(PyCompose.from_json(json.dumps(read))) > 1
    a_service = next(iter(read["services"].values()))
    a_service["restart_polcy"] = "always"
    with pytest.raises(ValueError, match="restart_polcy"):
        PyCompose.from_json(json.dumps(read))


def test_everybody_reads_a_base_backup_and_only_two_write_one():
    writes = [
        name for name, each in SERVICES.items() if "backup:/backup" in each.get("volumes", [])
    ]

    assert writes == ["wal", "base-backup"]
    assert "backup:/backup:ro" in SERVICES["web"]["volumes"]


def test_only_the_proxy_is_reachable_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - ENDS_BY_ITSELF))
def test_every_service_is_watched_and_comes_back(name):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_secret_stands_in_the_environment(name):
    given = SERVICES[name].get("environment", {})

    secret = [key for key in given if re.search("KEY|PASSWORD|TOKEN|EMAIL_URL", key)]
    assert all(key.endswith("_FILE") for key in secret)
    assert all(given[key].startswith("/run/secrets/") for key in secret)


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_each_secret_a_service_reads_is_given_to_it_as_a_file(name):
    read = re.findall(r"/run/secrets/(\w+)", str(SERVICES[name]))

    assert set(read) <= set(SERVICES[name].get("secrets", []))
    assert all("file" in COMPOSE["secrets"][secret] for secret in set(read) - {""})


OF_THE_OWNER = "MIGRATION_DATABASE_PASSWORD"  # whoever holds it may change the tables


def test_every_secret_the_settings_read_reaches_each_program_of_the_portal():
    settings_read = (settings.BASE_DIR / "portal/settings/production.py").read_text()
    asked = {*re.findall(r'\bsecret\("(\w+)"', settings_read), identity_provider.SECRET}

    assert {"POLICE_GATEWAY_TOKEN", OF_THE_OWNER} <= asked
    for name, service in SERVICES.items():
        if service.get("build") == ".":
            given = {key.removesuffix("_FILE") for key in service["environment"]}
            assert asked - {OF_THE_OWNER} <= given, name
            assert (OF_THE_OWNER in given) == (name == "migrate"), name


def test_the_key_above_the_seals_is_given_to_no_service_that_stays_up():
    given = {name for name, each in SERVICES.items() if "seal_root_key" in each.get("secrets", [])}

    assert given == {"certificates"}
    assert SERVICES["certificates"]["profiles"] == ["certificates"]


def test_the_broker_forgets_nothing():
    broker = " ".join(SERVICES["broker"]["command"])

    assert "--appendonly yes" in broker
    assert "--maxmemory-policy noeviction" in broker
    assert "REDIS_URL" in SERVICES["web"]["environment"]


def test_what_must_survive_lies_on_volumes():
    mounted = {
        volume.split(":")[0] for each in SERVICES.values() for volume in each.get("volumes", [])
    }

    assert set(COMPOSE["volumes"]) <= mounted


def test_the_image_does_not_run_as_root():
    last_stage = DOCKERFILE.rpartition("FROM ")[2]

    assert re.search(r"^USER 10001$", last_stage, re.MULTILINE)
    assert "--require-hashes" in DOCKERFILE


def test_the_image_collects_its_static_files_with_what_the_dockerfile_gives(tmp_path):
    (line,) = re.findall(r"^RUN (.*collectstatic.*)$", WHOLE_LINES, re.MULTILINE)
    here = line.replace("/tmp/", f"{tmp_path}/")  # noqa: S108 - the image's, not ours
    here = here.replace("/opt/portal/venv/bin", str(Path(sys.executable).parent))
    here = here.replace("collectstatic", "collectstatic --dry-run --verbosity 0")

    built = subprocess.run(  # noqa: S602 - the shell is what the image runs it with
        here, shell=True, cwd=settings.BASE_DIR, env={"PATH": "/usr/bin:/bin"}, capture_output=True
    )

    assert built.returncode == 0, built.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_every_line_that_the_image_runs_is_tried_here_or_known():
    """Two fetch what the lock file names and two make a user; the one of ours is run above."""
    lines = re.findall(r"^RUN (.*)$", WHOLE_LINES, re.MULTILINE)

    assert [each.split()[0] for each in lines] == [
        "python",
        "/opt/portal/venv/bin/pip",
        "export",
        "useradd",
    ]
    checked = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-deps", "--no-index"]
    lock = settings.BASE_DIR / "requirements.lock"
    said = subprocess.run(
        [*checked, "--require-hashes", "-r", lock], capture_output=True, text=True
    )
    assert "hash" not in said.stderr.lower().replace("--require-hashes", "")


def test_programs_are_refused_in_the_clear_and_people_led_on():
    told = (settings.BASE_DIR / "deploy/Caddyfile").read_text(encoding="utf-8")
    clear = told[told.index("http://{$SITE_HOST} {") : told.index("\n{$SITE_HOST} {$ADMIN_HOST} {")]

    assert re.search(r"@programs path /api/\* /identity/\*\n\s+handle @programs \{", clear)
    assert re.search(r"respond `[^`]+` 403", clear)
    assert "redir https://{host}{uri} 308" in clear
    assert "reverse_proxy" not in clear


def test_each_command_that_is_written_down_names_the_file_of_settings():
    """Without it the compose file asks for a host and refuses."""
    folder = settings.BASE_DIR / "docs" / "operator"
    lines = [each for file in folder.glob("*.md") for each in file.read_text().splitlines()]
    commands = [each for each in lines if each.startswith("    ") and "docker compose" in each]

    assert len(commands) > 5
    assert [each for each in commands if "--env-file deploy/portal.env" not in each] == []
