"""By one number an operator finds all that a request did: in the log, in tasks, at webhooks."""

import json
import logging

import pytest
from django.test import Client

from casework.actions import duties
from casework.actions.owing import owe
from casework.models import Duty
from kit import traces
from portal.logs import MaskedJsonFormatter
from tests.cast import MONDAY

TRACE, STEP = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
PARENT = f"00-{TRACE}-{STEP}-01"


def test_a_trace_is_taken_on_with_a_step_of_its_own():
    found = traces.begun("my-request-1", PARENT)

    assert (found.request, found.trace, found.flags) == ("my-request-1", TRACE, "01")
    assert found.step != STEP
    assert traces.TRACEPARENT.fullmatch(found.parent)


@pytest.mark.parametrize(
    ("request_id", "parent"),
    [
        ("", ""),
        ("short", f"00-{'0' * 32}-{STEP}-01"),
        ("x" * 65, f"00-{TRACE}-{'0' * 16}-01"),
        ("张三 11010519491231002X", PARENT.upper()),
        ("line\nbreak-1", f"01-{TRACE}-{STEP}"),
    ],
)
def test_what_has_another_form_is_left_aside_and_not_repeated(request_id, parent):
    found = traces.begun(request_id, parent)

    assert found.request not in ("", request_id)
    assert found.trace not in ("0" * 32, TRACE)
    assert traces.REQUEST_ID.fullmatch(found.request)


def test_an_answer_says_its_number_and_the_log_has_both(caplog):
    class Lines(logging.Handler):
        written = []

        def emit(self, record):
            traces.TraceFilter().filter(record)
            self.written.append(json.loads(MaskedJsonFormatter().format(record)))

    handler, log = Lines(), logging.getLogger("django.request")
    log.addHandler(handler)
    try:
        headers = {"x-request-id": "my-request-1", "traceparent": PARENT}
        answer = Client().get("/api/v1/nothing-of-the-kind", headers=headers)
    finally:
        log.removeHandler(handler)

    assert answer["X-Request-Id"] == "my-request-1"
    written = [each for each in handler.written if each.get("request_id")]
    assert {(each["request_id"], each["trace_id"]) for each in written} == {("my-request-1", TRACE)}
    assert traces.here() is None


def test_what_a_request_owes_is_done_within_its_trace(db, monkeypatch):
    found = []
    monkeypatch.setitem(
        duties.HANDLERS, Duty.Kind.ALARM, lambda _duty, _now: found.append(traces.here())
    )
    with traces.within(traces.begun(traceparent=PARENT)):
        owe([Duty(key="alarm:of-a-test", kind=Duty.Kind.ALARM, due_at=MONDAY)], None)

    duties.do_duty(Duty.objects.get().pk, now=MONDAY)

    assert [each.trace for each in found] == [TRACE]
    assert traces.here() is None
