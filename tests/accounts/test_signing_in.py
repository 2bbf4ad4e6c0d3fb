"""Signing in with a password, a code, a second factor; a forgotten password."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import sms
from accounts.models import SignIn, User
from tests import cast
from tests.accounts.steps import EMAIL, is_signed_in, join, mailed, sign_in, texted

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_mail(db) -> User:
    return User.objects.create_user(EMAIL, cast.PASSWORD)


@pytest.mark.parametrize("contact", ["13900000000", "+86 139-0000-0000", "１３９００００００００"])
def test_a_phone_number_is_understood_as_people_write_it(client, user, contact):
    answer = sign_in(client, contact)

    assert answer.url == reverse("arrive")
    assert is_signed_in(client)


def test_somebody_signs_in_by_e_mail(client, by_mail):
    sign_in(client, EMAIL.upper())
    assert is_signed_in(client)


def test_one_returns_to_the_page_one_came_from(client, user):
    page = reverse("access_log")
    asked = client.get(page)
    assert asked.url == f"{reverse('account_login')}?next={page}"

    assert sign_in(client, user.phone, next=page).url == page


def test_one_is_not_sent_to_a_foreign_site(client, user):
    assert sign_in(client, user.phone, next="https://evil.example/").url == reverse("arrive")


def test_a_wrong_password_and_an_unknown_number_get_the_same_answer(client, user):
    wrong = sign_in(client, user.phone, "wrong password")
    unknown = sign_in(client, "13900000009", "wrong password")

    assert wrong.status_code == unknown.status_code == 422
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_wrong_passwords_are_limited_for_each_phone_by_itself(client, user):
    for _try in range(6):
        refused = sign_in(client, user.phone, "wrong password")
    assert refused.context["form"].errors.as_data()["__all__"][0].code == "too_many_login_attempts"
    assert sign_in(client, user.phone).status_code == 422

    other = User.objects.create_user(
        None, cast.PASSWORD, phone="+8613900000001", phone_verified=True
    )
    sign_in(client, other.phone)
    assert is_signed_in(client)


def test_somebody_signs_in_with_a_code_by_text_message(client, user):
    answer = client.post(reverse("account_request_login_code"), {"contact": user.phone})

    client.post(answer.url, {"code": texted()})

    assert is_signed_in(client)


def test_somebody_signs_in_with_a_code_by_mail(client, by_mail):
    answer = client.post(reverse("account_request_login_code"), {"contact": EMAIL})

    client.post(answer.url, {"code": mailed()})

    assert is_signed_in(client)


def test_a_stranger_who_asks_for_a_code_sees_the_same_page(client, user):
    page = reverse("account_request_login_code")
    known = client.post(page, {"contact": user.phone})
    unknown = Client().post(page, {"contact": "13900000009"})

    assert known.url == unknown.url
    assert "13900000009" in sms.outbox[-1][0]
    assert not any(letter.isdigit() for letter in sms.outbox[-1][1])


def test_a_code_does_not_open_an_account_that_nobody_proved(client):
    join(client, "13800138000")
    client.cookies.clear()

    answer = client.post(reverse("account_request_login_code"), {"contact": "13800138000"})

    assert not any(letter.isdigit() for letter in sms.outbox[-1][1])
    assert client.post(answer.url, {"code": "123456"}).status_code == 422


@pytest.mark.parametrize("contact", ["13900000000", EMAIL])
def test_a_forgotten_password_is_set_anew(client, user, by_mail, contact):
    answer = client.post(reverse("account_reset_password"), {"contact": contact})
    code = mailed() if contact == EMAIL else texted()
    answer = client.post(answer.url, {"code": code})

    client.post(answer.url, {"password1": "another good password"})

    sign_in(client, contact, "another good password")
    assert is_signed_in(client)


def test_a_forgotten_password_of_nobody_gets_no_code(client):
    answer = client.post(reverse("account_reset_password"), {"contact": "13900000009"})

    assert answer.url == reverse("account_confirm_password_reset_code")
    assert client.post(answer.url, {"code": "000000"}).status_code == 422


def test_signing_out_ends_the_session(client, user):
    sign_in(client, user.phone)

    client.post(reverse("account_logout"))

    assert not is_signed_in(client)
    assert not SignIn.objects.filter(user=user).exists()


def test_a_locked_account_does_not_let_in(client, user):
    User.objects.filter(pk=user.pk).update(is_active=False)

    sign_in(client, user.phone)

    assert not is_signed_in(client)


def test_the_sign_in_page_asks_the_database_nothing(client, django_assert_num_queries):
    page = reverse("account_login")
    client.get(page)
    with django_assert_num_queries(1):  # the demonstration's clock in the footer
        client.get(page)


def test_user_and_person_come_in_one_query(wang, user, django_assert_num_queries):
    User.objects.filter(pk=user.pk).update(person=wang, identity_verified_at=timezone.now())

    with django_assert_num_queries(1):
        assert User.objects.signed_in(user.pk).person.name == wang.name


def test_a_session_written_with_a_lost_key_is_an_empty_one(client, user, settings):
    known = settings.FIELD_KEYS
    settings.FIELD_KEYS = "other:" + "A" * 43 + "=," + known
    client.force_login(user)
    settings.FIELD_KEYS = known

    assert client.get(reverse("account_settings")).status_code == 302


# --- Staff ---------------------------------------------------------------------------------
@pytest.fixture
def clerk(db):
    agencies = cast.make_agencies()
    return cast.make_clerk("clerk", agencies["pension-guangzhou"]).user


def test_staff_arrive_at_their_desk_and_others_at_their_page(client, clerk, user):
    client.force_login(clerk)
    assert client.get(reverse("arrive")).url == reverse("desk_today")

    client.force_login(user)
    assert client.get(reverse("arrive")).url == reverse("my_page")


def test_staff_without_a_second_factor_are_asked_to_set_one_up(client, clerk, settings):
    settings.STAFF_NEED_SECOND_FACTOR = True
    client.force_login(clerk)

    answer = client.get(reverse("account_settings"))

    assert answer.url == reverse("mfa_activate_totp")


def test_insured_persons_need_no_second_factor(signed_in, settings):
    settings.STAFF_NEED_SECOND_FACTOR = True
    assert signed_in.get(reverse("account_settings")).status_code == 200


def test_staff_with_a_second_factor_are_asked_for_it_and_let_in(client, clerk, settings):
    settings.STAFF_NEED_SECOND_FACTOR = True
    secret = generate_totp_secret()
    kept = TOTP.activate(clerk, secret).instance
    assert secret not in str(kept.data)

    answer = sign_in(client, clerk.email)
    assert answer.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)

    counter = next(iter(yield_hotp_counters_from_time()))
    client.post(answer.url, {"code": f"{hotp_value(secret, counter):06d}"})
    assert client.get(reverse("account_settings")).status_code == 200


def test_an_account_of_staff_is_not_for_ones_own_insurance(client, clerk):
    client.force_login(clerk)
    assert client.get(reverse("verify_identity")).status_code == 403
