"""The cast, whose agencies change particulars online."""

import pytest

from agencies.actions.reference import load_terms
from applications.models import Offer
from services.particulars.contact_change import CONTACT_CHANGE
from services.particulars.key_change import KEY_CHANGE
from services.particulars.pay_account import PAY_ACCOUNT
from services.particulars.plain_change import PLAIN_CHANGE
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_world


@pytest.fixture
def world(db, monkeypatch):
    print_blank_letters(monkeypatch)
    made = make_world()
    load_terms(now=MONDAY)
    Offer.objects.bulk_create(
        Offer(service=service.name, agency=agency, since=MONDAY)
        for service in (CONTACT_CHANGE, KEY_CHANGE, PAY_ACCOUNT, PLAIN_CHANGE)
        for agency in made.agencies.values()
    )
    return made
