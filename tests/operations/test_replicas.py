"""Pages that only read come from a replica that is young enough; nobody misses their own change."""

import time
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, connections
from django.http import HttpResponse
from django.test import RequestFactory

from agencies.models import Region
from portal import replicas
from portal.settings import databases
from tests import owner

ask = RequestFactory()


@pytest.fixture
def server(transactional_db, monkeypatch):
    """The same server as a replica would be: it refuses to be written, and says how far it is."""
    if connection.vendor != "postgresql":
        pytest.skip("there is no replica of a file")
    configured = databases.CONFIGURED | connection.settings_dict
    options = configured["OPTIONS"]["options"] + " -c default_transaction_read_only=on"
    configured |= {"OPTIONS": configured["OPTIONS"] | {"options": options}}
    monkeypatch.setattr(settings, "REPLICAS", {"near": configured})
    monkeypatch.setattr(replicas, "REPLAYED", replicas.WRITTEN)
    monkeypatch.setattr(replicas, "_known", [])
    monkeypatch.setattr(replicas, "ASKED_EVERY", 0.0)
    found = replicas.known()
    found.writer = connections["default"]
    yield found
    for each in found.all:
        each.connection.close()
    owner.take_down()


@contextmanager
def answered_by(view):
    """A portal of one view, and the databases it was answered from."""
    seen = []

    def answer(request):
        with connection.cursor() as cursor:
            cursor.execute("SHOW default_transaction_read_only")
            seen.append({"on": "replica", "off": "writer"}[cursor.fetchone()[0]])
        try:
            return view(request)
        except Exception:  # as each layer of the portal does
            return HttpResponse(status=500)

    yield replicas.ReplicaMiddleware(answer), seen


def reads(_request):
    return HttpResponse(str(Region.objects.count()))


def writes(_request):
    Region.objects.update(name_en="Elsewhere")
    return HttpResponse("done")


def test_a_page_that_reads_comes_from_the_replica_and_a_change_from_the_writer(server):
    with answered_by(reads) as (portal, seen):
        portal(ask.get("/"))
        changed = portal(ask.post("/"))
        portal(ask.get("/", headers={"authorization": "Bearer x"}))

    assert seen == ["replica", "writer", "writer"]
    assert changed.cookies[replicas.WROTE].value.isdigit()
    assert connections["default"] is server.writer


def test_nobody_misses_their_own_change(server):
    with answered_by(reads) as (portal, seen):
        wrote = portal(ask.post("/")).cookies[replicas.WROTE].value
        for position in (wrote, str(int(wrote) + 10**12), "x" * 30):
            request = ask.get("/")
            request.COOKIES[replicas.WROTE] = position
            portal(request)

    assert seen == ["writer", "replica", "writer", "writer"]


def test_a_page_that_wants_to_write_is_answered_by_the_writer_from_then_on(server):
    with answered_by(writes) as (portal, seen):
        answers = [portal(ask.get("/rules/")).status_code for _time in range(2)]

    assert (answers, seen) == ([200, 200], ["replica", "writer", "writer"])


def test_a_replica_that_is_late_or_away_is_not_read(server, monkeypatch):
    (near,) = server.all
    with answered_by(reads) as (portal, seen):
        portal(ask.get("/"))
        monkeypatch.setattr(replicas, "REPLAYED", "SELECT 1")  # it has not gone on since
        server._written.clear()
        server._written.append((time.monotonic() - 600, 1))
        portal(ask.get("/"))
        late = near.lag
        monkeypatch.setattr(replicas, "REPLAYED", "SELECT nothing")
        portal(ask.get("/"))

    assert seen == ["replica", "writer", "writer"]
    assert late == pytest.approx(600, abs=5)
    assert server.lags() == {"near": float("inf")}


def test_it_is_named_by_its_host_and_takes_the_password_of_the_database():
    found = databases.replicas(
        ["postgres://portal@replica-a:5433/portal"], lambda url: url.replace("@", ":secret@")
    )

    assert list(found) == ["replica-a:5433"]
    assert found["replica-a:5433"]["PASSWORD"] == "secret"
