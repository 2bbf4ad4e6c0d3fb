"""Nobody learns from an answer, nor from how long it takes, who has an account.

Every step of every way in is walked with a contact that has an account, with one that has none, and
with one whose account waits for its code: the same status, the same address, the same words, as
many messages sent and as many passwords hashed.
"""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client

from accounts import sms
from accounts.models import User
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

CONTACTS = {
    "phone": ("+8613900000001", "+8613900000002", "+8613900000003"),
    "e-mail": ("known@people.example", "unknown@people.example", "waiting@people.example"),
}
WRONG, AGAIN, CHANGE = {"code": "000000"}, {"action": "resend"}, {"action": "change"}
STEPS_AFTER_A_CODE = [None, {"code": "1"}, WRONG, AGAIN, None, AGAIN, AGAIN, CHANGE]
STEPS_AFTER_A_CODE += [WRONG, WRONG, WRONG, WRONG]
WAYS = {
    "join": ("/account/signup/", "contact", {"password1": PASSWORD}),
    "sign in": ("/account/login/", "login", {"password": "not this one"}),
    "ask for a code": ("/account/login/code/", "contact", {}),
    "forgotten password": ("/account/password/reset/", "contact", {}),
}


@pytest.fixture(autouse=True)
def outside_the_demonstration(settings, monkeypatch):
    """The demonstration shows on the page what was sent; and no code is guessed by chance."""
    settings.DEMO = False
    settings.LIMITS = settings.LIMITS | {"message.minute": (9, 60)}
    monkeypatch.setattr("accounts.actions.codes.secrets.randbelow", lambda below: 123456)


@pytest.fixture
def hashed(monkeypatch):
    """What takes time: every password that is hashed."""
    done, encode = [], MD5PasswordHasher.encode

    def noted(self, password, salt, *more):
        done.append(password)
        return encode(self, password, salt, *more)

    monkeypatch.setattr(MD5PasswordHasher, "encode", noted)
    return done


def make_accounts(kind: str) -> None:
    """Let the first have an account, and the last one that waits for its code."""
    known, _unknown, waiting = CONTACTS[kind]
    if kind == "phone":
        User.objects.create_user(None, PASSWORD, phone=known, phone_verified=True)
    else:
        User.objects.create_user(known, PASSWORD)
    Client().post("/account/signup/", {"contact": waiting, "password1": PASSWORD})


def walk(way: str, contact: str, hashed: list) -> list[tuple]:
    """Return what a stranger sees at each step, and what each of them cost."""
    page, field, more = WAYS[way]
    client, seen = Client(), []
    answer = client.post(page, {field: contact, **more})
    seen.append(what_is_seen(answer, contact, hashed))
    place = answer.url if answer.status_code == 302 else page
    for typed in STEPS_AFTER_A_CODE if answer.status_code == 302 else []:
        answer = client.get(place) if typed is None else client.post(place, typed)
        seen.append(what_is_seen(answer, contact, hashed))
    return seen


def what_is_seen(answer, contact: str, hashed: list) -> tuple:
    cost = (len(mail.outbox) + len(sms.outbox), len(hashed))
    for each in (mail.outbox, sms.outbox, hashed):
        each.clear()
    words = answer.content.decode()
    words = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", words)
    for shown in (
        contact,
        contact[3:],
        "\N{NO-BREAK SPACE}".join((contact[3:6], contact[6:10], contact[10:])),
    ):
        words = words.replace(shown, "CONTACT")
    return answer.status_code, answer.get("Location", ""), cost, words


@pytest.mark.parametrize("kind", CONTACTS)
@pytest.mark.parametrize("way", WAYS)
def test_no_step_tells_whether_there_is_an_account(way, kind, hashed):
    make_accounts(kind)
    known, unknown, waiting = (
        (mail.outbox.clear(), sms.outbox.clear(), hashed.clear(), walk(way, contact, hashed))[-1]
        for contact in CONTACTS[kind]
    )

    for step, (one, other, third) in enumerate(zip(known, unknown, waiting, strict=True)):
        assert one[:3] == other[:3] == third[:3], f"step {step}"
        assert one[3] == other[3] == third[3], f"words of step {step}"


def test_a_code_that_is_asked_for_too_often_is_refused_whoever_asks(settings):
    settings.LIMITS = settings.LIMITS | {"message.contact": (2, 86400)}
    make_accounts("phone")
    known, unknown, _waiting = CONTACTS["phone"]

    answers = {
        contact: [
            Client().post("/account/login/code/", {"contact": contact}).status_code
            for _time in range(3)
        ]
        for contact in (known, unknown)
    }

    assert answers == {known: [302, 302, 429], unknown: [302, 302, 429]}
