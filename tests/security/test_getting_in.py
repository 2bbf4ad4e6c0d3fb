"""Nobody comes in past the doors: not by the administration's own, not without a second factor."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from tests.cast import PASSWORD, make_user

pytestmark = pytest.mark.django_db
ADMIN_DOOR = "/admin/login/"


def by_the_administrations_door(user, password=PASSWORD) -> Client:
    client = Client()
    client.post(ADMIN_DOOR, {"username": user.email, "password": password, "next": "/admin/"})
    return client


@pytest.fixture
def administrator():
    return make_user("root", is_staff=True, is_superuser=True)


def test_a_stolen_password_alone_does_not_open_the_administration(administrator, settings):
    settings.STAFF_NEED_SECOND_FACTOR = True
    TOTP.activate(administrator, generate_totp_secret())

    thief = by_the_administrations_door(administrator)

    assert thief.get("/admin/").status_code == 302
    assert "_auth_user_id" not in thief.session


def test_the_administrations_door_leads_to_the_one_sign_in(client):
    assert client.get(ADMIN_DOOR).url.startswith("/account/login/")
