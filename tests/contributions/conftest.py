"""Somebody with months at two places, of which one is owed and one arrived late."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from records.models import Contribution, InsuredPeriod, Relationship
from services.contributions.arrears import ARREARS
from services.contributions.certificate import CERTIFICATE
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_world_online

RATES = {
    "employer_rate": Decimal("0.16"), "personal_rate": Decimal("0.08"),
    "account_rate": Decimal("0.08"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as travelling:
        yield travelling


@pytest.fixture
def world(db, monkeypatch):
    print_blank_letters(monkeypatch)
    return make_world_online(CERTIFICATE, ARREARS)


@pytest.fixture
def held(world):
    """The pension relationship of the other person, who has no record yet."""
    person = world.other_person.person
    Relationship.objects.filter(person=person).delete()
    made = Relationship.objects.create(
        person=person, agency=world.agency("pension", "guangzhou"), insurance="pension",
        status="active", personal_number="X1", employer_name="广州样例有限公司",
        opened_month=date(2025, 1, 1),
    )  # fmt: skip
    months = ((2025, 1, 6, True), (2025, 9, 12, True), (2026, 1, 3, True), (2026, 4, 5, False))
    for year, first, last, is_paid in months:
        InsuredPeriod.objects.create(
            relationship=made, first_month=date(year, first, 1), last_month=date(year, last, 1),
            base_fen=800_000, is_paid=is_paid, **RATES,
        )  # fmt: skip
    paid(made, date(2026, 1, 1), arrived_on=date(2026, 1, 15))
    paid(made, date(2026, 2, 1), arrived_on=date(2026, 3, 5))
    paid(made, date(2026, 4, 1), owed_by="employer")
    return made


def paid(held, month, **more):
    """Write down a payment."""
    return Contribution.objects.create(
        relationship=held, month=month, employer_name="广州样例有限公司", base_fen=800_000,
        employer_fen=128_000, personal_fen=64_000, account_fen=64_000,
        due_on=month.replace(day=25), source="file", brought_with="F2026-X", brought_at=MONDAY,
        **more,
    )  # fmt: skip
