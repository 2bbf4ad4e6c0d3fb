"""A provider sends as many call-backs as it has; who signs wrongly is slowed down."""

import pytest

from casework.models import Duty
from payments.models import ProviderEvent
from payments.providers import sandbox
from tests.cast import MONDAY
from tests.dues.story import make_owing, order

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ADDRESS = "/api/v1/payments/sandbox/events/"


@pytest.fixture
def send(client, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    made = order(make_owing())

    def send(name, **changed):
        headers, body = sandbox.call_back(made.number, name, 100, now=MONDAY)
        said = {**headers, **changed}
        return client.post(ADDRESS, data=body, content_type="application/json", headers=said)

    return send


def test_a_busy_provider_is_never_refused_and_each_event_is_kept_once(send):
    answers = [send(f"X{n % 150}") for n in range(300)]

    assert {each.status_code for each in answers} == {200}
    assert sum(each.json()["is_new"] for each in answers) == 150
    assert ProviderEvent.objects.count() == 150
    assert Duty.objects.filter(kind=Duty.Kind.ASK_PROVIDER, key__contains=":event:").count() == 150


def test_whoever_guesses_signatures_is_slowed_down(send, settings):
    settings.LIMITS = {**settings.LIMITS, "api.anonymous": (3, 60)}
    wrong = {sandbox.SIGNATURE: "0" * 64}

    assert [send("X", **wrong).status_code for _n in range(4)] == [403, 403, 403, 429]
    assert send("X").status_code == 200


def test_a_call_back_that_comes_before_its_order_is_kept_and_does_no_harm(send, client):
    asked = Duty.objects.filter(kind=Duty.Kind.ASK_PROVIDER)
    before = asked.count()
    headers, body = sandbox.call_back("P2026-AAAA-BBBB-CC", "early", 100, now=MONDAY)

    kind = "application/json"
    answers = [client.post(ADDRESS, body, content_type=kind, headers=headers) for _n in range(2)]

    assert [each.json()["is_new"] for each in answers] == [True, False]
    assert asked.count() == before
