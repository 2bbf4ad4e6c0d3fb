"""One's own account: settings, sign-ins, tokens, who looked, what is held."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from accounts.models import AccessEntry, Looked, SignIn, User
from tests import cast
from tests.accounts.steps import EMAIL, mailed, sign_in, sign_in_twice, texted

pytestmark = pytest.mark.django_db

ROOM = ["account_settings", "access_log", "verify_identity", "make_token"]


@pytest.fixture
def verified(signed_in, user, wang):
    User.objects.filter(pk=user.pk).update(person=wang, identity_verified_at=timezone.now())
    return signed_in


@pytest.mark.parametrize("name", ROOM)
def test_a_visitor_is_asked_to_sign_in(client, name):
    assert client.get(reverse(name)).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_settings_are_shown_in_both_languages(verified, language):
    verified.cookies["django_language"] = language
    page = verified.get(reverse("account_settings")).content.decode()
    assert "139****0000" in page


def test_the_language_of_messages_is_kept(signed_in, user):
    signed_in.post(reverse("account_settings"), {"language": "en"})
    user.refresh_from_db()
    assert user.language == "en"


def test_an_unknown_language_is_refused(signed_in):
    answer = signed_in.post(reverse("account_settings"), {"language": "fr"})
    assert answer.status_code == 422


def test_one_signs_out_everywhere_else(client, user):
    here, elsewhere = Client(), Client(HTTP_USER_AGENT="Mozilla/5.0 (Android 14) Firefox/140")
    sign_in(here, user.phone)
    sign_in(elsewhere, user.phone)
    assert "Firefox" in here.get(reverse("account_settings")).content.decode()

    here.post(reverse("end_other_sign_ins"))

    assert here.get(reverse("account_settings")).status_code == 200
    assert elsewhere.get(reverse("account_settings")).status_code == 302
    assert SignIn.objects.filter(user=user).count() == 1


def test_the_phone_number_is_changed_by_a_code_to_the_new_one(client, user):
    sign_in_twice(client, user.phone)
    answer = client.post(reverse("account_change_phone"), {"phone": "13700000000"})
    user.refresh_from_db()
    assert user.phone == "+8613900000000"

    client.post(answer.url, {"code": texted()})

    user.refresh_from_db()
    assert (user.phone, user.phone_verified) == ("+8613700000000", True)


def test_an_e_mail_address_is_added_by_a_code(client, user):
    sign_in_twice(client, user.phone)
    client.post(reverse("account_email"), {"email": EMAIL, "action_add": "1"})

    client.post(reverse("account_email_verification_sent"), {"code": mailed()})

    user.refresh_from_db()
    assert user.email == EMAIL


def test_the_password_is_changed_and_the_owner_told(client):
    user = User.objects.create_user(EMAIL, cast.PASSWORD)
    sign_in(client, EMAIL)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": cast.PASSWORD, "password1": "another good password"},
    )

    user.refresh_from_db()
    assert user.check_password("another good password")
    assert mail.outbox[-1].to == [EMAIL]


def test_a_new_password_locks_out_programs_that_used_a_token(signed_in, user):
    AuthToken.objects.create(user)
    typed = {"oldpassword": cast.PASSWORD, "password1": "another good password"}

    signed_in.post(reverse("account_change_password"), typed)

    user.refresh_from_db()
    assert user.check_password("another good password")
    assert not AuthToken.objects.exists()


# --- Tokens for programs -----------------------------------------------------------------------
def test_a_token_is_shown_once_and_kept_as_a_fingerprint(client, user):
    sign_in_twice(client, user.phone)

    answer = client.post(reverse("make_token"))

    token = answer.context["token"]
    kept = AuthToken.objects.get(user=user)
    assert token not in (kept.digest, kept.token_key)
    assert kept.expiry > timezone.now() + timedelta(days=89)
    assert token not in client.get(reverse("account_settings")).content.decode()


def test_a_token_needs_a_fresh_password(client, user):
    sign_in(client, user.phone)
    answer = client.post(reverse("make_token"))
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert not AuthToken.objects.exists()


def test_there_are_at_most_ten_tokens(client, user):
    sign_in_twice(client, user.phone)
    for _each in range(11):
        client.post(reverse("make_token"))
    assert AuthToken.objects.count() == 10


def test_one_revokes_ones_own_token_and_no_other(signed_in, user):
    mine, _text = AuthToken.objects.create(user)
    theirs, _text = AuthToken.objects.create(User.objects.create_user(EMAIL, "x"))

    for token in (mine, theirs):
        signed_in.post(reverse("revoke_token"), {"token_key": token.token_key})

    assert list(AuthToken.objects.all()) == [theirs]


# --- What we hold --------------------------------------------------------------------------------
def look(person, days_ago=0, **fields):
    at = timezone.now() - timedelta(days=days_ago)
    return AccessEntry.objects.create(
        person=person,
        agency_name="广州市社会保险基金管理中心",
        agency_name_en="Guangzhou Social Insurance Fund Centre",
        **({"what": Looked.NUMBER, "at": at, "within": at} | fields),
    )


def test_a_person_sees_who_looked_at_their_data(verified, wang):
    look(wang, reason="核对姓名")
    look(cast.make_person("李红", cast.date(1990, 3, 4)), reason="别人的事")
    verified.cookies["django_language"] = "zh-hans"

    page = verified.get(reverse("access_log")).content.decode()

    assert "广州市社会保险基金管理中心" in page
    assert "核对姓名" in page
    assert "别人的事" not in page


def test_the_list_comes_in_pages_and_costs_the_same(verified, wang, django_assert_max_num_queries):
    for days_ago in range(25):
        look(wang, days_ago)

    with django_assert_max_num_queries(8):
        first = verified.get(reverse("access_log"))
    last = verified.get(reverse("access_log"), {"page": "999"})

    assert (len(first.context["events"]), len(last.context["events"])) == (20, 5)


def test_who_is_not_verified_is_led_to_the_verification(signed_in):
    answer = signed_in.get(reverse("access_log"))
    assert answer.url == f"{reverse('verify_identity')}?next={reverse('access_log')}"


# --- The administration ----------------------------------------------------------------------
def test_the_administration_shows_nothing_personal_about_users(client, user, wang):
    User.objects.filter(pk=user.pk).update(person=wang, identity_verified_at=timezone.now())
    client.force_login(User.objects.create_superuser("admin@people.example", "x"))

    pages = [reverse("admin:accounts_user_changelist")]
    pages.append(reverse("admin:accounts_user_change", args=[user.pk]))
    shown = "".join(client.get(page).content.decode() for page in pages)

    for personal in (user.phone, user.phone[3:], wang.name, wang.number):
        assert personal not in shown
    assert client.get(reverse("admin:accounts_user_add")).status_code == 403
