"""Creating an account by phone or by e-mail; each has to be confirmed by a code."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import sms
from accounts.models import User
from tests.accounts.steps import (
    EMAIL,
    PHONE,
    another,
    is_signed_in,
    join,
    mailed,
    sign_in,
    sign_in_twice,
    texted,
)
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def test_somebody_joins_by_phone_without_the_country_code(client):
    answer = join(client, PHONE)
    assert answer.url == reverse("account_verify_phone")

    answer = client.post(answer.url, {"code": texted()})

    assert answer.url == reverse("verify_identity")
    user = User.objects.get()
    assert (user.phone, user.phone_verified, user.email) == ("+8613800138000", True, None)
    assert is_signed_in(client)


def test_somebody_joins_by_e_mail(client):
    answer = join(client, "Wang＠People.example")
    assert answer.url == reverse("account_email_verification_sent")

    answer = client.post(answer.url, {"code": mailed()})

    assert answer.url == reverse("verify_identity")
    user = User.objects.get()
    assert (user.email, user.phone) == (EMAIL, "")
    assert user.emailaddress_set.get().verified


def test_two_people_without_e_mail_can_join(client, django_user_model):
    join(client, "13800138000")
    client.cookies.clear()
    join(client, "13800138001")

    assert django_user_model.objects.filter(email=None).count() == 2


def test_the_one_who_joined_is_written_to_in_the_language_of_the_page(client):
    join(client, PHONE, HTTP_ACCEPT_LANGUAGE="en")
    assert User.objects.get().language in {"zh-hans", "en"}


def test_a_phone_number_is_not_readable_in_the_database(client):
    join(client, PHONE)

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM accounts_user")
        (phone,) = cursor.fetchone()
        cursor.execute("SELECT session_data FROM accounts_signin")
        sessions = " ".join(row[0] for row in cursor.fetchall())
    assert "13800138000" not in phone + sessions
    assert texted() not in sessions


@pytest.mark.parametrize(
    "contact",
    ["", "1380013", "12345678901", "wang@", "@people.example", "王小燕", "1" * 300, "a\x00b@c.cn"],
)
def test_a_wrong_contact_is_refused_at_the_field(client, contact):
    answer = join(client, contact)

    assert answer.status_code == 422
    assert answer.context["form"].errors["contact"]
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["", "kurz1", "12345678901", "password"])
def test_a_weak_password_is_refused_at_the_field(client, password):
    answer = join(client, PHONE, password)

    assert answer.status_code == 422
    assert answer.context["form"].errors["password1"]
    assert answer.context["form"]["contact"].value() == PHONE


def test_a_wrong_code_is_refused_and_the_right_one_still_works(client):
    join(client)
    page = reverse("account_verify_phone")

    assert client.post(page, {"code": another(texted())}).status_code == 422
    assert not is_signed_in(client)

    assert client.post(page, {"code": texted()}).status_code == 302
    assert is_signed_in(client)


def test_after_five_wrong_codes_one_begins_again(client):
    join(client)
    code, page = texted(), reverse("account_verify_phone")
    for _try in range(5):
        client.post(page, {"code": another(code)})

    answer = client.post(page, {"code": code})

    assert answer.url == reverse("account_login")
    assert not is_signed_in(client)


def test_a_code_in_full_width_digits_is_understood(client):
    join(client)
    wide = texted().translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})

    client.post(reverse("account_verify_phone"), {"code": f" {wide} "})

    assert is_signed_in(client)


def test_whether_a_number_has_an_account_only_its_owner_learns(client, user):
    known, unknown = join(client, "13900000000"), join(Client(), "13900000009")

    assert known.status_code == unknown.status_code == 302
    assert known.url == unknown.url
    assert User.objects.count() == 2
    assert not any(digit.isdigit() for digit in sms.outbox[0][1])


def test_whether_an_address_has_an_account_only_its_owner_learns(client):
    User.objects.create_user(EMAIL, "x")

    answer = join(client, EMAIL)

    assert answer.url == reverse("account_email_verification_sent")
    assert User.objects.count() == 1
    assert reverse("account_reset_password") in mail.outbox[-1].body


def test_an_account_nobody_proved_gives_way_to_the_owner(client):
    join(client, PHONE, "the squatter's password")
    User.objects.update(joined_at=timezone.now() - timedelta(hours=1))
    client.cookies.clear()

    join(client, PHONE)
    client.post(reverse("account_verify_phone"), {"code": texted()})

    user = User.objects.get()
    assert user.phone_verified
    assert not user.check_password("the squatter's password")


def test_nobody_can_take_an_account_away_while_its_code_is_valid(client):
    join(client, PHONE)
    code = texted()

    join(Client(), PHONE, "the squatter's password")
    client.post(reverse("account_verify_phone"), {"code": code})

    assert is_signed_in(client)
    assert User.objects.get().check_password(PASSWORD)


def test_a_fresh_account_that_is_not_proven_does_not_let_in(client):
    join(client, PHONE)
    client.cookies.clear()

    answer = sign_in(client, PHONE)

    assert answer.url == reverse("account_verify_phone")
    assert not is_signed_in(client)


def test_codes_to_one_number_are_limited(client):
    join(client)
    for _again in range(4):
        client.post(reverse("account_verify_phone"), {"action": "resend"})

    assert len(sms.outbox) == 3


def test_signing_in_too_fast_gets_a_page_and_not_an_error(client):
    join(client)
    answers = []
    for _again in range(4):
        client.cookies.clear()
        answers.append(sign_in(client, PHONE).status_code)

    assert answers[-1] == 429


def test_a_message_that_cannot_be_sent_leaves_the_page_usable(client, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise OSError("gateway away: 13800138000")

    monkeypatch.setattr(sms, "send", broken)

    answer = client.get(join(client).url)

    assert answer.status_code == 200
    assert [str(message.level_tag) for message in answer.context["messages"]] == ["error"]


def test_the_demonstration_shows_the_message_to_whoever_asked_for_it(client, settings):
    join(client)
    assert texted() in client.get(reverse("account_verify_phone")).content.decode()

    settings.DEMO = False
    assert texted() not in client.get(reverse("account_verify_phone")).content.decode()


@pytest.mark.parametrize("contact", ["13900000000", "taken@people.example"])
def test_whoever_joins_with_a_contact_that_has_an_account_is_not_locked_in(client, user, contact):
    User.objects.create_user("taken@people.example", PASSWORD)

    code_page = client.get(join(client, contact).url)

    assert reverse("account_login") in code_page.content.decode().split("</header>")[1]
    for name in ("account_login", "account_signup", "account_request_login_code", "home"):
        assert client.get(reverse(name)).status_code == 200, name
    assert sign_in(client, contact).status_code == 302
    assert is_signed_in(client)


def test_the_code_page_is_the_same_whether_the_contact_has_an_account(client, user, settings):
    settings.DEMO = False
    pages = []
    for number in ("13900000000", "13900000009"):
        browser = Client()
        page = browser.get(join(browser, number).url).content.decode()
        pages.append(re.sub(r"139\s*0000\s*000\d|(csrf|nonce|value)\S*=\S*", "", page))

    assert pages[0] == pages[1]


def test_whose_number_somebody_tried_to_join_with_is_told(client, user):
    join(client, "13900000000")

    phone, text = sms.outbox[-1]
    assert phone == user.phone
    assert "已有账号" in text


def test_a_number_of_another_account_is_not_taken_over_by_changing_ones_own(client, user):
    other = User.objects.create_user("other@people.example", PASSWORD)
    sign_in_twice(client, other.email)

    answer = client.post(reverse("account_change_phone"), {"phone": "13900000000"})

    assert answer.url == reverse("account_verify_phone")
    assert not any(digit.isdigit() for digit in sms.outbox[-1][1])
    assert client.get(answer.url).status_code == 200
