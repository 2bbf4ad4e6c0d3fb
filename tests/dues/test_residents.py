"""Residents pay by the year, and whoever pays a fixed amount pays it whole."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from agencies.models import Agency, Region
from casework.models import Duty
from records import standing
from records.models import Relationship, Scheme
from services.dues.actions import opening
from services.dues.models import Due
from services.dues.rules.reckoning import years_in
from tests.cast import MONDAY
from tests.dues.story import fresh, order, pay, work
from tests.enrolments.conftest import world  # noqa: F401 -- the world in which people enrol
from tests.enrolments.story import stop_all

pytestmark = pytest.mark.django_db


def resident(world, insurance="medical", tier="adult|1", begins=date(2026, 9, 1)):  # noqa: F811
    stop_all(world.person)
    edge = {"from_month": begins, "case_number": f"C-{insurance}", "now": MONDAY}
    agency = world.agency(insurance, "hangzhou")
    held = standing.open_at(world.person, agency, insurance, scheme=Scheme.RESIDENT, **edge)
    standing.choose_base(held, tier=tier, **edge)
    return held


def years(held):
    return list(Due.objects.filter(relationship=held).order_by("period"))


def test_next_year_opens_in_september():
    assert years_in(date(2026, 8, 1)) == (2026,)
    assert years_in(date(2026, 9, 1)) == (2026, 2027)


def test_who_enrols_is_asked_for_the_year_at_once_and_the_duty_asks_nobody_twice(world):  # noqa: F811
    held = resident(world)

    opening.owe_month(now=MONDAY)
    for duty in Duty.objects.filter(kind=Duty.Kind.OPEN_DUES):
        opening.do_open(duty, MONDAY)

    found = years(held)
    assert [(each.period.year, each.amount_fen) for each in found] == [
        (2026, 50_000),
        (2027, 50_000),
    ]
    assert found[0].kind == Due.Kind.RESIDENT_YEAR
    assert found[0].account_fen == 0


def test_a_resident_pays_for_old_age_into_the_account(world):  # noqa: F811
    held = resident(world, "pension", "03")

    found = years(held)[0]
    assert (found.amount_fen, found.account_fen) == (30_000, 30_000)
    made = order(world, count=1)
    pay(made)
    work(MONDAY + timedelta(hours=1))
    assert fresh(made).state == "paid"
    assert held.account_years.get(year=2026).credited_personal_fen == 30_000


def test_an_unknown_amount_opens_nothing(world):  # noqa: F811
    assert years(resident(world, tier="pupil|2")) == []


def test_a_fixed_amount_of_medical_insurance_is_due_each_month(world):  # noqa: F811
    stop_all(world.person)
    agency = world.agency("medical", "hangzhou")
    Agency.objects.filter(pk=agency.pk).update(region_id=_beijing())
    june = MONDAY.replace(month=6)
    edge = {"from_month": date(2026, 6, 1), "case_number": "C-1", "now": june}
    agency.refresh_from_db()
    held = standing.open_at(world.person, agency, "medical", scheme=Scheme.EMPLOYEE, **edge)
    standing.choose_base(held, **edge)

    due = Due.objects.get(relationship=held)

    assert (due.amount_fen, due.account_fen, due.rate) == (58_492, 0, Decimal(1))
    assert Relationship.objects.get(pk=held.pk).employer_name == ""


def _beijing():
    Region.objects.create(
        code="110000", name="北京市", name_en="Beijing", level="province", parent=None
    )
    return "110000"
