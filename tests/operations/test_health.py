"""A proxy asks whether the portal lives; a person on call, whether it works."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import RequestFactory

from casework.models import Tick
from kit import clock
from portal import health

GET = RequestFactory().get("/readyz")


def asked_ready():
    answer = health.readyz(GET)
    return answer.status_code, answer.content.decode()


def test_it_lives_without_asking_the_database():
    assert health.healthz(GET).status_code == 200


@pytest.mark.django_db
def test_it_is_ready_and_says_when_it_last_looked():
    Tick.objects.create(driver="sweep", at=clock.now())

    status, body = asked_ready()

    assert status == 200
    assert '"ticking": true' in body


@pytest.mark.django_db
def test_it_is_ready_but_says_that_nobody_looks():
    Tick.objects.create(driver="sweep", at=clock.now() - timedelta(minutes=3))

    status, body = asked_ready()

    assert status == 200
    assert '"ticking": false' in body


def test_without_a_database_it_is_not_ready(monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(health, "seconds_since_a_tick", away)

    assert asked_ready()[0] == 503


def test_a_broker_that_is_away_is_told(settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    assert not health.is_broker_here()
