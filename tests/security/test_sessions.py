"""A session ends when nobody uses it, goes on under a new name, and is told to those who watch."""

import logging
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import sms
from accounts.models import SignIn, User
from tests.accounts.steps import is_signed_in, mailed, sign_in, sign_in_twice, texted
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
PHONE, EMAIL = "+8613900000001", "wang@people.example"
SETTINGS = "/settings/"


@pytest.fixture
def user() -> User:
    return User.objects.create_user(EMAIL, PASSWORD, phone=PHONE, phone_verified=True)


@pytest.fixture
def signed_in(user) -> Client:
    client = Client()
    sign_in(client, PHONE)
    return client


def test_whoever_does_nothing_for_half_an_hour_signs_in_again(signed_in, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=31))
    assert signed_in.get(SETTINGS).url == f"/account/login/?next={SETTINGS}"


def test_whoever_goes_on_stays_signed_in_until_the_day_is_over(signed_in, time_machine):
    begun = timezone.now()
    for minutes in range(20, 8 * 60, 20):
        time_machine.move_to(begun + timedelta(minutes=minutes), tick=False)
        assert signed_in.get(SETTINGS).status_code == 200

    time_machine.move_to(begun + timedelta(hours=8, seconds=1), tick=False)
    assert signed_in.get(SETTINGS).status_code == 302


def test_going_on_writes_the_session_once_a_minute(signed_in, time_machine):
    begun = timezone.now()
    seen = []
    for seconds in (10, 30, 61, 90, 130):
        time_machine.move_to(begun + timedelta(seconds=seconds), tick=False)
        signed_in.get(SETTINGS)
        seen.append(SignIn.objects.get(user__isnull=False).expire_date)

    assert len(set(seen)) == 3


def test_after_the_password_once_more_the_session_has_another_name(user):
    client = Client()
    sign_in(client, PHONE)
    before = client.session.session_key

    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert is_signed_in(client)
    assert client.session.session_key != before
    assert not SignIn.objects.filter(pk=before).exists()


# --- The first second factor ---
def test_a_password_alone_sets_up_no_second_factor(user):
    thief = Client()
    sign_in_twice(thief, PHONE)

    answer = thief.get(reverse("mfa_activate_totp"))

    assert answer.url == reverse("mfa_prove_contact")
    assert "w***@people.example" in thief.get(answer.url).content.decode()


def test_a_code_to_the_accounts_own_address_opens_the_way(user):
    client = Client()
    sign_in_twice(client, PHONE)
    client.post(reverse("mfa_send_proof"))
    page = reverse("mfa_prove_contact")
    assert client.post(page, {"code": "1"}).status_code == 422

    client.post(page, {"code": mailed()})

    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_staff_without_a_second_factor_get_to_the_page_that_asks_for_it(user, settings):
    settings.STAFF_NEED_SECOND_FACTOR = True
    User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
    client = Client()
    sign_in_twice(client, PHONE)

    assert client.get("/settings/").url == reverse("mfa_activate_totp")
    client.post(reverse("mfa_send_proof"))
    client.post(reverse("mfa_prove_contact"), {"code": mailed()})

    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_whoever_signed_in_with_a_code_is_asked_for_no_other(user):
    sms.outbox.clear()
    client = Client()
    page = client.post(reverse("account_request_login_code"), {"contact": PHONE}).url
    client.post(page, {"code": texted()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    mail.outbox.clear()

    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_a_code_of_the_app_is_right_once_whatever_the_cache_forgets(user):
    client = Client()
    sign_in_twice(client, PHONE)
    client.post(reverse("mfa_send_proof"))
    client.post(reverse("mfa_prove_contact"), {"code": mailed()})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    counter = list(yield_hotp_counters_from_time())[1]
    client.post(reverse("mfa_activate_totp"), {"code": f"{hotp_value(secret, counter):06d}"})
    code = {"code": f"{hotp_value(secret, counter + 1):06d}"}

    first, second = Client(), Client()
    answers = [(one, sign_in(one, PHONE)) for one in (first, second)]
    for one, answer in answers:
        one.post(answer.url, code)
        cache.clear()

    assert is_signed_in(first)
    assert not is_signed_in(second)


# --- Told to those who watch ---
def test_the_ways_in_are_told_without_a_word_about_anybody(user, caplog):
    caplog.set_level(logging.INFO, "portal.security")
    client = Client()
    sign_in(client, PHONE, "not this one")
    sign_in(client, PHONE)
    client.post(reverse("account_logout"))

    lines = [each.getMessage() for each in caplog.records if each.name == "portal.security"]
    assert [line.split(" account=")[0] for line in lines] == [
        "wrong password",
        "signed in",
        "signed out",
    ]
    assert f"account={user.pk} " in lines[1]
    assert not [line for line in lines if "13900000001" in line or "127.0.0.1" in line]
