"""What is watched: how the portal answers and fares, and that alerts ask for what is there."""

import json
import re
import shutil
import subprocess
from datetime import timedelta

import pytest
import yaml
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from prometheus_client.parser import text_string_to_metric_families

from casework.models import Dispatch, Duty, Gateway, Quiet, Tick
from kit import clock, traces
from letters.actions import certificates
from portal import backups, doctoring, measured, metrics
from sealing.signers import letter_signer
from tests.cast import make_agencies

FOLDER = settings.BASE_DIR / "deploy" / "monitoring"
ALERTS = yaml.safe_load((FOLDER / "alerts.yml").read_text())
RULES = [rule for group in ALERTS["groups"] for rule in group["rules"]]
DASHBOARDS = sorted((FOLDER / "dashboards").glob("*.json"))
# Told by Prometheus itself, and on PostgreSQL, behind a replica or beside backups alone.
ELSEWHERE = {"up", "ALERTS", "portal_replica_lag_seconds", "portal_backup_age_seconds"}
ON_POSTGRESQL = {
    *("portal_database_sessions", "portal_database_sessions_most", "portal_wal_receivers"),
}


@pytest.fixture(autouse=True)
def measured_anew():
    measured.Measured.forget()


def scraped(**headers):
    """Return what is shown, as Prometheus reads it: (name, labels) and value."""
    answer = Client().get("/metrics", headers=headers)
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.content.decode())
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in families
        for sample in family.samples
    }


@pytest.mark.django_db
def test_nobody_reads_it_without_the_token_whatever_host_they_name(monkeypatch):
    monkeypatch.setattr(settings, "METRICS_TOKEN", "a-token-of-ours")
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["portal.example"])
    client = Client(headers={"host": "10.0.0.7:8000"})

    answers = [
        client.get("/metrics", headers={"authorization": f"Bearer {token}"}).status_code
        for token in ("", "another", "a-token-of-ours")
    ]
    monkeypatch.setattr(settings, "METRICS_TOKEN", "")
    monkeypatch.setattr(settings, "DEMO", False)

    assert answers == [404, 404, 200]
    assert client.get("/metrics").status_code == 404


@pytest.mark.django_db
def test_each_answer_is_counted_by_its_address_and_never_by_what_was_typed():
    key = ("portal_requests_total", "200", "GET", "healthz")
    lost = ("portal_requests_total", "404", "GET", "unknown")
    before = scraped()

    Client().get("/healthz")
    Client().get("/11010519491231002X/?name=王丽")
    after = scraped()

    assert after[key] == before.get(key, 0) + 1
    assert after[lost] == before.get(lost, 0) + 1
    assert "11010519491231002X" not in str(after)


@pytest.mark.django_db
def test_statements_are_counted_and_those_that_break_off(monkeypatch):
    before = scraped()

    Client().get("/readyz")
    with pytest.raises(OperationalError):
        metrics._counted(_breaks_off, "SELECT 1", None, False, {"connection": connection})
    after = scraped()

    taken = ("portal_request_queries_sum", "readyz")
    assert after[taken] - before.get(taken, 0) >= 1
    assert after[("portal_database_errors_total",)] == before[("portal_database_errors_total",)] + 1


@pytest.mark.django_db
def test_a_statement_says_by_which_request_it_is_asked():
    if connection.vendor != "postgresql":
        return  # only a server has a log of its own
    trace = traces.begun()

    with CaptureQueriesContext(connection) as queries, traces.within(trace):
        Tick.objects.exists()
    Tick.objects.exists()

    assert [each["sql"].endswith(f"/*traceparent='{trace.parent}'*/") for each in queries] == [True]


def _breaks_off(*_args):
    raise OperationalError


@pytest.mark.django_db
def test_faults_are_told_in_numbers(monkeypatch, tmp_path):
    now = clock.now()
    Tick.objects.create(driver="sweep", at=now - timedelta(minutes=4))
    hour = timedelta(hours=1)
    owed = {"kind": Duty.Kind.CARD, "due_at": now - hour}
    Duty.objects.create(key="waits", attempts=3, **owed)
    Duty.objects.create(key="died", dead_at=now, **owed)
    Gateway.objects.create(way="sms", failing_since=now - hour)
    Dispatch.objects.create(key="m", way="sms", topic="progress", made_at=now, due_at=now - hour)
    Quiet.objects.create(why="asked", began_at=now)
    monkeypatch.setattr(settings, "BACKUPS_DIR", str(tmp_path))
    (tmp_path / f"{now - 2 * hour:%Y%m%dT%H%M%SZ}").mkdir()

    found = scraped()

    assert found[("portal_driver_silent_seconds", "sweep")] == pytest.approx(240, abs=20)
    assert found[("portal_driver_silent_seconds", "celery")] > 10_000_000
    assert found[("portal_duties_due", "card")] == found[("portal_duties_failing", "card")] == 1
    assert found[("portal_duty_oldest_due_seconds", "card")] == pytest.approx(3600, abs=20)
    assert found[("portal_duties_dead", "card")] == found[("portal_messages_due", "sms")] == 1
    assert found[("portal_gateway_failing_seconds", "sms")] == pytest.approx(3600, abs=20)
    assert found[("portal_quiet",)] == 1
    assert found[("portal_backup_age_seconds",)] == pytest.approx(7200, abs=20)
    assert found[("portal_disk_free_bytes", "VAR_DIR")] > 0


def test_a_folder_without_a_backup_is_the_oldest_of_all(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "BACKUPS_DIR", str(tmp_path))

    assert backups.age_of_youngest(clock.timezone.now()) == float("inf")


@pytest.mark.django_db
def test_without_a_database_that_alone_is_told(monkeypatch):
    def away(_now):
        raise OperationalError

    monkeypatch.setattr(measured, "IN_DATABASE", (away,))

    found = scraped()

    assert found[("portal_database_up",)] == 0
    assert not any(name == "portal_quiet" for name, *_labels in found)


def asked_for(expression):
    return set(re.findall(r"\b(?:portal_\w+|up|ALERTS)\b", expression))


@pytest.mark.django_db
def test_alerts_and_dashboards_ask_for_what_is_there():
    agency = next(iter(make_agencies().values()))
    certificates.issue(agency, letter_signer().algorithm, begins_at=clock.now(), now=clock.now())
    shown = {name for name, *_labels in scraped()}
    panels = [panel for file in DASHBOARDS for panel in json.loads(file.read_text())["panels"]]
    expressions = [target["expr"] for panel in panels for target in panel.get("targets", [])]
    there = shown | ELSEWHERE | (ON_POSTGRESQL if connection.vendor != "postgresql" else set())

    asked = set().union(*map(asked_for, [*expressions, *(rule["expr"] for rule in RULES)]))

    assert (len(DASHBOARDS), len(expressions) > 20, len(RULES) > 20) == (2, True, True)
    assert asked - there == set()


def test_each_alert_is_tried_and_says_what_to_do():
    tried = (FOLDER / "alerts_test.yml").read_text()
    told = (settings.BASE_DIR / "docs" / "operator" / "watching.md").read_text()

    for rule in RULES:
        assert f"alertname: {rule['alert']}\n" in tried, rule["alert"]
        assert f"`{rule['alert']}`" in told, rule["alert"]
        assert rule["labels"]["severity"] in ("page", "ticket")


@pytest.mark.skipif(not shutil.which("promtool"), reason="Debian's package prometheus has promtool")
def test_each_fault_fires_its_alert_and_peace_fires_none():
    command = ["promtool", "test", "rules", "alerts_test.yml"]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_disk_that_fills_is_told_by_the_doctor_too(tmp_path, monkeypatch):
    full = shutil._ntuple_diskusage(100_000_000_000, 99_950_000_000, 50_000_000)
    monkeypatch.setattr(backups, "disk_of", lambda _folder: full)

    assert doctoring._disk("VAR_DIR", tmp_path).how is doctoring.How.WRONG
