"""The cast, whose pension agencies take unemployment benefit online."""

from datetime import date
from decimal import Decimal

import pytest

from agencies.actions.reference import load_terms
from agencies.models import RuleValue
from applications.models import Offer
from applications.registry import services
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_world
from tests.kept import kept


@pytest.fixture
def world(db, monkeypatch):
    print_blank_letters(monkeypatch)
    return kept(("out of work",), _world)


def _world():
    made = make_world()
    load_terms(now=MONDAY)  # those of a place, now that it is there
    Offer.objects.bulk_create(
        Offer(service=each.name, agency=made.agency("pension", place), since=MONDAY)
        for each in services()
        for place in ("guangzhou", "chengdu")
        if each.name.startswith("unemployment-")
    )
    return made


@pytest.fixture
def ask_by(world):
    """Let a place ask, by a day of each month, whether somebody still looks for work."""

    def ask(region, day):
        proposer, approver = (
            world.people[name].user for name in ("administrator", "second_administrator")
        )
        RuleValue.objects.create(
            rule="unemployment.confirmed-by",
            region_id=region,
            number=Decimal(day),
            document_number="穗人社〔2026〕1号",
            document="求职确认的通知",
            document_en="Notice on confirming the search for work",
            effective_on=date(2026, 1, 1),
            valid_from=date(2026, 1, 1),
            proposed_by=proposer,
            proposed_at=MONDAY,
            approved_by=approver,
            approved_at=MONDAY,
        )

    return ask
