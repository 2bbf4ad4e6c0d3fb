"""What has run out is forgotten by itself, and what still opens a door stays."""

from datetime import timedelta

import pytest
from allauth.idp.oidc.models import Token
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from accounts.models import SignIn
from accounts.tasks import forget_ways_in
from casework.tasks import forget_answers
from kit.models import KeptAnswer
from tests.api.calling import program_of, program_of_agency
from tests.cast import make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def what_is_kept():
    return [each.objects.count() for each in (SignIn, AuthToken, Token, KeptAnswer)]


def test_sign_ins_tokens_and_kept_answers_go_when_they_are_over():
    world = make_world()
    Client().force_login(world.applicant.user)
    mine = program_of(world.applicant)
    program_of_agency(world.agency("pension", "guangzhou"))
    now = timezone.now()
    answers = {"principal": "x", "fingerprint": "x", "begun_at": now}
    KeptAnswer.objects.create(key="over", expires_at=now, **answers)
    KeptAnswer.objects.create(key="open", expires_at=now + timedelta(hours=1), **answers)
    before = what_is_kept()

    forget_ways_in()
    forget_answers()

    assert what_is_kept() == [*before[:3], before[3] - 1]
    assert mine.get("me").status_code != 401
    for model, ends in ((SignIn, "expire_date"), (AuthToken, "expiry"), (Token, "expires_at")):
        model.objects.update(**{ends: now})
    forget_ways_in()
    assert what_is_kept()[:3] == [0, 0, 0]
