"""Who has enrolled alone is asked for the month they enrolled for, on the base they chose."""

from datetime import date
from decimal import Decimal

import pytest

from records.models import Relationship
from services.dues.actions.opening import open_dues
from tests.cast import MONDAY
from tests.enrolments.conftest import world  # noqa: F401 -- the world in which people enrol
from tests.enrolments.story import ANSWERS, filled, send, stop_all

pytestmark = pytest.mark.django_db


def test_the_month_of_an_enrolment_is_due_on_the_base_that_was_chosen(world):  # noqa: F811
    stop_all(world.person)
    send(world, filled(world, **{**ANSWERS, "base": Decimal("5000.00")}))
    opened = Relationship.objects.get(person=world.person, agency__region="330100")

    due = open_dues(opened, date(2026, 9, 1), MONDAY)

    assert (due.base_fen, due.amount_fen, due.account_fen) == (500000, 100000, 40000)
    assert open_dues(opened, date(2026, 8, 1), MONDAY) is None
