"""A message leaves once: whatever dies, hangs or is away between the portal and the gateway."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from accounts import mails, sms
from casework.actions import sending
from casework.actions.duties import do_what_is_due
from casework.models import Dispatch, Duty, Gateway
from casework.rules.wishes import Way
from kit.gateways import Known, Later, Refused, Uncertain
from tests.deadlines.test_at_once import at_once
from tests.notices.conftest import send, states, tell_person

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class Killed(BaseException):
    """The process ends here: nothing after it is done."""


def failing(error, tried=None):
    def fail(*_args, **_kwargs):
        if tried is not None:
            tried.append(1)
        raise error

    return fail


@pytest.fixture
def asked(monkeypatch):
    """A gateway that can be asked: it knows the ids it holds."""
    known: dict[str, Known] = {}

    def ask(mark):
        return known.get(mark, Known.NOTHING)

    monkeypatch.setattr(mails, "asked", ask)
    monkeypatch.setattr(sms, "asked", ask)
    return known


def test_a_notice_leaves_by_each_way_with_an_id_of_its_own(story, mailoutbox):
    mailoutbox.clear()
    messages = tell_person(story)

    send(story.now)

    assert states(notice=messages["mail"].notice) == {"mail": "sent", "sms": "sent"}
    (mail,) = mailoutbox
    assert mail.extra_headers["Message-ID"] == mails.message_id(messages["mail"].mark)
    assert len(sms.outbox) == 1
    send(story.now)
    assert (len(mailoutbox), len(sms.outbox)) == (1, 1)


def test_no_transaction_is_open_while_a_gateway_is_spoken_to(story, monkeypatch):
    tell_person(story)
    open_ = []
    own = lambda: [b for b in connection.atomic_blocks if not b._from_testcase]  # noqa: E731
    monkeypatch.setattr(mails, "send", lambda _mail: open_.append(own()))

    send(story.now)
    assert open_ == [[]]

    tell_person(story, occasion="inside")
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        sending.send_what_is_due(Way.MAIL, now=story.now)


@pytest.mark.parametrize("way", ["mail", "sms"])
def test_who_dies_between_gateway_and_mark_asks_and_sends_nothing_again(
    story, monkeypatch, asked, mailoutbox, way
):
    message, taken = tell_person(story)[way], []
    module, name = (mails, "send") if way == "mail" else (sms, "send")

    def take_and_die(*_args, **_kwargs):
        taken.append(message.mark)
        asked[message.mark] = Known.ACCEPTED
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(module, name, take_and_die)
        with pytest.raises(Killed):
            sending.send_what_is_due(Way(way), now=story.now)
    assert states(pk=message.pk) == {way: "sending"}

    monkeypatch.setattr(module, name, lambda *_a, **_k: taken.append("again"))
    send(story.now + MINUTE)  # its sender may be alive still
    assert states(pk=message.pk) == {way: "sending"}
    send(story.now + sending.LEASE + MINUTE)

    assert states(pk=message.pk) == {way: "sent"}
    assert taken.count(message.mark) == 1
    assert Dispatch.objects.filter(way=way, state="sending").count() == 0


def test_what_the_gateway_has_never_heard_of_is_sent_under_the_same_id(
    story, monkeypatch, asked, mailoutbox
):
    message = tell_person(story)["mail"]
    with monkeypatch.context() as dying:
        dying.setattr(mails, "send", failing(Killed))
        with pytest.raises(Killed):
            sending.send_what_is_due(Way.MAIL, now=story.now)
    mailoutbox.clear()

    send(story.now + sending.LEASE + MINUTE)

    (mail,) = mailoutbox
    assert mail.extra_headers["Message-ID"] == mails.message_id(message.mark)
    assert states(pk=message.pk) == {"mail": "sent"}


def test_where_nobody_can_be_asked_nothing_is_sent_on_a_guess(story, monkeypatch, mailoutbox):
    message = tell_person(story)["mail"]
    with monkeypatch.context() as silent:
        silent.setattr(mails, "send", failing(Uncertain("SMTPServerDisconnected")))
        sending.send_what_is_due(Way.MAIL, now=story.now)
    mailoutbox.clear()

    send(story.now + timedelta(hours=5))

    assert mailoutbox == []
    assert states(pk=message.pk) == {"mail": "uncertain"}
    assert sending.send_again(Dispatch.objects.get(pk=message.pk), now=story.now)
    send(story.now + timedelta(hours=5))
    assert len(mailoutbox) == 1


def test_an_outage_of_six_minutes_gives_up_nothing_and_doubles_nothing(
    story, monkeypatch, mailoutbox
):
    mailoutbox.clear()
    for number in range(12):
        tell_person(story, occasion=f"n{number}")
    tried = []
    with monkeypatch.context() as away:
        away.setattr(mails, "send", failing(ConnectionRefusedError(), tried))
        for half_minute in range(12):
            send(story.now + half_minute * MINUTE / 2)
    gateway = Gateway.objects.get(way="mail")
    assert gateway.failing_since - story.now < timedelta(seconds=5)
    assert len(tried) < 6  # it is knocked at, and not stormed

    send(gateway.rest_until + timedelta(seconds=1))

    assert len(mailoutbox) == 12
    assert set(states(way="mail").values()) == {"sent"}
    assert Gateway.objects.get(way="mail").failing_since is None
    assert len(sms.outbox) == 12  # the other way was never held up


def test_what_was_given_up_after_a_week_comes_back_with_the_gateway(story, monkeypatch, mailoutbox):
    message = tell_person(story)["mail"]
    now = story.now
    with monkeypatch.context() as away:
        away.setattr(mails, "send", failing(ConnectionRefusedError()))
        while now < story.now + timedelta(days=10):
            send(now)
            now += timedelta(hours=8)
    found = Dispatch.objects.get(pk=message.pk)
    assert (found.state, found.why, found.last_error) == (
        "failed",
        "away",
        "ConnectionRefusedError",
    )
    mailoutbox.clear()

    tell_person(story, at=now, occasion="later")
    send(now + timedelta(hours=2))
    send(now + timedelta(hours=2))

    assert len(mailoutbox) == 2
    assert states(pk=message.pk) == {"mail": "sent"}


def test_an_address_that_is_refused_fails_alone(story, monkeypatch, mailoutbox):
    first, second = tell_person(story)["mail"], tell_person(story, occasion="more")["mail"]
    own = mails.send
    refusing = {mails.message_id(first.mark): Refused("SMTPRecipientsRefused 550")}

    def judge(mail):
        if error := refusing.get(mail.extra_headers["Message-ID"]):
            raise error
        own(mail)

    monkeypatch.setattr(mails, "send", judge)
    send(story.now)

    assert states(pk=first.pk) == {"mail": "failed"}
    assert Dispatch.objects.get(pk=first.pk).why == "refused"
    assert states(pk=second.pk) == {"mail": "sent"}
    assert not Gateway.objects.filter(failing_since__isnull=False).exists()


def test_a_mailbox_that_is_full_waits_alone(story, monkeypatch, mailoutbox):
    message = tell_person(story)["mail"]
    with monkeypatch.context() as full:
        full.setattr(mails, "send", failing(Later("SMTPRecipientsRefused 452")))
        send(story.now)
    found = Dispatch.objects.get(pk=message.pk)
    assert found.state == "waiting"
    assert MINUTE <= found.due_at - story.now < 2 * MINUTE
    assert not Gateway.objects.filter(failing_since__isnull=False).exists()


def test_a_slow_mail_server_holds_up_neither_letters_nor_text_messages(story, monkeypatch):
    tell_person(story)
    story.accept()
    begun = []

    def hang(_mail):
        begun.append(1)
        # as a second driver would, while the first is still listening
        assert sending.send_what_is_due(Way.MAIL, now=story.now) == 0
        while do_what_is_due(now=story.now):
            pass
        sending.send_what_is_due(Way.SMS, now=story.now)
        raise Uncertain("TimeoutError")

    monkeypatch.setattr(mails, "send", hang)
    sending.send_what_is_due(Way.MAIL, now=story.now)

    assert begun == [1]  # and then it rests
    assert not story.case.letters.filter(file=None).exists()
    assert not Duty.objects.due(story.now).exists()
    assert set(states(way="sms").values()) == {"sent"}


def test_a_gateway_is_asked_later_whether_the_carrier_has_it(story, asked):
    message = tell_person(story)["sms"]
    send(story.now)
    asked[message.mark] = Known.ACCEPTED
    send(story.now + 20 * MINUTE)
    assert states(pk=message.pk) == {"sms": "sent"}
    asked[message.mark] = Known.CARRIED

    send(story.now + timedelta(hours=3))

    assert states(pk=message.pk) == {"sms": "carried"}


def test_a_message_that_cannot_be_made_is_given_up_and_others_go_on(
    story, monkeypatch, caplog, mailoutbox
):
    message = tell_person(story)["mail"]
    mailoutbox.clear()
    own = sending.saying.SAYERS["notice"]

    def break_for_one(dispatch, now):
        if dispatch.pk == message.pk:
            raise KeyError("王小燕")
        return own(dispatch, now)

    monkeypatch.setitem(sending.saying.SAYERS, "notice", break_for_one)
    other = tell_person(story, occasion="other")["mail"]
    for day in range(7):
        send(story.now + timedelta(days=day))

    found = Dispatch.objects.get(pk=message.pk)
    assert (found.state, found.why) == ("failed", "broken")
    assert states(pk=other.pk) == {"mail": "sent"}
    assert "王小燕" not in caplog.text + found.last_error


def test_six_senders_at_once_send_each_message_once(shared_story, mailoutbox):
    for number in range(10):
        tell_person(shared_story, occasion=f"n{number}")
    mailoutbox.clear()

    def work():
        while sending.send_one(Way.MAIL, now=shared_story.now):
            pass

    at_once(work)

    assert len(mailoutbox) == len({each.extra_headers["Message-ID"] for each in mailoutbox})
    assert set(states(way="mail").values()) == {"sent"}
