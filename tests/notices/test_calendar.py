"""The personal calendar: an address that is its owner's, and a file that calendars understand."""

from datetime import date, timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from casework import dates
from casework.actions import messaging
from casework.models import CalendarAddress, Case
from tests.notices.conftest import account_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
PAGE = "/my/calendar/"


@pytest.fixture
def browser(story):
    client = Client(headers={"accept-language": "en"})
    client.force_login(account_of(story))
    type(account_of(story)).objects.filter(pk=account_of(story).pk).update(language="en")
    return client


@pytest.fixture(autouse=True)
def it_is_the_day_of_the_story(monkeypatch, story):
    monkeypatch.setattr("kit.clock.now", lambda: story.now)
    monkeypatch.setattr("kit.clock.today", lambda: story.now.date())


def address(browser, do="renew"):
    """Make an address, and return its path with the secret."""
    if do:
        browser.post(PAGE, {"do": do})
    href = browser.post(PAGE, {"do": "show"}).context["href"]
    return "/" + href.partition("://")[2].partition("/")[2]


def events(path):
    answer = Client().get(path)
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def ask_for_answer(story, days=7):
    due = (story.now + timedelta(days=days)).date()
    who = story.world.pension_new_a
    case = Case.objects.get(pk=story.pk)
    messaging.write(case, "请答复", by=who, now=story.now, answer_due_on=due)
    return due


def test_the_file_is_a_calendar_that_programs_subscribe_to(browser, story):
    due = ask_for_answer(story)
    answer = Client().get(address(browser))
    calendar = icalendar.Calendar.from_ical(answer.content)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "METHOD" not in calendar
    assert (calendar["VERSION"], calendar["X-WR-TIMEZONE"]) == ("2.0", "Asia/Shanghai")
    assert calendar.errors == []
    assert b"\r\n" in answer.content
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    by_day = {each["DTSTART"].dt: each for each in calendar.walk("VEVENT")}
    mine = by_day[due]
    assert isinstance(mine["DTSTART"].dt, date)
    assert b"DTSTART;VALUE=DATE:" in answer.content
    assert mine["DTEND"].dt == due + timedelta(days=1)
    assert str(mine["SUMMARY"]) == "Your case: answer by"
    assert len(mine.walk("VALARM")) == 2
    agency = by_day[story.case.steps.get().due_on]
    assert agency.walk("VALARM") == []
    for each in calendar.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "SUMMARY"} <= set(each)
        assert each["DTSTAMP"].dt.utcoffset() == timedelta(0)


def test_it_names_nobody_and_no_number_whatever_was_chosen(browser, story):
    ask_for_answer(story)
    path = address(browser)
    for words in ("plain", "service"):
        browser.post(PAGE, {"do": "words", "words": words})
        text = Client().get(path).text.replace("\r\n ", "")
        for secret in (story.case.number, story.case.person.name, story.case.person.number):
            assert str(secret) not in text
    with translation.override("en"):
        assert f"{story.case.service_title}: answer by" in text
    assert CalendarAddress.objects.get().words == "service"


def test_an_entry_keeps_its_uid_when_its_day_moves(browser, story):
    ask_for_answer(story, 7)
    path = address(browser)
    before = {str(each["UID"]): each["DTSTART"].dt for each in events(path)}
    ask_for_answer(story, 9)
    after = {str(each["UID"]): each["DTSTART"].dt for each in events(path)}

    assert set(before) == set(after)
    assert before != after
    story.withdraw()
    assert events(path) == []


def test_a_renewed_address_ends_the_old_one_and_an_ended_one_is_not_found(browser):
    old = address(browser)
    new = address(browser)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    assert address(browser, do="") == new  # shown again

    browser.post(PAGE, {"do": "end"})

    assert Client().get(new).status_code == 404
    for odd in ("", "?key=", "?key=x", f"?key={'x' * 5000}", "?key=%00", "?key=a&key=b"):
        assert Client().get(f"/my/calendar.ics{odd}").status_code == 404


def test_the_secret_is_stored_unreadable_and_shown_to_its_owner_alone(browser, story):
    secret = address(browser).partition("key=")[2]
    assert secret not in browser.get(PAGE).text
    stranger = Client()
    stranger.force_login(story.world.other_person.user)
    assert secret not in stranger.post(PAGE, {"do": "show"}).text
    unverified = Client()
    unverified.force_login(story.world.unverified.user)
    assert unverified.get(PAGE)["Location"].startswith("/identity/")


def test_whoever_tries_secrets_or_asks_every_minute_is_slowed_down(browser):
    path = address(browser)
    answers = [Client().get("/my/calendar.ics?key=guess").status_code for _try in range(32)]
    assert answers == [404] * 30 + [429] * 2
    assert Client().get(path).status_code == 200  # a right one is not refused for it
    assert [Client().get(path).status_code for _try in range(31)][-1] == 429


def test_no_account_that_is_closed_and_nobody_who_has_died_has_a_calendar(browser, story):
    path = address(browser)
    person = story.case.person
    person.deceased_on = story.now.date()
    person.save()
    assert events(path) == []
    user = account_of(story)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert Client().get(path).status_code == 404


def test_a_refusal_says_until_when_one_can_object_and_that_it_is_not_confirmed(story):
    story.tell("prepare_refusal refuse wait")
    found = dates.of(story.case.person, story.now.date())

    (objecting,) = [each for each in found if each.key.startswith("object-")]
    assert "not confirmed" in objecting.plain or "待核实" in objecting.plain
    assert 50 < (objecting.day - story.now.date()).days <= 60


def test_a_room_makes_its_own_days_known_once(story, monkeypatch):
    monkeypatch.setattr(dates, "SOURCES", [])
    entry = dates.Entry(key="x", day=date(2026, 9, 9), plain="p", about="a", href="/", is_mine=True)

    def source(_person, _today):
        return [entry]

    dates.register(source, source)
    dates.register(source)

    assert dates.of(story.case.person, story.now.date()) == [entry]


def test_the_days_of_a_case_are_taken_into_a_phone_with_one_press(browser, story):
    address = reverse("case_days", args=[story.case.number])

    page = browser.get(reverse("case", args=[story.case.number])).content.decode()
    file = browser.get(address)

    assert address in page
    assert file["Content-Type"].startswith("text/calendar")
    assert file.content.count(b"BEGIN:VEVENT") == 1
    assert story.case.number.encode() not in file.content


def test_the_days_of_somebody_elses_case_are_not_given_out(client, story):
    client.force_login(story.world.stranger.user)

    assert client.get(reverse("case_days", args=[story.case.number])).status_code == 404
