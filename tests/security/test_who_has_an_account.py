"""Nobody learns from an answer, nor from how long it takes, who has an account."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from tests.cast import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def hashed(monkeypatch):
    """What takes time: every password that is hashed."""
    done, encode = [], MD5PasswordHasher.encode

    def noted(self, password, salt, *more):
        done.append(password)
        return encode(self, password, salt, *more)

    monkeypatch.setattr(MD5PasswordHasher, "encode", noted)
    return done


def test_joining_takes_as_long_with_an_address_that_is_known(hashed):
    make_user("known")
    answers = []
    for name in ("known", "new"):
        hashed.clear()
        typed = {"contact": f"{name}@people.example", "password1": PASSWORD}
        answer = Client().post("/account/signup/", typed)
        answers.append((answer.status_code, answer.url, len(hashed)))

    assert answers[0] == answers[1]


def test_signing_in_takes_as_long_with_an_address_that_is_unknown(hashed):
    make_user("known")
    answers = []
    for name in ("known", "unknown"):
        hashed.clear()
        typed = {"login": f"{name}@people.example", "password": "not this one"}
        answers.append((Client().post("/account/login/", typed).status_code, len(hashed)))

    assert answers[0] == answers[1]
