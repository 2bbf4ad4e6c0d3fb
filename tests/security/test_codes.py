"""A code is tried five times, at whatever speed, for one purpose, and is right once."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import sms, telling
from accounts.actions import codes
from accounts.models import IssuedCode, Purpose, User
from tests.accounts.steps import another, is_signed_in, sign_in, texted
from tests.cast import MONDAY, PASSWORD

pytestmark = pytest.mark.django_db
OWNER, STRANGER = "+8613900000001", "+8613900000002"
HERE = "203.0.113.1/32"


@pytest.fixture(autouse=True)
def nothing_sent():
    sms.outbox.clear()


@pytest.fixture
def owner() -> User:
    return User.objects.create_user(None, PASSWORD, phone=OWNER, phone_verified=True)


def issued(user=None, contact=OWNER) -> tuple[str, str]:
    ticket = codes.issue(Purpose.SIGN_IN, address=HERE, now=MONDAY)
    return ticket, codes.digits(ticket, contact, user=user)


def is_right(ticket, typed, address=HERE) -> bool:
    return codes.is_right(ticket, typed, address=address, now=MONDAY)


def why_refused(answer) -> str:
    return answer.context["form"].errors.as_data()["__all__"][0].code


def ask_for_a_code(client, contact=OWNER, **more):
    return client.post(reverse("account_request_login_code"), {"contact": contact}, **more)


def test_a_code_is_right_once(owner):
    ticket, typed = issued(owner)
    assert [is_right(ticket, typed) for _time in range(2)] == [True, False]


def test_after_five_wrong_ones_the_right_one_is_too_late(owner):
    ticket, typed = issued(owner)
    for _time in range(5):
        is_right(ticket, another(typed))
    assert not is_right(ticket, typed)


def test_nobody_can_read_a_code_or_where_it_went_in_the_database(owner):
    ticket, typed = issued(owner)
    row = IssuedCode.objects.values().get(pk=ticket)
    assert not [value for value in row.values() if str(value) in (typed, OWNER, HERE)]


def test_a_code_of_ones_own_opens_no_account_of_another(owner):
    """Both wait in one session: a new password for the owner, and a code to a stranger's phone."""
    User.objects.create_user(None, PASSWORD, phone=STRANGER, phone_verified=True)
    client = Client()
    reset = client.post(reverse("account_reset_password"), {"contact": OWNER}).url
    ask_for_a_code(client, STRANGER)
    assert sms.outbox[-1][0] == STRANGER

    assert client.post(reset, {"code": texted()}).status_code == 422


def test_the_session_holds_no_code(owner):
    client = Client()
    ask_for_a_code(client)
    session = {key: value for key, value in client.session.items() if key != "demo_message"}
    assert texted() not in str(session)


def test_wrong_codes_from_one_address_are_counted_for_all_accounts_together(settings, owner):
    settings.LIMITS = settings.LIMITS | {"code.wrong": (3, 86400)}
    for _time in range(3):
        codes.is_right("", "000000", address=HERE, now=timezone.now())
    client = Client(REMOTE_ADDR="203.0.113.1")
    page = ask_for_a_code(client).url

    assert client.post(page, {"code": texted()}).status_code == 429


def test_the_owner_is_told_once_a_day_of_guesses(owner):
    for _code in range(2):
        ticket, typed = issued(owner)
        for _time in range(5):
            is_right(ticket, another(typed))

    telling.of_guesses(MONDAY)
    telling.of_guesses(MONDAY)

    ((to, text),) = sms.outbox
    assert to == OWNER
    assert "6" not in text


def test_what_strangers_ask_for_does_not_use_up_what_the_owner_may(settings, owner):
    settings.LIMITS = settings.LIMITS | {"message.contact": (1, 86400), "message.minute": (9, 60)}
    home = {"REMOTE_ADDR": "198.51.100.7"}
    sign_in(Client(**home), OWNER)
    stranger = Client(REMOTE_ADDR="203.0.113.1")

    assert [ask_for_a_code(stranger).status_code for _time in range(2)] == [302, 429]
    assert ask_for_a_code(Client(**home)).status_code == 302


def test_a_stranger_who_asks_on_and_on_lets_the_owner_wait_for_nothing(owner):
    home = {"REMOTE_ADDR": "198.51.100.7"}
    sign_in(Client(**home), OWNER)
    answers = [ask_for_a_code(Client(REMOTE_ADDR="203.0.113.1")).status_code for _time in range(5)]

    assert answers == [302, 302, 302, 429, 429]
    assert ask_for_a_code(Client(**home)).status_code == 302


def test_the_portal_sends_so_many_a_day_and_says_so_before(settings, owner, caplog):
    settings.LIMITS = settings.LIMITS | {"message.portal": (5, 86400), "message.minute": (9, 60)}
    home = {"REMOTE_ADDR": "198.51.100.7"}
    sign_in(Client(**home), OWNER)
    answers = [ask_for_a_code(Client(), f"139000001{n:02d}").status_code for n in range(6)]

    assert answers == [302] * 5 + [429]
    assert ask_for_a_code(Client(**home)).status_code == 302
    assert "messages: 4 of 5" in caplog.text
    assert "messages: 5 of 5" in caplog.text


# --- Passwords ---
def test_five_wrong_passwords_do_not_lock_the_owner_out_elsewhere(owner):
    stranger, at_home = Client(REMOTE_ADDR="203.0.113.1"), Client(REMOTE_ADDR="198.51.100.7")
    for _time in range(6):
        refused = sign_in(stranger, OWNER, "not this one")
    assert why_refused(refused) == "too_many_login_attempts"

    sign_in(at_home, OWNER)

    assert is_signed_in(at_home)


def test_a_stranger_who_goes_on_and_on_uses_up_nothing_of_the_owners(settings, owner):
    settings.LIMITS = settings.LIMITS | {"password.account": (7, 86400)}
    stranger, elsewhere = Client(REMOTE_ADDR="203.0.113.1"), Client(REMOTE_ADDR="203.0.113.9")
    for _time in range(12):
        sign_in(stranger, OWNER, "not this one")

    sign_in(elsewhere, OWNER)

    assert is_signed_in(elsewhere)


def test_however_many_strangers_try_the_owner_comes_in_from_a_familiar_place(settings, owner):
    settings.LIMITS = settings.LIMITS | {"password.account": (3, 86400)}
    home = {"REMOTE_ADDR": "198.51.100.7"}
    sign_in(Client(**home), OWNER)
    for place in range(4):
        sign_in(Client(REMOTE_ADDR=f"203.0.113.{place}"), OWNER, "not this one")

    again, elsewhere = Client(**home), Client(REMOTE_ADDR="203.0.113.9")
    sign_in(again, OWNER)
    sign_in(elsewhere, OWNER)

    assert is_signed_in(again)
    assert not is_signed_in(elsewhere)


def test_neither_a_made_up_host_nor_an_emptied_cache_gives_more_tries(owner, settings):
    User.objects.create_user("wang@people.example", PASSWORD)
    for port in range(6):
        cache.clear()
        host = {"HTTP_HOST": f"testserver:{8000 + port}"}
        answer = sign_in(Client(), "wang@people.example", "not this one", **host)

    assert why_refused(answer) == "too_many_login_attempts"


def test_one_page_of_the_ways_in_takes_so_many_posts_from_an_address(settings):
    settings.LIMITS = settings.LIMITS | {"entrance.address": (2, 60)}
    answers = [Client().post(reverse("account_reset_password"), {}) for _time in range(3)]

    assert [each.status_code for each in answers] == [422, 422, 429]
    assert int(answers[-1]["Retry-After"]) > 0


def test_a_mail_that_is_asked_for_too_often_is_refused(settings):
    settings.LIMITS = settings.LIMITS | {"message.contact": (1, 86400)}
    answers = [ask_for_a_code(Client(), "nobody@people.example") for _time in range(2)]

    assert [each.status_code for each in answers] == [302, 429]
    assert len(mail.outbox) == 1
    assert "12333" in answers[-1].content.decode()
