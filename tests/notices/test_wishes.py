"""What somebody wishes to be sent, and what they are told whatever they wish."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts import sms, telling
from accounts.adapter import AccountAdapter
from agencies.models import Post
from casework import notices
from casework.actions import wishing
from casework.actions.wishing import MUST_BE_TOLD, Wished, wish
from casework.models import Dispatch, Gateway, Notice, Wishes
from casework.rules.wishes import Topic, Way
from kit.errors import NotValid
from tests.api.calling import program_of
from tests.notices.conftest import PHONE, account_of, clock, send, states, tell_person

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ALL = [Way.MAIL, Way.SMS]


def wishes(must=ALL, progress=ALL, message=ALL, reminder=ALL, digest="none"):
    ways = {"must": must, "progress": progress, "message": message, "reminder": reminder}
    return Wished(ways, digest, desk_digest=False)


def test_every_room_names_the_topic_of_each_kind_of_notice():
    assert set(notices.TOPICS) == set(notices.TITLES)


@pytest.mark.parametrize("kind", ["of a room to come", "reminder"])
def test_what_no_room_has_named_for_persons_fails_here_and_must_be_told_elsewhere(kind):
    told = Notice(kind=kind, to_person_id=1)
    with pytest.raises(AssertionError, match=kind):
        notices.topic_of(told)
    assert notices.topic_of.__wrapped__(told) is Topic.DECISION


def test_a_receipt_says_what_one_knows_and_every_other_letter_must_be_told():
    receipt = Notice(kind="letter", to_person_id=1, data={"kind": "submission-receipt"})
    decision = Notice(kind="letter", to_person_id=1, data={"kind": "decision"})
    assert [notices.topic_of(each) for each in (receipt, decision)] == [
        Topic.PROGRESS,
        Topic.DECISION,
    ]


def test_e_mail_off_and_text_messages_on(story, mailoutbox):
    wish(account_of(story), wishes(must=[Way.SMS], progress=[Way.SMS]))
    mailoutbox.clear()
    progress, decision = tell_person(story, "arrived"), tell_person(story, "refused")

    send(story.now)

    assert mailoutbox == []
    assert [to for to, _text in sms.outbox] == [PHONE, PHONE]
    for each in (progress, decision):
        assert states(notice=each["mail"].notice) == {"mail": "not-sent", "sms": "sent"}
    assert Dispatch.objects.get(pk=progress["mail"].pk).why == "not-wished"


def test_what_must_be_told_cannot_be_switched_off(story):
    with pytest.raises(NotValid) as refused:
        wish(account_of(story), wishes(must=[]))
    assert set(refused.value.errors) == {MUST_BE_TOLD}
    assert not Wishes.objects.exists()


def test_that_somebody_acted_for_them_reaches_whoever_switched_all_off_at_once(story, mailoutbox):
    wish(account_of(story), wishes(must=[Way.SMS], progress=[], message=[], reminder=[]))
    sms.outbox.clear()
    mailoutbox.clear()
    night, given = clock(22), {"mandate": "W26-0000-0001", "given_on": "2026-09-01"}

    told = tell_person(story, "acted-for-you", at=night, data=given)
    send(night)

    assert told["sms"].topic == Topic.SECURITY
    assert [to for to, _text in sms.outbox] == [PHONE]
    assert mailoutbox == []


def test_a_way_that_is_gone_takes_no_decision_with_it(story, mailoutbox):
    """Decisions by text message alone; then the number is taken from the account."""
    user = account_of(story)
    wish(user, wishes(must=[Way.SMS]))
    type(user).objects.filter(pk=user.pk).update(phone="", phone_index=None, phone_verified=False)
    mailoutbox.clear()

    tell_person(story, "refused")
    send(story.now)

    assert len(mailoutbox) == 1


def test_at_night_nothing_comes_but_what_the_account_is_in_danger_of(story, mailoutbox):
    mailoutbox.clear()
    night, morning = clock(22), clock(8, days=1)
    tell_person(story, "refused", at=night)
    tell_person(story, "undone", at=night)

    send(night)
    assert [len(mailoutbox), len(sms.outbox)] == [1, 1]
    send(clock(7, 59, days=1))
    assert len(mailoutbox) == 1

    send(morning)
    assert [len(mailoutbox), len(sms.outbox)] == [2, 2]


def test_one_reminder_a_day_by_each_way_and_none_that_is_no_longer_true(story, mailoutbox):
    mailoutbox.clear()
    data = {"since": "2026-09-01", "due_on": "2026-09-20"}
    for number in range(4):
        tell_person(story, "answer-awaited", occasion=f"r{number}", data=data)

    send(story.now)
    assert len(mailoutbox) == len(sms.outbox) == 1
    send(clock(20))
    assert len(mailoutbox) == 1

    send(clock(9, days=1))
    send(clock(10, days=1))
    assert len(mailoutbox) == 2
    send(clock(9, days=2))
    send(clock(9, days=3))

    assert len(mailoutbox) == 3  # the fourth says what was true three days ago
    assert Dispatch.objects.filter(why="outdated", way="mail").count() == 1


def test_the_dead_are_not_written_to(story, mailoutbox):
    tell_person(story)
    mailoutbox.clear()
    person = story.case.person
    person.deceased_on = story.now.date()
    person.save()

    send(story.now)

    assert mailoutbox == []
    assert set(Dispatch.objects.filter(why="deceased").values_list("way", flat=True)) == {
        "mail",
        "sms",
    }


def test_an_account_with_a_phone_alone_hears_of_every_change_by_text_message(story):
    user = account_of(story)
    user.emailaddress_set.all().delete()
    user.email = None
    user.save()
    for event in telling.HAPPENED:
        sms.outbox.clear()
        telling.to_phone_of_who_has_no_mail(user, event)
        assert [to for to, _text in sms.outbox] == [PHONE], event


def test_a_number_that_is_replaced_hears_of_it(story):
    AccountAdapter().set_phone(account_of(story), "+8613900000000", True)

    assert [to for to, _text in sms.outbox] == [PHONE]
    assert account_of(story).phone == "+8613900000000"


def test_a_changed_password_is_told_when_the_gateway_is_there_again(story, monkeypatch):
    user = account_of(story)
    user.emailaddress_set.all().delete()
    with monkeypatch.context() as away:
        away.setattr("accounts.sms.send", lambda *_a, **_k: (_ for _ in ()).throw(OSError()))
        telling.to_phone_of_who_has_no_mail(user, "password changed")
    kept = Dispatch.objects.get(what="account")
    assert (kept.subject, kept.topic, kept.state) == ("password changed", "security", "waiting")

    send(kept.due_at + timedelta(seconds=1))

    assert [to for to, _text in sms.outbox] == [PHONE]


# --- Pages ----------------------------------------------------------------------------------------
@pytest.fixture
def browser(story):
    client = Client(headers={"accept-language": "en"})
    client.force_login(account_of(story))
    return client


def test_the_page_keeps_what_was_chosen_and_says_why_something_stays(browser, story):
    page = browser.get("/notices/wishes/").text
    assert "cannot be switched off" in page
    assert "138****0000" in page

    chosen = {"must": ["sms"], "progress": [], "message": ["sms"], "digest": "none"}
    assert browser.post("/notices/wishes/", chosen).status_code == 302

    kept = wishing.wished(account_of(story))
    assert kept.ways == {
        "must": [Way.SMS],
        "progress": [],
        "message": [Way.SMS],
        "reminder": [],
    }
    refused = browser.post("/notices/wishes/", {"must": [], "digest": "none"})
    assert refused.status_code == 422
    assert "Choose one way at least" in refused.text
    odd = {"must": ["pigeon"], "digest": "hourly"}
    assert browser.post("/notices/wishes/", odd).status_code == 422


def test_somebody_whom_nothing_reaches_is_led_to_where_that_is_changed(story, browser):
    user = account_of(story)
    type(user).objects.filter(pk=user.pk).update(email=None, phone="", phone_verified=False)

    page = browser.get("/notices/wishes/").text

    assert "neither an e-mail address nor a mobile number" in page


def test_a_clerk_is_asked_about_the_morning_and_nothing_else(story):
    clerk = story.world.pension_new_a.user
    client = Client(headers={"accept-language": "en"})
    client.force_login(clerk)
    assert "before work begins" in client.get("/notices/wishes/").text

    client.post("/notices/wishes/", {"desk_digest": "on"})
    assert Wishes.objects.get(user=clerk).desk_digest
    client.post("/notices/wishes/", {})
    assert not Wishes.objects.get(user=clerk).desk_digest
    assert Post.objects.current().filter(user=clerk).exists()


def test_notices_are_read_one_by_one_filtered_and_paged(story, browser):
    number = story.case.number
    for one in range(25):
        tell_person(story, occasion=f"n{one}")
    page = browser.get("/notices/").text
    assert "Page 1 of 2" in page
    newest = Notice.objects.filter(to_person=story.case.person).first()

    browser.post("/notices/", {"notice": str(newest.pk)})
    newest.refresh_from_db()
    assert newest.read_at is not None
    unread = Notice.objects.filter(to_person=story.case.person, read_at=None)
    assert unread.count() >= 25
    assert str(newest.pk) not in browser.get("/notices/?new=1").text.split('name="notice"')[2:3]

    assert browser.get(f"/notices/?case={number}").status_code == 200
    assert "There is no such notice" in browser.get("/notices/?case=no-such").text
    for odd in ("", "x", "9" * 40, "-1"):
        browser.post("/notices/", {"notice": odd})
    assert unread.count() >= 25
    browser.post("/notices/?case=no-such", {"notice": "all"})
    assert unread.count() >= 25
    browser.post("/notices/", {"notice": "all"})
    assert unread.count() == 0


def test_nobody_marks_what_another_person_was_told(story):
    told = tell_person(story)["mail"].notice
    stranger = Client()
    stranger.force_login(story.world.other_person.user)

    stranger.post("/notices/", {"notice": str(told.pk)})
    stranger.post("/notices/", {"notice": "all"})

    told.refresh_from_db()
    assert told.read_at is None


def test_person_and_clerk_see_how_far_each_message_has_come(story, browser, monkeypatch):
    wish(account_of(story), wishes(progress=[Way.SMS]))
    tell_person(story)
    send(story.now)

    page = browser.get("/notices/").text
    assert "Text message: Has been sent" in page
    assert "E-mail: Was not sent (switched off in the wishes)" in page

    clerk = Client(headers={"accept-language": "en"})
    clerk.force_login(story.world.pension_new_a.user)
    seen = clerk.get(f"/desk/cases/{story.case.number}/told/")
    assert seen.status_code == 200
    assert "E-mail: Was not sent (switched off in the wishes)" in seen.text
    foreign = Client()
    foreign.force_login(story.world.pension_stranger.user)
    assert foreign.get(f"/desk/cases/{story.case.number}/told/").status_code == 404


def test_an_outage_stands_on_the_status_page_and_before_administrators(story, monkeypatch):
    tell_person(story)
    with monkeypatch.context() as away:
        away.setattr("accounts.mails.send", lambda _m: (_ for _ in ()).throw(OSError("王小燕")))
        send(story.now)
    monkeypatch.setattr("kit.clock.now", lambda: story.now + timedelta(minutes=5))

    page = Client(headers={"accept-language": "en"}).get("/status/").text
    assert "Nothing has been taken since" in page
    assert "1 message waits" in page
    client = Client(headers={"accept-language": "en"})
    client.force_login(story.world.administrator.user)
    listed = client.get("/admin/casework/gateway/").text
    assert "OSError" in listed
    assert "王小燕" not in listed + Gateway.objects.get(way="mail").last_error


def test_an_administrator_sends_again_what_failed(story, monkeypatch, mailoutbox):
    message = tell_person(story)["mail"]
    Dispatch.objects.filter(pk=message.pk).update(state="failed", why="refused")
    client = Client(headers={"accept-language": "en"})
    client.force_login(story.world.administrator.user)
    address = "/admin/casework/dispatch/"
    assert str(message.pk) in client.get(address).text

    chosen = {"action": "send_again", "_selected_action": [message.pk]}
    client.post(address, chosen, follow=True)

    assert Dispatch.objects.get(pk=message.pk).state == "waiting"


# --- Programs -----------------------------------------------------------------------------------
def test_programs_read_and_change_the_wishes_of_their_person(story):
    program = program_of(story.world.applicant)
    assert program.get("notice-wishes/").json() == {
        "must": ["mail", "sms"],
        "progress": ["mail", "sms"],
        "message": ["mail", "sms"],
        "reminder": ["mail", "sms"],
        "digest": "none",
    }
    changed = program.send("patch", "notice-wishes/", '{"progress": [], "digest": "daily"}')
    assert changed.status_code == 200
    assert (changed.json()["progress"], changed.json()["digest"]) == ([], "daily")
    refused = program.send("patch", "notice-wishes/", '{"must": []}')
    assert refused.status_code == 422
    for odd in ('{"must": ["pigeon"]}', '{"must": "mail"}', '{"sms": []}', "[]"):
        assert program.send("patch", "notice-wishes/", odd).status_code in (400, 422)


def test_programs_filter_and_mark_notices(story):
    message = tell_person(story)["mail"]
    send(story.now)
    program = program_of(story.world.applicant)
    rows = program.get(f"notices/?case={story.case.number}&unread=true").json()["results"]
    mine = next(row for row in rows if row["id"] == message.notice_id)
    assert {each["way"]: each["state"] for each in mine["sent"]} == {"mail": "sent", "sms": "sent"}

    body = f'{{"notices": [{message.notice_id}]}}'
    assert program.send("post", "notices/read/", body).json()["marked"] == 1
    assert program.send("post", "notices/read/", body).json()["marked"] == 0
    assert program.send("post", "notices/read/", '{"all": true}').json()["unread"] == 0
    stranger = program_of(story.world.other_person)
    assert stranger.send("post", "notices/read/", body).json()["marked"] == 0
