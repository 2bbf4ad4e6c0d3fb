"""A key is held by whoever works under it, and by nobody once their connection has ended."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from kit.models import KeptAnswer
from tests.api.calling import program_of
from tests.cast import make_world

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("emptied"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite holds no rows"),
]
KEY = {"idempotency-key": "3f0c9a52-once"}
BODY = {"insurance": "pension"}


@contextmanager
def somebody_works_under_it():
    """Another connection carries the request out, and is cut off at the end."""
    holds, cut = threading.Event(), threading.Event()

    def work():
        with transaction.atomic():
            list(KeptAnswer.objects.select_for_update())
            holds.set()
            cut.wait(timeout=60)
            transaction.set_rollback(True)
        connection.close()

    other = threading.Thread(target=work)
    other.start()
    holds.wait(timeout=60)
    yield
    cut.set()
    other.join()


def test_a_repeat_waits_for_whoever_works_and_takes_over_from_whoever_was_cut_off():
    person = program_of(make_world().person)
    person.post("cases", BODY, **KEY)
    begun = timezone.now() - timedelta(minutes=1)
    KeptAnswer.objects.update(status=None, begun_at=begun)

    with somebody_works_under_it():
        meanwhile = person.post("cases", BODY, **KEY)
    afterwards = person.post("cases", BODY, **KEY)

    assert (meanwhile.status_code, meanwhile.json()["code"]) == (409, "still_running")
    assert afterwards.status_code in (200, 201)
    assert KeptAnswer.objects.get().status == afterwards.status_code
