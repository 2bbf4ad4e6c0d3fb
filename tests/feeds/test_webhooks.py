"""Webhooks: told in the order of each case, tried again, given up and sent again."""

import base64
import hashlib
import hmac
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client
from django.urls import reverse

from casework.actions.duties import do_what_is_due
from casework.actions.history import record
from casework.models import Duty, Event, Notice
from feeds import sending
from feeds.actions import managing, placing
from feeds.models import Call, Webhook
from kit.errors import NotPermitted, NotValid
from tests.accounts.steps import sign_in
from tests.api.conftest import clerk, draft, person, submitted, system, world  # noqa: F401
from tests.cast import MONDAY, make_clerk

LATER = timedelta(seconds=10)


class Receiver(ThreadingHTTPServer):
    """A system that takes what it is sent, or answers as it is told to."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Taking)
        self.taken, self.answers, self.waits = [], [], 0.0
        self.url = f"http://127.0.0.1:{self.server_address[1]}/hook?x=1"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Taking(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = self.server.answers.pop(0) if self.server.answers else 204
        if status == "drip":
            self.drip()
            return
        self.server.taken.append((self.path, dict(self.headers), body, status))
        self.send_response(status)
        self.send_header("Location", "http://127.0.0.1:9/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def drip(self):
        """Speak so slowly that each word comes in time and the answer never does."""
        try:
            for _word in range(400):
                self.wfile.write(b"HTTP/1.1 200 OK\r\n"[_word % 17 : _word % 17 + 1])
                self.wfile.flush()
                self.server.done.wait(0.05)
        except OSError:
            pass
        self.close_connection = True

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def receiver(settings):
    settings.WEBHOOKS_INSIDE = True
    server = Receiver()
    server.done = threading.Event()
    yield server
    server.done.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def head(world):  # noqa: F811
    return make_clerk("head", world.agency("pension", "guangzhou"), "supervisor")


@pytest.fixture
def hook(head, receiver, submitted):  # noqa: F811
    placing.place_all(now=MONDAY)  # what has happened before is not told
    made, secret = managing.make(receiver.url, by=head, now=MONDAY)
    made.shown = secret
    return made


def happen(case, world, times=1):  # noqa: F811
    for _time in range(times):
        record(case, Event.Kind.REMINDED, by=world.pension_new_a, now=MONDAY)


def work(now=MONDAY):
    """Let the worker do what is due, second by second, until nothing more is."""
    while do_what_is_due(now=now):
        now += timedelta(seconds=1)


def told(receiver):
    return [json.loads(body) for _path, _headers, body, status in receiver.taken if status < 300]


def right(secret, headers, body):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    made = base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
    return f"v1,{made}" in headers["webhook-signature"].split()


def test_what_happens_is_told_signed_and_in_order(world, submitted, hook, receiver):  # noqa: F811
    happen(submitted.case, world, 5)
    work()

    mine = [each["data"] for each in told(receiver)]
    assert [each["sequence"] for each in mine] == sorted(each["sequence"] for each in mine)
    assert len(mine) == 5
    path, headers, body, _status = receiver.taken[-1]
    assert path == "/hook?x=1"
    assert right(hook.shown, headers, body)
    last = json.loads(body)
    assert (last["type"], last["data"]["case"]) == ("case.reminded", submitted.case.number)
    for word in (submitted.case.person.name, submitted.case.person.number):
        assert word.encode() not in body
    assert not Call.objects.waiting().exists()


def test_what_was_not_taken_is_sent_again_and_holds_up_its_own_case_alone(
    world, submitted, hook, receiver  # noqa: F811
):  # fmt: skip
    happen(submitted.case, world, 2)
    receiver.answers = [500]
    work()
    work(MONDAY + LATER)

    kept = [each["data"]["sequence"] for each in told(receiver)]
    assert kept == sorted(kept)
    first = receiver.taken[0], receiver.taken[1]
    ids = [headers["webhook-id"] for _path, headers, _body, _status in first]
    assert ids[0] == ids[1], "a message keeps its number"
    assert not Call.objects.waiting().exists()


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 404, 500])
def test_nothing_is_followed_and_nothing_else_counts_as_taken(
    world, submitted, hook, receiver, status  # noqa: F811
):  # fmt: skip
    receiver.answers = [status]
    happen(submitted.case, world)
    work()

    call = Call.objects.get(entry__kind="reminded")
    assert (call.told_at, call.answer, call.tries) == (None, str(status), 1)


def test_after_three_days_it_is_given_up_told_and_sent_again_by_the_head(
    world, submitted, hook, receiver, head  # noqa: F811
):  # fmt: skip
    happen(submitted.case, world)
    receiver.answers = [500] * 40
    now = MONDAY
    for _time in range(40):
        work(now)
        due = Duty.objects.waiting().filter(kind=Duty.Kind.CALL_WEBHOOK).first()
        if due is None:
            break
        now = due.due_at + timedelta(seconds=1)

    call = Call.objects.get(entry__kind="reminded")
    assert timedelta(days=2.5) < call.dead_at - MONDAY <= timedelta(days=3, hours=2)
    assert Notice.objects.filter(kind="webhook-given-up", to_agency=hook.agency).count() == 1
    receiver.answers = []
    assert managing.replay(hook, by=head, now=now) >= 1
    work(now)
    assert "case.reminded" in {each["type"] for each in told(receiver)}


def test_a_receiver_that_is_gone_is_told_no_more(world, submitted, hook, receiver):  # noqa: F811
    receiver.answers = [410]
    happen(submitted.case, world, 2)
    work()

    hook.refresh_from_db()
    assert (hook.ended_why, Call.objects.waiting().count()) == ("gone", 0)
    assert Notice.objects.filter(kind="webhook-ended").exists()


def test_a_receiver_that_speaks_without_end_is_cut_off(
    world, submitted, hook, receiver, monkeypatch  # noqa: F811
):  # fmt: skip
    monkeypatch.setattr(sending, "SECONDS", 0.4)
    monkeypatch.setattr(sending, "LOOKING", 0.1)
    receiver.answers = ["drip"]
    happen(submitted.case, world)
    work()

    call = Call.objects.exclude(answer="").first()
    assert call.tries == 1
    assert call.answer in ("no-http", "timeout", "no-connection", "cut-off")


def test_while_a_secret_is_replaced_both_sign(world, submitted, hook, receiver, head):  # noqa: F811
    new = managing.change_secret(hook, by=head, now=MONDAY)
    happen(submitted.case, world)
    work()
    _path, headers, body, _status = receiver.taken[-1]
    assert right(new, headers, body)
    assert right(hook.shown, headers, body)

    tomorrow = MONDAY + timedelta(hours=25)
    record(submitted.case, Event.Kind.REMINDED, by=world.pension_new_a, now=tomorrow)
    work(tomorrow)
    _path, headers, body, _status = receiver.taken[-1]
    assert right(new, headers, body)
    assert not right(hook.shown, headers, body)


def test_a_trial_is_sent_at_once_and_once(world, submitted, hook, receiver, head):  # noqa: F811
    receiver.answers = [500]
    call = managing.try_out(hook, by=head, now=MONDAY)
    work()

    call.refresh_from_db()
    assert (call.tries, call.answer, call.dead_at is not None) == (1, "500", True)
    assert json.loads(receiver.taken[0][2])["type"] == "trial"


@pytest.mark.parametrize(
    "url",
    ["http://agency.example/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "x",
     "https://169.254.169.254/latest/", "https://no-such-host.invalid/"],
)  # fmt: skip
def test_no_address_inside_is_set_up(head, settings, url):
    settings.WEBHOOKS_INSIDE = False

    with pytest.raises(NotValid):
        managing.make(url, by=head, now=MONDAY)


def test_a_name_that_leads_inside_later_is_not_called(world, submitted, hook, receiver, settings):  # noqa: F811
    settings.WEBHOOKS_INSIDE = False
    Webhook.objects.filter(pk=hook.pk).update(url="https://localhost/")
    happen(submitted.case, world)
    work()

    assert receiver.taken == []
    assert Call.objects.exclude(answer="").first().answer == "private"


def test_only_the_head_of_the_agency_keeps_webhooks(world, hook, head):  # noqa: F811
    with pytest.raises(NotPermitted):
        managing.make("https://agency.example/", by=world.pension_new_a, now=MONDAY)
    other = make_clerk("head-of-chengdu", world.agency("pension", "chengdu"), "supervisor")
    browser = Client()
    browser.force_login(other.user)
    address = reverse("desk_webhook_act", args=[hook.name])

    assert hook.url not in browser.get(reverse("desk_webhooks")).content.decode()
    assert browser.post(address, {"do": "end"}).status_code == 404
    hook.refresh_from_db()
    assert hook.ended_at is None


def test_the_head_sets_one_up_sees_its_secret_once_and_ends_it(world, head, receiver):  # noqa: F811
    browser = Client(headers={"accept-language": "en"})
    sign_in(browser, head.user.email)
    page = reverse("desk_webhooks")

    asked = browser.post(page, {"url": receiver.url})

    hook = Webhook.objects.get()
    assert hook.secret in asked.content.decode()
    assert hook.secret not in browser.get(page).content.decode()
    wrong = browser.post(page, {"url": "nowhere"})
    assert wrong.status_code == 422
    act = reverse("desk_webhook_act", args=[hook.name])
    for do in ("try", "replay", "secret", "end"):
        assert browser.post(act, {"do": do}).status_code in (200, 302)
    assert "Ended" in browser.get(page).content.decode()
