"""Passkeys: whose they are, what they open, and who hears of them."""

import json
import logging

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import passkeys, sms
from accounts.models import SignIn, User
from tests import cast
from tests.accounts.soft_key import HOST, PRESENT, SoftKey
from tests.accounts.steps import is_signed_in, sign_in, sign_in_twice, texted

pytestmark = pytest.mark.django_db
ADD, LIST, SIGN_IN = map(reverse, ("mfa_add_webauthn", "mfa_list_webauthn", "mfa_login_webauthn"))


def browser() -> Client:
    return Client(HTTP_HOST=HOST)


@pytest.fixture
def at_home(user):
    """The owner, signed in and proven by a code to their phone."""
    client = browser()
    sign_in_twice(client, user.phone)
    client.get(ADD)
    client.post(reverse("mfa_send_proof"))
    client.post(reverse("mfa_prove_contact"), {"code": texted()})
    return client


def add(client, key, name="我的手机"):
    client.get(ADD)
    return client.post(ADD, {"name": name, "credential": key.made(client)})


def come_in(key, user, client=None):
    client = client or browser()
    client.get(SIGN_IN)
    client.post(SIGN_IN, {"credential": key.shown(client, user)})
    return client


def test_a_passkey_is_set_up_and_signs_in_by_itself(at_home, user):
    key = SoftKey()

    add(at_home, key)

    assert "我的手机" in at_home.get(LIST).content.decode()
    assert is_signed_in(come_in(key, user))


def test_the_password_alone_sets_up_no_passkey(user):
    client = browser()
    sign_in_twice(client, user.phone)

    assert client.get(ADD).url == reverse("mfa_prove_contact")
    assert client.post(ADD, {"name": "x", "credential": "{}"}).status_code == 302
    assert not passkeys.of(user).exists()


def test_the_next_passkey_is_added_by_whoever_shows_the_first(at_home, user):
    first = SoftKey()
    add(at_home, first)
    other = browser()
    sign_in_twice(other, user.phone)
    once_more = reverse("mfa_reauthenticate_webauthn")
    assert other.get(ADD).url.startswith(once_more)

    other.get(once_more)
    other.post(once_more, {"credential": first.shown(other, user), "next": ADD})
    add(other, SoftKey(), "电脑")

    assert passkeys.of(user).count() == 2


def test_whoever_has_a_passkey_still_comes_in_by_the_password_alone(at_home, user):
    add(at_home, SoftKey())
    client = browser()

    sign_in(client, user.phone)

    assert is_signed_in(client)


@pytest.mark.parametrize(
    "key",
    [SoftKey(flags=PRESENT), SoftKey(origin="https://portal.example.org")],
    ids=["the finger was not looked at", "another page has asked for it"],
)
def test_an_answer_is_refused_where(at_home, user, key):
    assert add(at_home, key).status_code == 422


def test_an_answer_opens_once_and_only_the_session_it_was_asked_in(at_home, user):
    key = SoftKey()
    add(at_home, key)
    client = browser()
    client.get(SIGN_IN)
    answer = key.shown(client, user)
    stranger = browser()
    stranger.get(SIGN_IN)

    stranger.post(SIGN_IN, {"credential": answer})
    client.post(SIGN_IN, {"credential": answer})
    client.post(reverse("account_logout"))
    client.get(SIGN_IN)
    client.post(SIGN_IN, {"credential": answer})

    assert not is_signed_in(stranger)
    assert not is_signed_in(client)


def test_a_key_opens_no_account_but_its_own(at_home, user):
    key = SoftKey()
    add(at_home, key)
    other = User.objects.create_user("other@people.example", cast.PASSWORD)

    assert not is_signed_in(come_in(key, other))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "[]",
        "1",
        "{",
        "{}",
        "[" * 9999,
        '{"a":' * 1600,
        '{"response": 1}',
        '{"rawId": "AA", "response": {}}',
        "x" * 20_000,
    ]
    + [
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": each})
        for each in (
            {"clientDataJSON": "AA", "attestationObject": "AA"},
            {
                "clientDataJSON": "e30",
                "authenticatorData": "AA",
                "signature": "AA",
                "userHandle": "////",
            },
        )
    ],
)
def test_whatever_is_written_by_hand_is_refused_in_a_sentence(at_home, user, typed):
    client = browser()
    client.get(SIGN_IN)
    at_home.get(ADD)

    assert client.post(SIGN_IN, {"credential": typed}).status_code == 422
    assert at_home.post(ADD, {"name": "x", "credential": typed}).status_code == 422


def test_a_locked_account_does_not_let_its_passkey_in(at_home, user):
    key = SoftKey()
    add(at_home, key)
    User.objects.update(is_active=False)

    assert not is_signed_in(come_in(key, user))


def test_a_removed_passkey_opens_nothing_and_both_are_told(at_home, user, caplog):
    key = SoftKey()
    with caplog.at_level(logging.INFO, "portal.security"):
        add(at_home, key)
        at_home.post(reverse("mfa_remove_webauthn", args=[passkeys.of(user).get().pk]))

    noted = [line.split(" account")[0] for line in caplog.messages]
    assert noted[-2:] == ["webauthn added", "webauthn removed"]
    assert ["指纹" in text for _to, text in sms.outbox[-2:]] == [True, True]
    assert not is_signed_in(come_in(key, user))


def test_an_owner_with_an_address_hears_of_it_by_mail(at_home, user):
    user.emailaddress_set.create(email="wang@people.example", verified=True, primary=True)
    User.objects.update(email="wang@people.example")
    add(at_home, SoftKey())

    assert "指纹" in mail.outbox[-1].subject


def test_what_one_calls_a_passkey_is_not_readable_in_the_database(at_home, user):
    add(at_home, SoftKey(), "王芳的手机")

    assert "王芳" not in json.dumps(Authenticator.objects.get().data, ensure_ascii=False)


def test_it_is_called_otherwise_by_its_owner_alone(at_home, user):
    add(at_home, SoftKey())
    address = reverse("mfa_edit_webauthn", args=[passkeys.of(user).get().pk])
    other = User.objects.create_user("other@people.example", cast.PASSWORD)
    stranger = browser()
    sign_in_twice(stranger, other.email)

    assert stranger.post(address, {"name": "mine"}).status_code == 404
    assert at_home.post(address, {"name": ""}).status_code == 422
    at_home.post(address, {"name": "女儿的手机"})

    assert passkeys.name_of(passkeys.of(user).get()) == "女儿的手机"


def test_nobody_has_more_than_ten(at_home, user, monkeypatch):
    monkeypatch.setattr(passkeys, "MOST", 1)
    add(at_home, SoftKey())
    add(at_home, SoftKey())

    assert passkeys.of(user).count() == 1


def test_tries_are_counted_by_address(user, monkeypatch):
    monkeypatch.setitem(settings.LIMITS, "entrance.address", (2, 60))
    client = browser()

    tries = [client.post(SIGN_IN, {"credential": "{}"}).status_code for _ in range(3)]

    assert tries == [422, 422, 429]


def test_a_sign_in_is_ended_from_afar_by_its_mark_and_by_nobody_else(client, user):
    here, there = Client(), Client()
    sign_in(here, user.phone)
    sign_in(there, user.phone)
    mark = SignIn.objects.get(pk=there.session.session_key).mark
    other = User.objects.create_user("other@people.example", cast.PASSWORD)
    stranger = Client()
    sign_in(stranger, other.email)

    stranger.post(reverse("end_sign_in"), {"mark": mark})
    assert there.get(reverse("account_settings")).status_code == 200
    page = here.get(reverse("account_settings")).content.decode()
    here.post(reverse("end_sign_in"), {"mark": mark})

    assert mark in page
    assert there.session.session_key not in page
    assert there.get(reverse("account_settings")).status_code == 302
    assert here.get(reverse("account_settings")).status_code == 200
