"""Messages lie in a list: each test begins without any."""

from datetime import date

import pytest

from accounts import sms
from accounts.models import Person, User
from tests import cast


@pytest.fixture(autouse=True)
def nothing_sent():
    sms.outbox.clear()


@pytest.fixture
def wang(db) -> Person:
    """A person of the agencies' records, with a phone on record."""
    return cast.make_person("王小燕", date(1992, 5, 10), phone="+8613812341234")


@pytest.fixture
def user(db) -> User:
    """Somebody who has joined by phone and not yet proven who they are."""
    user = User.objects.create_user(
        None, cast.PASSWORD, phone="+8613900000000", phone_verified=True
    )
    return User.objects.get(pk=user.pk)


@pytest.fixture
def signed_in(client, user):
    client.force_login(user)
    return client
