"""The cast, whose agencies change particulars online."""

import pytest

from services.particulars.contact_change import CONTACT_CHANGE
from services.particulars.key_change import KEY_CHANGE
from services.particulars.pay_account import PAY_ACCOUNT
from services.particulars.plain_change import PLAIN_CHANGE
from tests.blank_letters import print_blank_letters
from tests.cast import make_world_online


@pytest.fixture
def world(db, monkeypatch):
    print_blank_letters(monkeypatch)
    return make_world_online(CONTACT_CHANGE, KEY_CHANGE, PAY_ACCOUNT, PLAIN_CHANGE)
