"""Somebody found work and was still paid: what has to come back is told in one sealed letter."""

from decimal import Decimal

import pytest

from agencies.actors import SYSTEM
from applications.actions.demanding import issue_demands
from casework.actions import halting
from casework.models import Halt
from law.wording import Text
from letters.models import Letter
from payouts.actions import recovering
from payouts.models import Recovery
from payouts.rules.amounts import Line
from payouts.rules.recovering import DEMAND
from tests.cast import MONDAY
from tests.unemployment.story import TODAY, decide, file, paid_for_years

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_what_was_paid_too_much_is_told_in_one_letter_and_waits_while_letters_are_stopped(world):
    paid_for_years(world)
    application = decide(world, file(world))
    line = Line(
        name="over-2026-10",
        title=Text("2026年10月多发", "Paid too much for October 2026"),
        amount=Decimal("2250.00"),
        formula="",
        basis=DEMAND,
    )
    drawn = application.case.entitlements.get()
    recovering.demand(
        drawn, person=world.person, amount=line.amount, lines=[line], reason="work", at=MONDAY
    )

    halt = halting.stop(None, reason="印章更换", by=SYSTEM, now=MONDAY)
    issue_demands(TODAY, MONDAY)
    assert not Letter.objects.filter(kind="demand").exists()
    Halt.objects.filter(pk=halt.pk).delete()
    for _twice in range(2):
        issue_demands(TODAY, MONDAY)

    letter = Letter.objects.get(kind="demand")
    assert Recovery.objects.get().letter == letter.number
    assert letter.case == application.case
    for said in ("2,250.00", "重新就业", "2026年10月多发"):
        assert said in letter.content
