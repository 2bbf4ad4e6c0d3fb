"""Worker and broker die by force in mid-work: nothing is lost, and nothing is told twice."""

import http.client
import json
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest

from casework.actions.sending import LEASE
from portal import programs
from tests.chaos.stack import Stack, database_urls

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.skipif(programs.broker_binary() is None, reason="no broker for this platform"),
]
PEOPLE = 12
# Seconds from the last blow until everything is as if there had been none; a message whose sender
# was killed is asked about when its sender's time is over.
PATIENCE = LEASE.total_seconds() + 60
CSRF = "k" * 32


@pytest.fixture
def stack(tmp_path_factory, monkeypatch):
    with database_urls() as databases:
        stack = Stack(tmp_path_factory.mktemp("c"), databases, monkeypatch)
        yield stack
        stack.stop()


def post(stack, session, path, **data):
    """Press a button in somebody's browser and return the status and where it leads."""
    connection = http.client.HTTPConnection("127.0.0.1", stack.port, timeout=20)
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", path, urlencode(data), headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("Location", "")


def submit_and_accept(stack, applicant, clerk):
    """Let a person send the application twice, and two clicks of a clerk accept it."""
    number = applicant["number"]
    sent = [
        post(stack, applicant["session"], f"/transfer/{number}/check/", declared="on")
        for _click in range(2)
    ]
    accepted = [
        post(stack, clerk, f"/desk/cases/{number}/accept/", version=3) for _click in range(2)
    ]
    return [status for status, _where in (*sent, *accepted)]


def blows(stack):
    """Hit worker and broker again and again while the office works."""
    for blow in (
        lambda: stack.kill(stack.worker),
        stack.forget_all_messages,
        lambda: stack.kill(stack.broker),
        lambda: stack.kill(stack.worker),
        lambda: stack.kill(stack.broker),
        lambda: stack.kill(stack.worker),
    ):
        time.sleep(1)
        try:
            blow()
        except OSError:  # the broker is down already
            continue


def test_all_work_is_done_once_though_worker_and_broker_are_killed(stack):
    office = json.loads(stack.office("open", str(PEOPLE)))
    stack.start()

    with ThreadPoolExecutor(4) as pool:
        hitting = pool.submit(blows, stack)
        answers = list(
            pool.map(
                lambda pair: submit_and_accept(stack, *pair),
                zip(office["applicants"], office["clerks"] * PEOPLE, strict=False),
            )
        )
        hitting.result()
    assert answers == [[302, 302, 302, 409]] * PEOPLE
    assert stack.kills >= 4

    judged = settled(stack)

    assert Counter(status for _number, status in judged["cases"]) == {"letter-issued": PEOPLE}
    assert Counter(judged["letters"]) == {
        "submission-receipt": PEOPLE,
        "acceptance-letter": PEOPLE,
    }
    assert judged["undelivered"] == judged["without_file"] == 0
    assert len(judged["deliveries"]) == len(set(judged["deliveries"])) == 2 * PEOPLE
    assert judged["dead"] == judged["violations"] == []
    assert_told_once(judged, stack)


def settled(stack):
    """Wait until nothing is owed any more, no longer than the time that is allowed."""
    deadline = time.monotonic() + PATIENCE
    while True:
        judged = json.loads(stack.office("judge"))
        if judged["owed"] == 0 or time.monotonic() > deadline:
            assert judged["owed"] == 0, judged
            return judged
        time.sleep(1)


def assert_told_once(judged, stack):
    """Each message stands in the mail folder once, whatever was killed while it left.

    The folder can be asked, as a gateway should be: nothing is sent on a guess, nothing is lost.
    """
    assert judged["mailed"] == judged["told"]
    assert judged["not_told"] == 0
